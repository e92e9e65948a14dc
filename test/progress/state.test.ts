/** What stands now, worked out from events, and what changed since an item was done. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { makeEvent } from '../../src/progress/event.ts';
import { changeSince, stepMark } from '../../src/progress/mark.ts';
import { bestPercent, stateOf } from '../../src/progress/state.ts';

const at = (minute: number) => `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`;
const event = (minute: number, kind: string, item: string, data = {}) =>
  makeEvent({ at: at(minute), kind, item, data, nonce: String(minute) });

test('the last word counts, whichever order the events come in', () => {
  const events = [
    event(1, 'done', '/a/'),
    event(3, 'done', '/a/'),
    event(2, 'undone', '/a/'),
    event(1, 'done', '/b/'),
  ];
  const { items } = stateOf(events.reverse());
  assert.equal(items.get('/a/')?.doneAt, at(3));
  assert.equal(stateOf([...events, event(9, 'undone', '/b/')]).items.get('/b/')?.done, false);
});

test('attempts are kept one by one; a score outside its range is held to it; nonsense is no attempt', () => {
  const { items } = stateOf([
    event(1, 'quiz', '/k/', { score: 3, max: 5, form: 'A', missed: ['q1', 7] }),
    event(2, 'quiz', '/k/', { score: 9, max: 5, form: 'C' }),
    event(3, 'quiz', '/k/', { score: 'banyak', max: 5 }),
    event(4, 'quiz', '/k/', { score: 1, max: 0 }),
  ]);
  const attempts = items.get('/k/')?.attempts ?? [];
  assert.deepEqual(
    attempts.map(({ score, max, form, missed }) => [score, max, form, missed]),
    [
      [3, 5, 'A', ['q1']],
      [5, 5, null, []],
    ],
  );
  assert.equal(bestPercent(attempts), 100);
  assert.equal(bestPercent([]), null);
});

test('a new or reworded step is named; a dropped or moved one only makes a new version', () => {
  const mark = (version: string, ...steps: string[]) => ({ version, steps: steps.map(stepMark) });
  const then = mark('1.0', 'a', 'b', 'c');
  assert.equal(changeSince(then, mark('1.0', 'a', 'b', 'c')), null);
  assert.deepEqual(changeSince(then, mark('2.0', 'a', 'b', 'C')), {
    kind: 'steps',
    version: '2.0',
    steps: [3],
  });
  assert.deepEqual(changeSince(then, mark('2.0', 'a', 'x', 'b', 'c')), {
    kind: 'steps',
    version: '2.0',
    steps: [2],
  });
  assert.deepEqual(changeSince(then, mark('2.0', 'c', 'a', 'b')), { kind: 'version', version: '2.0' });
  assert.deepEqual(changeSince(then, mark('2.0', 'a', 'b')), { kind: 'version', version: '2.0' });
  assert.deepEqual(changeSince(then, mark('2.0', 'a', 'b', 'c', 'c')), {
    kind: 'steps',
    version: '2.0',
    steps: [4],
  });
});
