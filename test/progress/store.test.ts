/** The store in IndexedDB: several tabs at once, reopening, removal. The database is a whole implementation in memory. */
import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import test, { afterEach } from 'node:test';
import fc from 'fast-check';
import { openStore, type StoredLearner } from '../../src/browser/progress/store.ts';
import { makeEvent } from '../../src/progress/event.ts';
import { merge } from '../../src/progress/history.ts';
import { isPin, makePin } from '../../src/progress/pin.ts';

const learner = (id: string, createdAt = '2026-11-22T08:00:00.000Z'): StoredLearner => ({
  id,
  name: '',
  pin: null,
  createdAt,
});
const event = (n: number) =>
  makeEvent({ at: '2026-11-22T08:00:00.000Z', kind: 'done', item: `/x/${n}/`, data: {}, nonce: String(n) });

afterEach(
  () =>
    new Promise((done) => {
      indexedDB.deleteDatabase('sigap-kemajuan').onsuccess = done;
    }),
);

test('two tabs that start together make one learner', async () => {
  const [one, two] = await Promise.all([openStore(), openStore()]);
  const made = await Promise.all([
    one.firstLearner(() => learner('a')),
    two.firstLearner(() => learner('b')),
  ]);
  assert.equal(made[0].id, made[1].id);
  assert.equal((await one.learners()).length, 1);
  one.close();
  two.close();
});

test('whatever two tabs write, at once or after closing and reopening, is all there', async () => {
  const write = fc.record({
    tab: fc.nat(1),
    events: fc.array(fc.nat(60).map(event), { maxLength: 5 }),
    reopen: fc.boolean(),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 12 }), async (writes) => {
      round += 1;
      const id = `learner-${round}`;
      const tabs = [await openStore(), await openStore()];
      const pending: Promise<void>[] = [];
      for (const { tab, events, reopen } of writes) {
        if (reopen) {
          await Promise.all(pending);
          tabs[tab]?.close();
          tabs[tab] = await openStore();
        }
        pending.push((tabs[tab] as (typeof tabs)[number]).add(id, events));
      }
      await Promise.all(pending);
      const stored = merge((await tabs[0]?.events(id)) ?? []);
      assert.deepEqual(stored, merge(...writes.map(({ events }) => events)));
      for (const tab of tabs) tab.close();
    }),
    { numRuns: 200 },
  );
});

test('learners on one computer do not see each other, and leave without a trace', async () => {
  const store = await openStore();
  await store.saveLearner(learner('a'));
  await store.saveLearner(learner('b', '2026-11-21T08:00:00.000Z'));
  await store.add('a', [event(1), event(2)]);
  await store.add('b', [event(2)]);
  assert.deepEqual(
    (await store.learners()).map(({ id }) => id),
    ['b', 'a'],
  );
  await store.removeLearner('a');
  assert.deepEqual(await store.events('a'), []);
  assert.equal((await store.events('b')).length, 1);
  assert.deepEqual(
    (await store.learners()).map(({ id }) => id),
    ['b'],
  );
  store.close();
});

test('a newer page that changes the stores is not held up by this one', async () => {
  let told = false;
  await openStore(() => {
    told = true;
  });
  await new Promise<void>((done, fail) => {
    const request = indexedDB.open('sigap-kemajuan', 2);
    request.onsuccess = () => {
      request.result.close();
      done();
    };
    request.onerror = fail;
  });
  assert.equal(told, true);
});

test('a PIN opens with its own digits only, and must be digits', () => {
  const stored = makePin('2580', new Uint8Array(16).fill(7));
  assert.equal(isPin('2580', stored), true);
  assert.equal(isPin('2581', stored), false);
  assert.equal(isPin('', stored), false);
  assert.ok(!JSON.stringify(stored).includes('2580'));
  for (const bad of ['', '123', '123456789', '12a4']) {
    assert.throws(() => makePin(bad, new Uint8Array(16)), RangeError);
  }
});
