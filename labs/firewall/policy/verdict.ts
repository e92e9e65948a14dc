/** What became of one packet, in a form a page can explain: every rule that was asked, and what it said. */
import type { Sample } from './samples.ts';

/** One rule (or the policy of a chain) that the packet came to, in the order it came to them. */
export interface Step {
  hook: string;
  table: string;
  chain: string;
  /** Line of the rule in the ruleset; for a policy, the line of its chain. */
  line: number;
  /** The rule as written. */
  text: string;
  outcome: 'match' | 'no-match' | 'policy';
  /** accept, drop, reject, jump, return, continue …; null for a rule that did not match. */
  verdict: string | null;
  /**
   * Of a rule that did not match: the first condition that failed as written, and the packet's value of that
   * field as nft writes it; '' when the packet has no such field. */
  failed: { condition: string; field: string; value: string } | null;
}

export interface PacketVerdict {
  /** `reply` is the answer the server sends to an accepted request, `error` a "packet too big" about it. */
  kind: 'request' | 'reply' | 'error';
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
  passed: boolean;
  /** The rules let it pass, but it came to another place or from another source than asked; as what it came. */
  stray: { wrong: 'place' | 'source'; src: string; dst: string; dport: number | null } | null;
  /** The answer a reject sends, e.g. `tcp-reset`. */
  rejectedWith: string | null;
  steps: Step[];
  /** Index in `steps` of the one that decided; null when the kernel itself dropped it (no route, TTL …). */
  deciding: number | null;
  /** Lines of the deciding chain that stood below and were not read. */
  unread: number[];
}

/** A sample and what became of it. */
export interface SampleVerdict {
  sample: Sample;
  /** The request, and the reply when the request passed and a reply is expected. */
  packets: PacketVerdict[];
  /** Did the request pass, and its reply too? */
  passed: boolean;
}

export interface CellVerdict {
  from: string;
  to: string;
  requirement: string;
  expected: 'accept' | 'drop';
  held: boolean;
  /** Samples that break the requirement stand first. None: it is the closed world, held or not settled. */
  samples: SampleVerdict[];
  /** What is to be said about it; absent: the reason of its requirement. */
  told?: string;
}
