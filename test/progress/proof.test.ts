/** The printed sheet's figures: only days that are known, only questions that were tried. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { type LearningEvent, makeEvent, UNKNOWN_TIME } from '../../src/progress/event.ts';
import { questionsTried, studyDays } from '../../src/progress/proof.ts';
import { stateOf } from '../../src/progress/state.ts';

const event = (at: string, kind: string, item: string, data: LearningEvent['data'] = {}): LearningEvent =>
  makeEvent({ at, kind, item, data, nonce: '' });
const utcDay = (at: Date): string => at.toISOString().slice(0, 10);
const quiz = (hour: string, item: string, score: number): LearningEvent =>
  event(`2026-11-23T${hour}:00:00.000Z`, 'quiz', item, { score, max: 1 });

test('no known time is no study day, and names or notes are none either', () => {
  const history = [
    event(UNKNOWN_TIME, 'done', '/a/'),
    event('2026-11-22T01:00:00.000Z', 'name', '', { name: 'A' }),
  ];
  assert.deepEqual(studyDays(history, utcDay), { first: null, last: null, count: 0 });
  assert.deepEqual(studyDays([], utcDay), { first: null, last: null, count: 0 });
});

test('days are counted once each, by the calendar of where the learner is', () => {
  const history = ['2026-11-24T20:00:00.000Z', '2026-11-22T01:00:00.000Z', '2026-11-22T09:00:00.000Z'].map(
    (at) => event(at, 'done', at),
  );
  assert.deepEqual(studyDays(history, utcDay), { first: '2026-11-22', last: '2026-11-24', count: 2 });
  const eastwards = (at: Date): string => utcDay(new Date(at.getTime() + 8 * 3_600_000));
  assert.equal(studyDays(history, eastwards).last, '2026-11-25');
});

test('a question counts by its last try; the two tests are not questions of a lesson', () => {
  const state = stateOf([
    quiz('01', '/m/#a', 0),
    quiz('02', '/m/#a', 1),
    quiz('01', '/m/#b', 1),
    quiz('02', '/m/#b', 0.5),
    quiz('01', '/pelatihan/tes-awal/', 1),
    event('2026-11-23T03:00:00.000Z', 'done', '/m/'),
  ]);
  assert.deepEqual(questionsTried(state), { tried: 2, right: 1 });
  assert.deepEqual(questionsTried(stateOf([])), { tried: 0, right: 0 });
});
