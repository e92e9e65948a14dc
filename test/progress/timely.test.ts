/** A device that never answers must not leave a page waiting. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { timely } from '../../src/browser/timely.ts';

const database = () => {
  const made = {
    closed: false,
    close() {
      made.closed = true;
    },
  };
  return made;
};

test('an opening without an answer counts as refused', async () => {
  await assert.rejects(timely(new Promise<{ close(): void }>(() => {}), 5), /did not open in time/);
});

test('what opens too late is closed again, so that it holds up nobody', async () => {
  const late = database();
  const { promise, resolve } = Promise.withResolvers<typeof late>();
  await assert.rejects(timely(promise, 5));
  resolve(late);
  await new Promise(setImmediate);
  assert.equal(late.closed, true);
});

test('what opens in time is handed over open, and a refusal keeps its reason', async () => {
  const opened = database();
  assert.equal(await timely(Promise.resolve(opened)), opened);
  assert.equal(opened.closed, false);
  await assert.rejects(timely(Promise.reject(new Error('storage is off'))), /storage is off/);
});
