/**
 * Connection tuples: who talks to whom, as conntrack keys its table.
 * Models struct nf_conntrack_tuple and nf_ct_get_tuple / nf_ct_invert_tuple
 * (net/netfilter/nf_conntrack_core.c, nf_conntrack_proto_icmp.c, nf_conntrack_proto_icmpv6.c).
 */

import type { Flow } from './conntrack.ts';
import * as F from './fields.ts';

export const ORIGINAL = 0;
export const REPLY = 1;

export class Tuple {
  l3 = 0;
  proto = 0;
  s0 = 0;
  s1 = 0;
  s2 = 0;
  s3 = 0;
  d0 = 0;
  d1 = 0;
  d2 = 0;
  d3 = 0;
  /** Source port, or the identifier of an ICMP message. */
  sport = 0;
  /** Destination port, or type * 256 + code of an ICMP message. */
  dport = 0;

  /** The flow this tuple belongs to and the direction it stands for; null for a tuple used as a search key. */
  flow: Flow | null = null;
  direction = ORIGINAL;
  /** Next tuple in the same bucket of the table. */
  next: Tuple | null = null;
}

/** Reads the tuple out of a packet. False when the packet has none (transport header cut short). */
export function readTuple(f: Int32Array, into: Tuple): boolean {
  const proto = f[F.L4PROTO]!;
  into.l3 = f[F.NFPROTO]!;
  into.proto = proto;
  into.s0 = f[F.SADDR]!;
  into.s1 = f[F.SADDR + 1]!;
  into.s2 = f[F.SADDR + 2]!;
  into.s3 = f[F.SADDR + 3]!;
  into.d0 = f[F.DADDR]!;
  into.d1 = f[F.DADDR + 1]!;
  into.d2 = f[F.DADDR + 2]!;
  into.d3 = f[F.DADDR + 3]!;
  if (proto === F.ICMP || proto === F.ICMPV6) {
    into.sport = f[F.ICMP_ID]!;
    into.dport = (f[F.ICMP_TYPE]! << 8) | f[F.ICMP_CODE]!;
  } else if (hasPorts(proto)) {
    if ((f[F.PRESENT]! & F.HAS_PORTS) === 0) return false;
    into.sport = f[F.SPORT]!;
    into.dport = f[F.DPORT]!;
  } else {
    into.sport = 0;
    into.dport = 0;
  }
  return true;
}

/** Protocols whose connections are told apart by port. */
export function hasPorts(proto: number): boolean {
  return proto === F.TCP || proto === F.UDP || proto === F.SCTP || proto === F.UDPLITE;
}

/** ICMP type of the answer plus one, 0 for types that are never answered. */
const ANSWER = new Uint8Array(256);
for (const [request, reply] of [
  [8, 0],
  [13, 14],
  [15, 16],
  [17, 18],
] as const) {
  ANSWER[request] = reply + 1;
  ANSWER[reply] = request + 1;
}
/** The same for ICMPv6: echo and node information. */
const ANSWER6 = new Uint8Array(256);
for (const [request, reply] of [
  [128, 129],
  [139, 140],
] as const) {
  ANSWER6[request] = reply + 1;
  ANSWER6[reply] = request + 1;
}

/** Writes the tuple of the answers to `from`. False when nothing answers it (an ICMP type without a counterpart). */
export function invertTuple(from: Tuple, into: Tuple): boolean {
  const { s0, s1, s2, s3, sport, dport } = from;
  into.l3 = from.l3;
  into.proto = from.proto;
  into.s0 = from.d0;
  into.s1 = from.d1;
  into.s2 = from.d2;
  into.s3 = from.d3;
  into.d0 = s0;
  into.d1 = s1;
  into.d2 = s2;
  into.d3 = s3;
  if (from.proto !== F.ICMP && from.proto !== F.ICMPV6) {
    into.sport = dport;
    into.dport = sport;
    return true;
  }
  const answer = (from.proto === F.ICMP ? ANSWER : ANSWER6)[dport >>> 8]!;
  into.sport = sport;
  into.dport = ((answer - 1) << 8) | (dport & 255);
  return answer !== 0;
}

export function copyTuple(from: Tuple, into: Tuple): void {
  into.l3 = from.l3;
  into.proto = from.proto;
  into.s0 = from.s0;
  into.s1 = from.s1;
  into.s2 = from.s2;
  into.s3 = from.s3;
  into.d0 = from.d0;
  into.d1 = from.d1;
  into.d2 = from.d2;
  into.d3 = from.d3;
  into.sport = from.sport;
  into.dport = from.dport;
}

export function sameTuple(a: Tuple, b: Tuple): boolean {
  return a.sport === b.sport && a.dport === b.dport && sameSource(a, b) && sameDestination(a, b);
}

/** Same family, protocol and source address. */
export function sameSource(a: Tuple, b: Tuple): boolean {
  return (
    a.s0 === b.s0 && a.s3 === b.s3 && a.s1 === b.s1 && a.s2 === b.s2 && a.proto === b.proto && a.l3 === b.l3
  );
}

export function sameDestination(a: Tuple, b: Tuple): boolean {
  return a.d0 === b.d0 && a.d3 === b.d3 && a.d1 === b.d1 && a.d2 === b.d2;
}

/** 32-bit hash over the whole tuple; only its spread matters, the kernel's own (siphash) is seeded at random. */
export function hashTuple(t: Tuple): number {
  let h = Math.imul(t.s0 ^ t.proto, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ t.d0, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13) ^ (t.sport << 16) ^ t.dport, 0xc2b2ae35);
  if (t.l3 === F.IPV6) {
    h = Math.imul(h ^ (h >>> 15) ^ t.s1 ^ (t.d1 << 1), 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 13) ^ t.s2 ^ (t.d2 << 1), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 16) ^ t.s3 ^ (t.d3 << 3), 0xc2b2ae35);
  }
  return h ^ (h >>> 16);
}
