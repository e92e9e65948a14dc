/** What a lab or a quiz found, and the events it makes: every try counts as an attempt, done only what was done. */
import type { Json } from './event.ts';
import { type ContentMark, changeSince } from './mark.ts';
import type { ItemState } from './state.ts';

export interface Outcome {
  /** Address of the level, letter, exercise or quiz. */
  item: string;
  /** The learner reached what the item asks for. */
  done: boolean;
  /** For what gives points. */
  score?: { points: number; max: number; missed: string[]; form?: 'A' | 'B' };
  /** The content as it was. */
  mark?: ContentMark;
  /** Whole seconds the page was in sight. */
  seconds: number;
  /** How often the learner asked for a check since the page was opened; at least 1. */
  tries: number;
}

export interface Entry {
  kind: 'done' | 'quiz';
  item: string;
  data: { [key: string]: Json };
}

/** @param state what stands for this item; undefined when nothing was recorded. */
export function entriesOf(
  { item, done, score, mark, seconds, tries }: Outcome,
  state: ItemState | undefined,
): Entry[] {
  const effort = { seconds: Math.round(seconds), tries };
  const entries: Entry[] = [];
  if (score) {
    const { points, max, missed, form } = score;
    const data = { score: Math.round(points * 100) / 100, max, missed, ...(form ? { form } : {}), ...effort };
    entries.push({ kind: 'quiz', item, data });
  }
  const stale = state?.mark && mark ? changeSince(state.mark, mark) !== null : false;
  // A pass of unknown time gets one when it is passed again.
  if (done && (!state?.done || state.doneAt === null || stale)) {
    const known = mark ? { mark: { version: mark.version, steps: [...mark.steps] } } : {};
    entries.push({ kind: 'done', item, data: { ...known, ...effort } });
  }
  return entries;
}
