/**
 * The checked ruleset: what `nft -f` hands to the kernel after parsing and evaluating a file, as plain data.
 * Models nftables 1.0.6 userspace (nft(8): RULESET, TABLES, CHAINS, RULES, SETS, MAPS, EXPRESSIONS, STATEMENTS)
 * and the expressions of the kernel that its netlink code produces (nf_tables: cmp, range, lookup, bitwise …).
 *
 * Everything is already resolved: variables and symbolic names are numbers, implicit protocol guards are matches
 * of their own, intervals are [low, high], names of chains and sets exist. An evaluator needs no tables of names.
 */

/** Families of the lab. arp, bridge and netdev are reported as unsupported by the checker. */
export type Family = 'inet' | 'ip' | 'ip6';

/** Place in the source text. Offsets count UTF-16 units from 0; lines and columns count from 1; the end is exclusive. */
export interface Span {
  offset: number;
  endOffset: number;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** Path of the included file this place is in; absent for the main text. */
  file?: string;
}

/**
 * One value of a field.
 * - number: everything up to 48 bits, unsigned and in host order (IPv4 192.168.0.1 = 0xc0a80001, port 22 = 22)
 * - bigint: 64 and 128 bits (IPv6 addresses, ct bytes, ct label), unsigned, first byte of the address most significant
 * - string: interface names (`iifname`, and also `iif`/`oif`: the name stands for the index nft would look up),
 *   `ct helper` names. `iif 3` keeps the number.
 */
export type Value = number | bigint | string;

/** Closed interval; a single value has low === high. Interface wildcard `"eth*"` is ['eth', 'eth\uffff'], compared as strings. */
export interface Interval {
  low: Value;
  high: Value;
  /** Written as a prefix `/n` (or a wildcard name): only the printer looks at it. */
  prefix?: number;
}

/** Data types by nft's own names (`nft describe`). `integer` carries its width in the expression's `bits`. */
export type DataType =
  | 'integer'
  | 'string'
  | 'boolean'
  | 'bitmask'
  | 'ipv4_addr'
  | 'ipv6_addr'
  | 'ether_addr'
  | 'll_addr'
  | 'ether_type'
  | 'inet_proto'
  | 'inet_service'
  | 'nf_proto'
  | 'mark'
  | 'iface_index'
  | 'ifname'
  | 'iface_type'
  | 'devgroup'
  | 'realm'
  | 'classid'
  | 'pkt_type'
  | 'uid'
  | 'gid'
  | 'cgroupsv2'
  | 'time'
  | 'hour'
  | 'day'
  | 'ct_state'
  | 'ct_dir'
  | 'ct_status'
  | 'ct_event'
  | 'ct_label'
  | 'ct_id'
  | 'icmp_type'
  | 'icmp_code'
  | 'icmpv6_type'
  | 'icmpv6_code'
  | 'icmpx_code'
  | 'igmp_type'
  | 'tcp_flag'
  | 'dccp_pkttype'
  | 'mh_type'
  | 'dscp'
  | 'ecn'
  | 'fib_addrtype'
  | 'arp_op'
  | 'invalid'
  | 'verdict'; // prettier-ignore

/** Bits of `ct state` (mask values, as in the kernel's NF_CT_STATE_BIT). */
export const CT_STATE = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 } as const;
/** Bits of `ct status` (IPS_*). */
export const CT_STATUS = {
  expected: 1,
  'seen-reply': 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
} as const;
/** `meta nfproto` values. */
export const NFPROTO = { ipv4: 2, ipv6: 10 } as const;

export interface Ruleset {
  /** In order of creation. */
  tables: Table[];
}

export interface Table {
  family: Family;
  name: string;
  handle: number;
  /** `flags dormant`: base chains of this table are not hooked. */
  dormant: boolean;
  comment: string | null;
  /** In order of creation. */
  chains: Chain[];
  /** Named sets and maps, and the implicit sets of `meter`. Anonymous sets live in the rule that uses them. */
  sets: SetDefinition[];
  /** Named counters, quotas, limits, ct helpers … */
  objects: NamedObject[];
  span: Span;
}

