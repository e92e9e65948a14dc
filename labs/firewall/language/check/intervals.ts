/**
 * Values, ranges and prefixes as closed intervals, and sets of them: order, overlap, merge.
 * Models expr_evaluate_range/_prefix and src/intervals.c of nftables 1.0.6 (set_overlap, set_automerge).
 */
import type { ComponentType, Interval, Value } from '../ruleset.ts';
import type { Node } from '../syntax/tree.ts';
import { constantValue, plain } from './constants.ts';
import { fault } from './fault.ts';

/** Sorts after every interface name that starts with the same letters (see Interval in ruleset.ts). */
const AFTER = '\uffff';

export function isSingle(interval: Interval): boolean {
  return interval.low === interval.high;
}

export function checkInterval(node: Node, want: ComponentType): Interval {
  const at = plain(node);
  if (at.kind === 'prefix') return prefixInterval(at, want);
  if (at.kind === 'range') {
    const low = constantValue(at.low, want);
    const high = constantValue(at.high, want);
    if (want.type === 'hour' && low > high) return { low, high };
    if (low > high || typeof low !== typeof high) {
      return fault(
        node.place,
        'Rentang terbalik: nilai pertama harus lebih kecil daripada yang kedua.',
        'The range is backwards: the first value must be less than the second.',
      );
    }
    return { low, high };
  }
  const value = constantValue(at.kind === 'symbol' ? { ...at, place: node.place } : node, want);
  if (want.type === 'ifname' && typeof value === 'string' && value.endsWith('*'))
    return wildcard(value, node);
  return { low: value, high: value };
}

/** `"eth*"`; `"eth\*"` is a name that really ends in a star. */
function wildcard(text: string, node: Node): Interval {
  if (text.endsWith('\\*')) {
    const name = `${text.slice(0, -2)}*`;
    return { low: name, high: name };
  }
  const stem = text.slice(0, -1);
  if (stem === '') {
    return fault(
      node.place,
      'Nama antarmuka "*" saja tidak diterima nft; hapus saja pemeriksaan ini bila semua boleh.',
      'nft does not take "*" alone as an interface name; leave the match out if every interface may pass.',
    );
  }
  return { low: stem, high: stem + AFTER, prefix: stem.length * 8 };
}

function prefixInterval(node: Extract<Node, { kind: 'prefix' }>, want: ComponentType): Interval {
  const value = constantValue(node.base, want);
  if (typeof value === 'string')
    return fault(node.place, 'Nama tidak punya panjang awalan.', 'A name has no prefix length.');
  if (node.length > want.bits) {
    return fault(
      node.place,
      `Panjang awalan /${node.length} tidak mungkin: paling banyak /${want.bits}.`,
      `The prefix length /${node.length} is impossible: /${want.bits} at most.`,
    );
  }
  const host = (1n << BigInt(want.bits - node.length)) - 1n;
  const low = BigInt(value) & ~host;
  const high = low | host;
  return want.bits > 53
    ? { low, high, prefix: node.length }
    : { low: Number(low), high: Number(high), prefix: node.length };
}

export function compareValues(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function overlap(a: Interval, b: Interval): boolean {
  return a.low <= b.high && b.low <= a.high;
}

/** Does b begin where a ends? */
export function adjacent(a: Interval, b: Interval): boolean {
  return typeof a.high !== 'string' && typeof b.low !== 'string' && BigInt(a.high) + 1n === BigInt(b.low);
}

/** Join b into a; they overlap or touch. Addresses become a prefix again where they can. */
export function merged(a: Interval, b: Interval, { type, bits }: ComponentType): Interval {
  const low = a.low <= b.low ? a.low : b.low;
  const high = a.high >= b.high ? a.high : b.high;
  if (low === a.low && high === a.high) return a;
  if (low === b.low && high === b.high) return b;
  return asPrefix({ low, high }, { type, bits });
}

/** A range of addresses that is a prefix, as one. */
export function asPrefix({ low, high }: Interval, { type, bits }: ComponentType): Interval {
  if (type !== 'ipv4_addr' && type !== 'ipv6_addr') return { low, high };
  const host = BigInt(low) ^ BigInt(high);
  const whole = (host & (host + 1n)) === 0n && (BigInt(low) & host) === 0n;
  return whole ? { low, high, prefix: bits - host.toString(2).length } : { low, high };
}
