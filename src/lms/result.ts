/** From a learner's progress to what an LMS asks for: a status and a score. Pure. */
import { bestPercent, type ItemState, type LearnerState } from '../progress/state.ts';
import type { Course } from './parts.ts';

/** Words of `cmi.core.lesson_status`, SCORM 1.2 RTE 3.4.4; the ones a page can reach, worst first. */
export const STATUSES = ['incomplete', 'failed', 'completed', 'passed'] as const;
export type Status = (typeof STATUSES)[number];

export interface Result {
  status: Status;
  /** Per cent, whole; null until every part was done, so that no LMS judges a half-done page. */
  score: number | null;
  /** Parts done or answered, of all. */
  done: number;
  of: number;
}

export function resultOf(state: LearnerState, course: Pick<Course, 'parts' | 'graded' | 'mastery'>): Result {
  const { parts, graded, mastery } = course;
  const shares = parts.map((item) => share(state.items.get(item)));
  const known = shares.filter((each) => each !== null);
  const counts = { done: known.length, of: parts.length };
  if (known.length < parts.length) return { status: 'incomplete', score: null, ...counts };
  const score = graded ? Math.round(known.reduce((sum, each) => sum + each, 0) / known.length) : null;
  if (mastery === null || score === null) return { status: 'completed', score, ...counts };
  return { status: score >= mastery ? 'passed' : 'failed', score, ...counts };
}

/** Per cent of one part; the best attempt counts, and what is done is whole. */
function share(item: ItemState | undefined): number | null {
  if (!item) return null;
  return item.done ? 100 : bestPercent(item.attempts);
}

/** What was once reached stays, whatever a later visit brings. */
export function keepBest(before: Pick<Result, 'status' | 'score'>, now: Result): Result {
  const rank = (status: Status): number => STATUSES.indexOf(status);
  const scores = [before.score, now.score].filter((score) => score !== null);
  return {
    ...now,
    status: rank(before.status) > rank(now.status) ? before.status : now.status,
    score: scores.length === 0 ? null : Math.max(...scores),
  };
}
