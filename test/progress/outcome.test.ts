/** What labs and quizzes tell the learner's progress: nothing is done that was not done, nothing done is lost. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { prefixOf } from '../../src/browser/progress/own-key.ts';
import { makeEvent, UNKNOWN_TIME } from '../../src/progress/event.ts';
import { entriesOf, type Outcome } from '../../src/progress/outcome.ts';
import { stateOf } from '../../src/progress/state.ts';

const LEVEL = '/lab/firewall/basis-data/';
const mark = (...steps: string[]) => ({ version: '', steps });
const outcome = (more: Partial<Outcome>): Outcome => ({
  item: LEVEL,
  done: true,
  seconds: 61.4,
  tries: 3,
  ...more,
});

/** Tells outcomes one after the other, a minute apart. */
function tell(outcomes: readonly Outcome[], before = [] as ReturnType<typeof makeEvent>[]) {
  const events = [...before];
  outcomes.forEach((each, minute) => {
    const at = `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`;
    const entries = entriesOf(each, stateOf(events).items.get(each.item));
    events.push(...entries.map((entry, place) => makeEvent({ at, ...entry, nonce: `${minute}-${place}` })));
  });
  return { events, state: stateOf(events).items.get(LEVEL) };
}

test('a pass is recorded once, with the time and the tries it took', () => {
  const { events, state } = tell([outcome({}), outcome({ seconds: 5, tries: 1 })]);
  assert.equal(events.length, 1);
  assert.deepEqual(state?.effort, { seconds: 61, tries: 3 });
  assert.equal(state?.doneAt, '2026-11-22T08:00:00.000Z');
});

test('what was not reached is an attempt and never done; a later failure takes no pass away', () => {
  const score = (points: number) => ({ points, max: 1, missed: [] });
  const failed = tell([outcome({ done: false, score: score(0) })]);
  assert.equal(failed.state?.done, false);
  assert.equal(failed.state?.attempts.length, 1);
  const later = tell([outcome({ score: score(1) }), outcome({ done: false, score: score(0) })]);
  assert.equal(later.state?.done, true);
  assert.deepEqual(
    later.state?.attempts.map((attempt) => attempt.score),
    [1, 0],
  );
  assert.deepEqual(entriesOf(outcome({ done: false }), undefined), []);
});

test('a level that asks for something new is passed anew; one that asks for less is not', () => {
  assert.equal(tell([outcome({ mark: mark('a') }), outcome({ mark: mark('a', 'b') })]).events.length, 2);
  assert.equal(tell([outcome({ mark: mark('a', 'b') }), outcome({ mark: mark('a') })]).events.length, 1);
});

test('a pass kept before times were kept gets its time when the level is passed again', () => {
  const old = makeEvent({ at: UNKNOWN_TIME, kind: 'done', item: LEVEL, data: {}, nonce: '' });
  const { state } = tell([outcome({})], [old]);
  assert.equal(state?.doneAt, '2026-11-22T08:00:00.000Z');
});

test('for any outcomes in any order: done exactly when one of them was, as many attempts as had points', () => {
  const any = fc.record({
    done: fc.boolean(),
    scored: fc.boolean(),
    steps: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (runs) => {
      const { state } = tell(
        runs.map(({ done, scored, steps }) =>
          outcome({
            done,
            mark: mark(...steps),
            ...(scored ? { score: { points: 0, max: 1, missed: [] } } : {}),
          }),
        ),
      );
      assert.equal(
        state?.done ?? false,
        runs.some(({ done }) => done),
      );
      assert.equal(state?.attempts.length ?? 0, runs.filter(({ scored }) => scored).length);
    }),
  );
});

test('on a shared computer every learner but the first keeps work under names of their own', () => {
  const device = (first: string | null) => ({ getItem: () => first });
  assert.equal(prefixOf('', device(null)), 'sigap:');
  assert.equal(prefixOf('satu', device(null)), 'sigap:');
  assert.equal(prefixOf('satu', device('satu')), 'sigap:');
  assert.equal(prefixOf('dua', device('satu')), 'sigap:dua:');
});