export interface Chain {
  name: string;
  handle: number;
  /** null: regular chain, reached by jump or goto only. */
  base: BaseChain | null;
  /** True for the body of `jump { … }`; its name is nft's `__chainN`. */
  anonymous: boolean;
  comment: string | null;
  rules: Rule[];
  span: Span;
}

export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'ingress' | 'egress';

export interface BaseChain {
  type: 'filter' | 'nat' | 'route';
  hook: Hook;
  /** Signed number; names (`filter`, `dstnat - 5`) are resolved for the family. Lower runs first. */
  priority: number;
  policy: 'accept' | 'drop';
  /** Was a policy written? Only the printer cares: nft lists the policy of every base chain. */
  policyWritten: boolean;
  /** Global order of creation from 0. Same hook and same priority: the LATER one runs first (see nft-oracle.md). */
  order: number;
  /** Devices of ingress/egress chains. */
  devices: string[];
}

export interface Rule {
  /** As the kernel numbers them: one counter per table over chains, sets (anonymous too), objects and rules. */
  handle: number;
  comment: string | null;
  /** Evaluated left to right; the first that does not match ends the rule. Implicit guards are included. */
  statements: Statement[];
  span: Span;
}

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

export type ObjectType = 'counter' | 'quota' | 'limit' | 'ct helper' | 'ct timeout' | 'ct expectation';

export interface NamedObject {
  type: ObjectType;
  name: string;
  handle: number;
  comment: string | null;
  /** The state, for counter, quota and limit; null for the ct kinds. */
  statement: CounterStatement | QuotaStatement | LimitStatement | null;
  /** ct helper: type and protocol as written. */
  helper: { name: string; protocol: string } | null;
  span: Span;
}

/** Something with a value for each packet. `type`/`bits` describe that value. */
export type Expression =
  | PayloadExpression
  | MetaExpression
  | CtExpression
  | FibExpression
  | RouteExpression
  | TcpOptionExpression
  | ExtensionExpression
  | BitwiseExpression
  | ConcatenationExpression
  | MapExpression
  | ConstantExpression;

export interface PayloadExpression {
  kind: 'payload';
  /** `th` is `th sport`/`th dport`: the ports of whatever transport; its l4proto is not guarded. */
  protocol:
    | 'ip'
    | 'ip6'
    | 'tcp'
    | 'udp'
    | 'udplite'
    | 'sctp'
    | 'dccp'
    | 'th'
    | 'icmp'
    | 'icmpv6'
    | 'igmp'
    | 'ah'
    | 'esp'
    | 'comp'
    | 'ether'
    | 'vlan'
    | 'arp'; // prettier-ignore
  /** nft's field name: saddr, daddr, protocol, ttl, dscp, sport, dport, flags, type, code, nexthdr, hoplimit … */
  field: string;
  type: DataType;
  bits: number;
}

export interface MetaExpression {
  kind: 'meta';
  /**
   * iif oif iifname oifname iiftype oiftype iifgroup oifgroup nfproto l4proto protocol mark length priority pkttype
   * skuid skgid rtclassid cpu cgroup nftrace time hour day …
   */
  key: string;
  type: DataType;
  bits: number;
}

export interface CtExpression {
  kind: 'ct';
  /** state direction status mark expiration helper label l3proto protocol saddr daddr proto-src proto-dst bytes packets avgpkt zone id */
  key: string;
  direction: 'original' | 'reply' | null;
  /** For `ct original ip saddr`. */
  family: 'ip' | 'ip6' | null;
  type: DataType;
  bits: number;
}

export interface FibExpression {
  kind: 'fib';
  /** Any of saddr daddr mark iif oif, in the order written. */
  selectors: string[];
  /** `oif`: index (compared as a name), or a boolean when `present`. */
  result: 'oif' | 'oifname' | 'type';
  /** `fib … oif missing|exists`: the value is 1 when a route was found, else 0 (type boolean). */
  present: boolean;
  type: DataType;
  bits: number;
}

