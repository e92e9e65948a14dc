/** What the page asks the engine, and what it answers. Plain data: it crosses to a worker. */
import type { PolicyReport } from '../../../labs/firewall/policy/check.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../labs/firewall/policy/samples.ts';

export interface Question {
  id: number;
  text: string;
  policy: Policy;
  /** A packet of the learner's own, played besides those of the policy. */
  own: Sample | null;
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
  /** Time in the engine, for the curious and for tests. */
  milliseconds: number;
}
