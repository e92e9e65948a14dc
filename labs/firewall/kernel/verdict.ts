/**
 * What the engine tells about a packet, as plain data that a page, a test or a terminal can show: the events of
 * the kernel's rule trace (net/netfilter/nf_tables_trace.c), and besides what came out and why the rest did not match.
 */
import type { Span, Value } from '../language/ruleset.ts';
import type { HookName } from './fields.ts';

/** One matching rule, or one policy that was reached. Objects are shared between verdicts: do not change them. */
export interface Step {
  family: 'inet' | 'ip' | 'ip6';
  table: string;
  chain: string;
  hook: HookName;
  /** null: the policy of the chain. */
  handle: number | null;
  /** `continue`: the rule matched and the next one is asked. */
  verdict: 'accept' | 'drop' | 'reject' | 'continue' | 'jump' | 'goto' | 'return';
  span: Span;
}

/** Why a rule did not match. Only collected when a trace is asked for. */
export interface Miss {
  family: 'inet' | 'ip' | 'ip6';
  table: string;
  chain: string;
  hook: HookName;
  handle: number;
  span: Span;
  /** Number of matching steps before this rule, so that both lists can be merged in order. */
  after: number;
  /** The expression that failed: its place, and its number among the rule's statements. */
  failed: { statement: number; span: Span };
  /** What it looked at, by nft's name (`tcp dport`, `ct state`, `limit`), and the packet's value of it. */
  field: string;
  /** null: the packet has no such field (no port in an ICMP packet, no entry in conntrack). */
  value: Value | Value[] | null;
  /** The value as nft would write it. */
  text: string;
}

export interface OutTuple {
  src: string;
  dst: string;
  sport: number | null;
  dport: number | null;
  /** Identifier of an ICMP message that has one. */
  id?: number;
}

export type StateName = 'invalid' | 'established' | 'related' | 'new' | 'untracked';

export interface Verdict {
  verdict: 'accept' | 'drop' | 'reject';
  /** `kernel`: no rule did it (martian source, expired TTL, full table, NAT clash). */
  droppedBy: 'rule' | 'policy' | 'kernel' | null;
  /** Why the kernel dropped it, in a word or two; null unless droppedBy is `kernel`. */
  reason: string | null;
  /** The answer that left (`tcp-reset`, `icmp-port-unreachable` …); null with verdict reject: no answer left. */
  rejectedWith: string | null;
  /** An ICMP error of the kernel that no rule asked for, e.g. `icmp-time-exceeded`. */
  kernelAnswer: string | null;
  /** Every matching rule and every policy reached, in order, over all hooks. */
  path: Step[];
  /** The same for the answer, when one was made. */
  answerPath: Step[];
  /** Rule or policy that dropped or rejected the packet, or the last that accepted it; null when none was asked. */
  decidedBy: Step | null;
  /** Peer the packet came out to, `local` for the router itself, null when it did not come out. */
  deliveredTo: string | null;
  /** Addresses and ports as it came out, after NAT; null when it did not. */
  outTuple: OutTuple | null;
  /** State right after conntrack; null when the packet was dropped before. */
  ctState: StateName | null;
  /** Rules passed over and why; empty unless a trace was asked for. */
  misses: Miss[];
}