export interface RouteExpression {
  kind: 'rt';
  key: 'classid' | 'nexthop' | 'mtu' | 'ipsec';
  family: 'ip' | 'ip6' | null;
  type: DataType;
  bits: number;
}

export interface TcpOptionExpression {
  kind: 'tcp-option';
  /** eol nop maxseg window sack-permitted sack timestamp … */
  option: string;
  /** size, count, kind, length, left … ; null: is the option there at all (boolean). */
  field: string | null;
  type: DataType;
  bits: number;
}

/** IPv6 extension headers (hbh rt frag dst mh) and `ip option`. field null: is the header there at all (boolean). */
export interface ExtensionExpression {
  kind: 'extension';
  header: string;
  field: string | null;
  type: DataType;
  bits: number;
}

/** `operand op constant`, the constant being as wide as the operand (bigint for IPv6). */
export interface BitwiseExpression {
  kind: 'bitwise';
  op: '&' | '|' | '^' | '<<' | '>>';
  operand: Expression;
  constant: Value;
  type: DataType;
  bits: number;
}

/** `ip saddr . tcp dport`: one part for each component of a set's key. */
export interface ConcatenationExpression {
  kind: 'concat';
  parts: Expression[];
}

/** `tcp dport map { 80 : 8080 }` or `… map @m`. No element for the key: the rule does not match. */
export interface MapExpression {
  kind: 'map';
  key: Expression;
  map: SetReference;
  type: DataType;
  bits: number;
}

export interface ConstantExpression {
  kind: 'constant';
  value: Value;
  type: DataType;
  bits: number;
}

/** Type of one component of a key or of the data. */
export interface ComponentType {
  type: DataType;
  bits: number;
}

export interface SetDefinition {
  /** nft's `__setN`/`__mapN` when anonymous. */
  name: string;
  handle: number;
  anonymous: boolean;
  kind: 'set' | 'map' | 'verdict-map' | 'object-map';
  /** One entry, or one for each part of a concatenation. */
  key: ComponentType[];
  /** Data of a map, else empty. */
  data: ComponentType[];
  /** For an object-map: what its elements name. */
  objectType: ObjectType | null;
  /** `typeof` expressions as written, else null; only the printer cares. */
  typeof: string | null;
  /** The same for the data of a map. */
  typeofData: string | null;
  /** Data of the map may be ranges (`type … : interval …`). */
  dataInterval: boolean;
  interval: boolean;
  dynamic: boolean;
  constant: boolean;
  /** `flags timeout` or a default timeout. */
  timeout: boolean;
  /** Default lifetime of elements in milliseconds, null: for ever. */
  timeoutMs: number | null;
  gcIntervalMs: number | null;
  /** Most elements it can hold, null: no limit written (a set updated from rules then holds 65535). */
  size: number | null;
  policy: 'performance' | 'memory' | null;
  autoMerge: boolean;
  /** Statements every element carries (`counter`, `limit rate …` in the set's body). */
  statements: StatefulStatement[];
  comment: string | null;
  /**
   * With one key component: sorted by `key[0].low` and never overlapping (merged where nft merges).
   * With several: in the order written; they may overlap only when the intervals differ in some part.
   */
  elements: SetElement[];
  span: Span;
}

export interface SetElement {
  /** One interval for each component of the key; values of plain sets have low === high. */
  key: Interval[];
  /** `*` element: matches when nothing else does. `key` is then empty. */
  catchAll: boolean;
  /** For maps: one interval for each component of the data (low === high unless the data is a range for NAT). */
  data: Interval[];
  verdict: Verdict | null;
  /** Object name, for an object-map. */
  object: string | null;
  timeoutMs: number | null;
  expiresMs: number | null;
  statements: StatefulStatement[];
  comment: string | null;
  span: Span;
}
