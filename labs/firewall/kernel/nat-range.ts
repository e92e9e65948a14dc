/**
 * The arithmetic of address translation: ranges, the choice of an address, and rewriting headers by a tuple.
 * Models struct nf_nat_range2 and the helpers of net/netfilter/nf_nat_core.c and nf_nat_proto.c.
 */
import * as F from './fields.ts';
import { spread } from './jhash.ts';
import { copyTuple, hasPorts, type Tuple } from './tuple.ts';

export const SOURCE = 0;
export const DESTINATION = 1;
export type Manip = typeof SOURCE | typeof DESTINATION;

/** What a NAT statement allows: addresses, ports, and how to choose among them (struct nf_nat_range2). */
export interface NatRange {
  /** Lowest and highest address as words; null: the address stays. */
  low: readonly number[] | null;
  high: readonly number[] | null;
  /** Lowest and highest port; null: any, preferably the same. */
  ports: readonly [number, number] | null;
  random: boolean;
  persistent: boolean;
}

export function sourceKey(t: Tuple): number {
  return Math.imul(t.s0 ^ t.s1 ^ (t.s2 << 1) ^ t.s3, 31) ^ (t.sport << 8) ^ t.proto;
}

export function portKey(t: Tuple, manip: Manip): number {
  return manip === SOURCE || !hasPorts(t.proto) ? t.sport : t.dport;
}

/** Ports below 512, below 1024 and above keep to their own kind. */
export function portClass(port: number): readonly [number, number] {
  if (port < 512) return [1, 511];
  return port < 1024 ? [600, 1023] : [1024, 65535];
}

export function sourceInRange(t: Tuple, range: NatRange): boolean {
  if (range.low && range.high && !within([t.s0, t.s1, t.s2, t.s3], range.low, range.high)) return false;
  return !range.ports || (t.sport >= range.ports[0] && t.sport <= range.ports[1]);
}

function within(words: readonly number[], low: readonly number[], high: readonly number[]): boolean {
  return compareWords(words, low) >= 0 && compareWords(words, high) <= 0;
}

/** Unsigned comparison, most significant word first. */
function compareWords(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i]! >>> 0) - (b[i]! >>> 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** One address, or one picked by hashing the two ends, so that a pair of hosts always gets the same (find_best_ips_proto). */
export function chooseAddress(to: Tuple, range: NatRange, manip: Manip): void {
  const { low, high } = range;
  if (!low || !high) return;
  const source = [to.s0, to.s1, to.s2, to.s3];
  const target = [to.d0, to.d1, to.d2, to.d3];
  const same = compareWords(low, high) === 0;
  const words = to.l3 === F.IPV4 ? 1 : 4;
  const chosen = same ? low : spread(source, target, low, high, words, range.persistent);
  if (manip === SOURCE) [to.s0, to.s1, to.s2, to.s3] = chosen as [number, number, number, number];
  else [to.d0, to.d1, to.d2, to.d3] = chosen as [number, number, number, number];
}

export function applyTuple(f: Int32Array, target: Tuple, manip: Manip): void {
  applyAddress(f, target, manip);
  const proto = f[F.L4PROTO]!;
  if (proto === F.ICMP || proto === F.ICMPV6) f[F.ICMP_ID] = target.sport;
  else if (hasPorts(proto)) {
    if (manip === SOURCE) f[F.SPORT] = target.sport;
    else f[F.DPORT] = target.dport;
  }
}

export function applyAddress(f: Int32Array, target: Tuple, manip: Manip): void {
  const at = manip === SOURCE ? F.SADDR : F.DADDR;
  f[at] = manip === SOURCE ? target.s0 : target.d0;
  f[at + 1] = manip === SOURCE ? target.s1 : target.d1;
  f[at + 2] = manip === SOURCE ? target.s2 : target.d2;
  f[at + 3] = manip === SOURCE ? target.s3 : target.d3;
}

export function invertAddresses(from: Tuple, into: Tuple): void {
  copyTuple(from, into);
  [into.s0, into.s1, into.s2, into.s3] = [from.d0, from.d1, from.d2, from.d3];
  [into.d0, into.d1, into.d2, into.d3] = [from.s0, from.s1, from.s2, from.s3];
}
