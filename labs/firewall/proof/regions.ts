/** Sets of packets in words people read: ranges of ports and addresses. */
import { formatAddress, wordsOf } from '../kernel/address.ts';
import * as F from '../kernel/fields.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { levelsOf, type Version } from './space.ts';

export interface Range {
  low: bigint;
  high: bigint;
}

/** Values that a field (its registers, most significant first) takes in the set, as ranges in order; at most `most`. */
export function rangesOf(bdd: Bdd, set: number, slots: readonly number[], most: number): Range[] {
  const levels = slots.flatMap((slot) => {
    const [from, to] = levelsOf(slot);
    return Array.from({ length: to - from }, (_, i) => from + i);
  });
  const kept = new Set(levels);
  const ranges: Range[] = [];
  const walk = (node: number, at: number, value: bigint): void => {
    if (node === FALSE || ranges.length > most) return;
    const left = BigInt(levels.length - at);
    if (node === TRUE) {
      const low = value << left;
      const high = low + (1n << left) - 1n;
      const last = ranges.at(-1);
      if (last && last.high + 1n === low) last.high = high;
      else ranges.push({ low, high });
      return;
    }
    const here = bdd.level(node) === levels[at];
    walk(here ? bdd.low(node) : node, at + 1, value << 1n);
    walk(here ? bdd.high(node) : node, at + 1, (value << 1n) | 1n);
  };
  walk(
    bdd.project(set, (level) => kept.has(level)),
    0,
    0n,
  );
  return ranges.slice(0, most);
}

/** Destination ports as text: `22`, `8000-8080`; empty when every port is in. */
export function portTexts(bdd: Bdd, set: number, most = 12): string[] {
  const ranges = rangesOf(bdd, set, [F.DPORT], most);
  if (ranges.length === 1 && ranges[0]!.low === 0n && ranges[0]!.high === 0xffffn) return [];
  return ranges.map(({ low, high }) => (low === high ? String(low) : `${low}-${high}`));
}

/** Addresses as text: one address, a prefix, or `first-last`. */
export function addressTexts(bdd: Bdd, set: number, version: Version, at: number, most = 12): string[] {
  const words = version === 4 ? 1 : 4;
  const bits = BigInt(words * 32);
  const slots = Array.from({ length: words }, (_, i) => at + i);
  return rangesOf(bdd, set, slots, most).map(({ low, high }) => {
    const size = high - low + 1n;
    const host = BigInt(size.toString(2).length - 1);
    if (size === 1n << host && low % size === 0n)
      return host === 0n ? text(version, low) : `${text(version, low)}/${bits - host}`;
    return `${text(version, low)}-${text(version, high)}`;
  });
}

function text(version: Version, value: bigint): string {
  if (version === 4) return formatAddress(4, [Number(BigInt.asIntN(32, value)), 0, 0, 0]);
  const [a = 0, b = 0, c = 0, d = 0] = wordsOf(value, 4);
  return formatAddress(6, [a, b, c, d]);
}
