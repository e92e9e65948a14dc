/** Figures of the sheet a learner prints as proof of own study: which days, how many questions. Pure. */
import { UNKNOWN_TIME } from './event.ts';
import type { History } from './history.ts';
import { POST_TEST, PRE_TEST } from './item.ts';
import type { LearnerState } from './state.ts';

export interface StudyDays {
  /** `YYYY-MM-DD` in the given zone; null when no time is known. */
  first: string | null;
  last: string | null;
  /** Different days on which something was done or answered. */
  count: number;
}

/** @param dayOf the calendar day of a moment, `YYYY-MM-DD`, where the learner is. */
export function studyDays(history: History, dayOf: (at: Date) => string): StudyDays {
  const days = new Set(
    history
      .filter(({ kind, at }) => (kind === 'done' || kind === 'quiz') && at !== UNKNOWN_TIME)
      .map(({ at }) => dayOf(new Date(at))),
  );
  const sorted = [...days].sort();
  return { first: sorted[0] ?? null, last: sorted.at(-1) ?? null, count: sorted.length };
}

/** Questions of lessons and exercises, the two tests left out: how many were tried, and how many were at last fully right. */
export function questionsTried({ items }: Pick<LearnerState, 'items'>): { tried: number; right: number } {
  const last = [...items]
    .filter(([item, { attempts }]) => item !== PRE_TEST && item !== POST_TEST && attempts.length > 0)
    .map(([, { attempts }]) => attempts.at(-1));
  return {
    tried: last.length,
    right: last.filter((attempt) => attempt !== undefined && attempt.score === attempt.max).length,
  };
}
