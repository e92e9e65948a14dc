/** What the page asks the engine, and what it answers. Plain data: it crosses to a worker. */
import type { PolicyReport } from '../../../labs/firewall/policy/check.ts';
import type { Lesson, Lessons } from '../../../labs/firewall/policy/lesson.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../labs/firewall/policy/samples.ts';
import type { FlowChange } from '../../../labs/firewall/proof/difference.ts';

export interface Question {
  id: number;
  text: string;
  policy: Policy;
  /** A packet of the learner's own, played besides those of the policy. */
  own: Sample | null;
  /** An earlier text to compare with; null when there is nothing to compare. */
  since: string | null;
  /** What the level's wrong answers teach; given when the learner asked for a check, else null. */
  lessons: Lessons | null;
}

/** What a change opened and what it closed, for all first packets. */
export interface Change {
  opened: FlowChange[];
  closed: FlowChange[];
  /** Something in one of the two is beyond the proof: there may be more. */
  partial: boolean;
}

/** How many requirements hold for all packets, of how many; and how many were tried with packets in order instead. */
export interface ProofCount {
  proved: number;
  total: number;
  played: number;
}

export interface Answer extends PolicyReport {
  id: number;
  /** Null in the first answer; a second one follows when the proof over all packets is done. */
  proof: ProofCount | null;
  /** Comes with the proof; null before it, and when the earlier text cannot be read. */
  change: Change | null;
  /** What is probably misunderstood; comes with the proof after a check. */
  lesson: Lesson | null;
  /** Time in the engine, for the curious and for tests. */
  milliseconds: number;
}
