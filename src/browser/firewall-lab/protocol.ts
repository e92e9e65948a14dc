/** What the page asks the engine, and what it answers. Plain data: it crosses to a worker. */
import type { Diagnostic } from '../../../labs/firewall/language/diagnostics.ts';
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../labs/firewall/policy/samples.ts';
import type { Shadowed } from '../../../labs/firewall/policy/shadowed.ts';
import type { CellVerdict, SampleVerdict } from '../../../labs/firewall/policy/verdict.ts';

export interface Question {
  id: number;
  text: string;
  policy: Policy;
  /** A packet of the learner's own, played besides those of the policy. */
  own: Sample | null;
}

export interface Answer {
  id: number;
  diagnostics: Diagnostic[];
  /** Null when the ruleset has errors or something the engine does not know. */
  result: { cells: CellVerdict[]; shadowed: Shadowed[]; own: SampleVerdict | null } | null;
  /** Time in the engine, for the curious and for tests. */
  milliseconds: number;
}
