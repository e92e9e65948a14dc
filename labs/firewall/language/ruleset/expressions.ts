/** Expressions: what has a value for each packet (nft(8): PRIMARY and PAYLOAD EXPRESSIONS). */

import type { SetReference } from './statements.ts';
import type { DataType, Value } from './values.ts';

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
