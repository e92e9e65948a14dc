/** What the page needs of an LMS, whatever protocol it speaks. */
import type { Result } from '../../lms/result.ts';

export interface Lms {
  /** Text kept at the last visit; empty at the first. */
  readonly kept: string;
  /** Where the learner was: the id of a question; empty at the first visit. */
  readonly place: string;
  /** Per cent to reach as set in the LMS; null leaves it to the page. */
  readonly mastery: number | null;
  /** Characters `Visit.kept` may have. */
  readonly room: number;
  /** Where the LMS wants the learner to go afterwards; null when it looks after that by itself. */
  readonly back: string | null;
  /** Hands everything over. @returns null, or what went wrong, in words for the learner. */
  save(visit: Visit): Promise<string | null>;
  /** The page goes: the last words, sent before it is gone. */
  end(visit: Visit): Promise<void>;
}

export interface Visit {
  result: Result;
  kept: string;
  place: string;
  /** Since the page was opened. */
  milliseconds: number;
}
