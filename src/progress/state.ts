/** What stands now, worked out from a history: which items are done, quiz attempts, the name. Pure. */
import { type LearningEvent, UNKNOWN_TIME } from './event.ts';
import { type History, merge } from './history.ts';
import { type ContentMark, readMark } from './mark.ts';

export interface Attempt {
  at: string;
  /** Equivalent form of a pre or post test. */
  form: 'A' | 'B' | null;
  /** Points, 0 to `max`. */
  score: number;
  max: number;
  /** Ids of the questions that were not fully right. */
  missed: string[];
}

export interface ItemState {
  done: boolean;
  /** Null while not done, and for what was done before times were kept. */
  doneAt: string | null;
  /** The content as it was when it was done. */
  mark: ContentMark | null;
  /** What it took, where a lab or quiz kept count. */
  effort: Effort | null;
  /** Oldest first. */
  attempts: Attempt[];
}

export interface Effort {
  /** The page in sight, until it was done. */
  seconds: number;
  /** Checks asked for. */
  tries: number;
}

export interface LearnerState {
  name: string;
  items: ReadonlyMap<string, ItemState>;
}

/** @param history in any order; an unknown kind of event changes nothing. */
export function stateOf(history: History): LearnerState {
  const items = new Map<string, ItemState>();
  let name = '';
  for (const event of merge(history)) {
    if (event.kind === 'name') name = typeof event.data.name === 'string' ? event.data.name : name;
    else items.set(event.item, after(items.get(event.item), event));
  }
  return { name, items };
}

const NOTHING: ItemState = { done: false, doneAt: null, mark: null, effort: null, attempts: [] };

function after(state: ItemState = NOTHING, { kind, at, data }: LearningEvent): ItemState {
  switch (kind) {
    case 'done':
      return {
        ...state,
        done: true,
        doneAt: at === UNKNOWN_TIME ? null : at,
        mark: readMark(data.mark),
        effort: readEffort(data),
      };
    case 'undone':
      return { ...state, done: false, doneAt: null, mark: null, effort: null };
    case 'quiz': {
      const attempt = readAttempt(at, data);
      return attempt ? { ...state, attempts: [...state.attempts, attempt] } : state;
    }
    default:
      return state;
  }
}

function readEffort({ seconds, tries }: LearningEvent['data']): Effort | null {
  return typeof seconds === 'number' && typeof tries === 'number' && seconds >= 0 && tries >= 0
    ? { seconds, tries }
    : null;
}

function readAttempt(at: string, { score, max, form, missed }: LearningEvent['data']): Attempt | null {
  if (typeof score !== 'number' || typeof max !== 'number' || max <= 0) return null;
  return {
    at,
    form: form === 'A' || form === 'B' ? form : null,
    score: Math.min(Math.max(score, 0), max),
    max,
    missed: Array.isArray(missed) ? missed.filter((id) => typeof id === 'string') : [],
  };
}

/** Best attempt in per cent of its points, or null without one. */
export function bestPercent(attempts: readonly Attempt[]): number | null {
  return attempts.length === 0
    ? null
    : Math.max(...attempts.map(({ score, max }) => Math.round((score / max) * 100)));
}
