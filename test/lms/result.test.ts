/** From progress to status and score: half-done pages are not judged, the best counts, nothing is taken back. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { isoDuration, scormTime } from '../../src/lms/duration.ts';
import { keepBest, resultOf, STATUSES } from '../../src/lms/result.ts';
import { makeEvent } from '../../src/progress/event.ts';
import { stateOf } from '../../src/progress/state.ts';

const PARTS = ['/pelatihan/a/#satu', '/pelatihan/a/#dua'];
const COURSE = { parts: PARTS, graded: true, mastery: 70 };

function after(...done: [item: string, score: number | 'done'][]) {
  return stateOf(
    done.map(([item, score], place) =>
      makeEvent({
        at: `2026-11-23T01:00:0${place}.000Z`,
        kind: score === 'done' ? 'done' : 'quiz',
        item,
        data: score === 'done' ? {} : { score, max: 1 },
        nonce: '',
      }),
    ),
  );
}

const [ONE = '', TWO = ''] = PARTS;

test('a page half done has no score, so that no LMS fails it', () => {
  assert.deepEqual(resultOf(after([ONE, 1]), COURSE), { status: 'incomplete', score: null, done: 1, of: 2 });
  assert.deepEqual(
    resultOf(after(['/pelatihan/b/#satu', 1]), COURSE).done,
    0,
    'another page is not this one',
  );
});

test('the best attempt counts; below the mark is failed, at the mark is passed', () => {
  const score = (state: ReturnType<typeof after>) => {
    const { status, score: points } = resultOf(state, COURSE);
    return [status, points];
  };
  assert.deepEqual(score(after([ONE, 1], [TWO, 0])), ['failed', 50]);
  assert.deepEqual(score(after([ONE, 1], [TWO, 0.38])), ['failed', 69]);
  assert.deepEqual(score(after([ONE, 1], [TWO, 0.4])), ['passed', 70]);
  assert.deepEqual(score(after([ONE, 0], [TWO, 1], [ONE, 1], [ONE, 0])), ['passed', 100]);
});

test('a level that is done is worth all; a page without a mark is completed', () => {
  assert.equal(resultOf(after([ONE, 'done'], [TWO, 'done']), COURSE).score, 100);
  assert.equal(resultOf(after([ONE, 0], [TWO, 0]), { ...COURSE, mastery: null }).status, 'completed');
  const read = resultOf(after([ONE, 'done']), { parts: [ONE], graded: false, mastery: null });
  assert.deepEqual([read.status, read.score], ['completed', null]);
});

test('a later visit never lowers status or score', () => {
  const status = fc.constantFrom(...STATUSES);
  const score = fc.option(fc.integer({ min: 0, max: 100 }));
  fc.assert(
    fc.property(fc.record({ status, score }), fc.record({ status, score }), (before, now) => {
      const best = keepBest(before, { ...now, done: 1, of: 2 });
      const rank = (word: (typeof STATUSES)[number]) => STATUSES.indexOf(word);
      assert.equal(rank(best.status), Math.max(rank(before.status), rank(now.status)));
      assert.equal(best.score ?? -1, Math.max(before.score ?? -1, now.score ?? -1));
      assert.deepEqual([best.done, best.of], [1, 2]);
    }),
  );
});

test('time is written as each protocol wants it', () => {
  assert.equal(scormTime(0), '0000:00:00.00');
  assert.equal(scormTime(3_723_456), '0001:02:03.46');
  assert.equal(scormTime(59_999), '0000:01:00.00', 'no sixtieth second');
  assert.equal(scormTime(Number.MAX_SAFE_INTEGER), '9999:59:59.99');
  assert.equal(scormTime(-5), '0000:00:00.00');
  assert.equal(isoDuration(3_723_456), 'PT3723.46S');
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (milliseconds) => {
      const [hours = 0, minutes = 0, seconds = 0] = scormTime(milliseconds).split(':').map(Number);
      assert.ok(minutes < 60 && seconds < 60);
      const total = Math.round((hours * 3600 + minutes * 60 + seconds) * 100);
      assert.equal(total, Math.round(milliseconds / 10));
    }),
  );
});
