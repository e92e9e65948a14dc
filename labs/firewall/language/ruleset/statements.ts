/** The statements of a rule (nft(8): STATEMENTS). */

import type {
  CtExpression,
  Expression,
  ExtensionExpression,
  MetaExpression,
  PayloadExpression,
  TcpOptionExpression,
} from './expressions.ts';
import type { SetDefinition } from './sets.ts';
import type { ObjectType } from './tree.ts';
import type { Interval, Span, Value } from './values.ts';

export type Statement =
  | MatchStatement
  | VerdictStatement
  | VerdictMapStatement
  | CounterStatement
  | LimitStatement
  | QuotaStatement
  | ConnectionLimitStatement
  | LogStatement
  | RejectStatement
  | NatStatement
  | AssignStatement
  | SetUpdateStatement
  | ObjectReferenceStatement
  | NoTrackStatement;

/**
 * `left op right`. Not matching, or `left` not being present in the packet (payload past its end, no conntrack
 * entry, no key in a map, wrong protocol for a `ct … ip saddr`), ends the rule without a match, whatever `op` is.
 */
export interface MatchStatement {
  kind: 'match';
  left: Expression;
  op: '==' | '!=' | '<' | '>' | '<=' | '>=';
  right: MatchRight;
  /** Guard that nft inserts by itself, e.g. `meta nfproto ipv4` before `ip saddr` in an inet table; never printed. */
  implicit: boolean;
  span: Span;
}

export type MatchRight =
  /** Compare with one value. Only here `op` may be < > <= >=. */
  | { kind: 'value'; value: Value }
  /** `a-b`, `10.0.0.0/8`, `"eth*"`: == inside, != outside. */
  | ({ kind: 'range' } & Interval)
  /** `tcp flags syn`, `ct state new,established`, `tcp flags ! syn`: == some bit of mask is set, != no bit is set. */
  | { kind: 'flags'; mask: number }
  /** Members of a set: == in it, != not in it. */
  | { kind: 'set'; set: SetReference };

/** A named set of the same table, or a set written in place. */
export type SetReference = { kind: 'named'; name: string } | { kind: 'anonymous'; set: SetDefinition };

export type Verdict =
  | { kind: 'accept' | 'drop' | 'continue' | 'return' }
  | { kind: 'jump' | 'goto'; chain: string };

export interface VerdictStatement {
  kind: 'verdict';
  verdict: Verdict;
  span: Span;
}

/** `key vmap …`: no element for the key means the rule does not match (the next rule is tried). */
export interface VerdictMapStatement {
  kind: 'vmap';
  key: Expression;
  map: SetReference;
  span: Span;
}

export interface CounterStatement {
  kind: 'counter';
  /** Start values as written (`counter packets 3 bytes 180`), else 0. */
  packets: number;
  bytes: number;
  span: Span;
}

/** Token bucket. Matches while tokens are left; with `over` it matches only when none is left. */
export interface LimitStatement {
  kind: 'limit';
  /** Packets or bytes (already multiplied out from kbytes/mbytes) … */
  unit: 'packets' | 'bytes';
  rate: number;
  /** … in so many seconds (1, 60, 3600, 86400, 604800). */
  perSeconds: number;
  /** Packets default 5, bytes default 0 when not written. */
  burst: number;
  burstWritten: boolean;
  over: boolean;
  span: Span;
}

export interface QuotaStatement {
  kind: 'quota';
  /** `over`: matches once more than `bytes` have passed; else (until) while not more have. */
  over: boolean;
  bytes: number;
  used: number;
  span: Span;
}

/** `ct count N`: matches while at most N connections; `over` when more than N. Alone or inside a set update. */
export interface ConnectionLimitStatement {
  kind: 'connection-limit';
  count: number;
  over: boolean;
  span: Span;
}

export interface LogStatement {
  kind: 'log';
  prefix: string | null;
  /** emerg alert crit err warn notice info debug audit; null when not written. */
  level: string | null;
  group: number | null;
  snaplen: number | null;
  queueThreshold: number | null;
  /** tcp sequence, tcp options, ip options, skuid, ether, all */
  flags: string[];
  span: Span;
}

export interface RejectStatement {
  kind: 'reject';
  /** tcp-reset; icmp (IPv4 answer), icmpv6; icmpx (either, by the packet's family). */
  type: 'tcp-reset' | 'icmp' | 'icmpv6' | 'icmpx';
  /** ICMP code to answer with; for icmpx the nft number (0 no-route, 1 port-unreachable, 2 host-unreachable, 3 admin-prohibited). */
  code: number;
  /** nft's name of the code, e.g. `port-unreachable`; empty for tcp-reset. */
  name: string;
  /** False for a plain `reject`. */
  written: boolean;
  span: Span;
}

/** `snat`, `dnat`, `masquerade`, `redirect`. The statement is terminal in its chain. */
export interface NatStatement {
  kind: 'nat';
  action: 'snat' | 'dnat' | 'masquerade' | 'redirect';
  /**
   * Of the new address; null for masquerade/redirect. In an inet table a packet of the other family passes this
   * statement unchanged and the chain goes on (nft_nat_inet_eval).
   */
  family: 'ip' | 'ip6' | null;
  /** New address, null when only the port changes. An expression (a map) gives the address of each packet. */
  address: Interval | Expression | null;
  /** New port(s), null when ports stay. When `address` is a map whose data has two parts, the second is the port. */
  port: Interval | Expression | null;
  /** `dnat to 10.0.0.1 . 80`-style maps: data of the map in `address` is address . port. */
  concatenated: boolean;
  random: boolean;
  fullyRandom: boolean;
  persistent: boolean;
  /** `prefix` mapping (netmap). */
  prefix: boolean;
  span: Span;
}

/** `meta mark set …`, `ct mark set …`, `ip dscp set …`, `tcp option maxseg size set …`, `ct helper set "x"`. */
export interface AssignStatement {
  kind: 'assign';
  target: MetaExpression | CtExpression | PayloadExpression | TcpOptionExpression | ExtensionExpression;
  value: Expression;
  span: Span;
}

/**
 * `add @s { key timeout 1m limit … }` and `meter m { key … }` (op 'add' or 'update' on the meter's set).
 * Does not match when the set is full (add/update) or an inner statement does not match.
 */
export interface SetUpdateStatement {
  kind: 'set-update';
  op: 'add' | 'update' | 'delete';
  set: string;
  key: Expression;
  /** Milliseconds; null: the set's own timeout. */
  timeoutMs: number | null;
  /** Run for each element, with state of its own (limit, counter, ct count, quota). */
  statements: StatefulStatement[];
  /** Data stored for maps (`add @m { ip saddr : tcp dport }`); null for sets. */
  data: Expression | null;
  /** Written as `meter NAME size N { … }`. */
  meter: boolean;
  span: Span;
}

export type StatefulStatement = CounterStatement | LimitStatement | QuotaStatement | ConnectionLimitStatement;

/** `counter name "x"`, `limit name "x"`, `quota name "x"`, `ct helper set "x"`; `name` may come out of an object map. */
export interface ObjectReferenceStatement {
  kind: 'object';
  type: ObjectType;
  name: string | { kind: 'map'; key: Expression; map: SetReference };
  span: Span;
}

export interface NoTrackStatement {
  kind: 'notrack';
  span: Span;
}
