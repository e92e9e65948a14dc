/** Conditions of rules as sets of packets: the twin of kernel/compile-match.ts. */
import { encodeValue, missingInterface, namesWithin } from '../kernel/encode.ts';
import type { MatchStatement } from '../language/ruleset.ts';
import { type Bdd, TRUE } from './bdd.ts';
import { atLeast, atMost, equals, within } from './bits.ts';
import type { Journey } from './journey.ts';
import { oneOf } from './space.ts';
import { readValue, type Value } from './values.ts';
import { firstLevel } from './word.ts';
import { NotModelled } from './world.ts';

/** Part of a condition: `level` is the first variable that it asks; `of` gives the packets of a set that meet it. */
export interface Part {
  level: number;
  of: (among: number) => number;
}

/** Packets that meet the condition. Throws NotModelled. */
export function matching(journey: Journey, match: MatchStatement): number {
  return parts(journey, match).reduceRight((set, part) => part.of(set), TRUE as number);
}

/** The condition as parts that must all hold, so that a rule can be put together from its last variable up. */
export function parts(journey: Journey, match: MatchStatement): Part[] {
  const { left, right, op } = match;
  const { bdd, topology } = journey.world;
  checkInterfaces(journey, match);
  const value = readValue(journey, left);
  if (right.kind === 'set') return [whole(bdd, lookup(journey, value, match))];
  const exists = whole(bdd, value.exists);
  const level = Math.min(...value.words.map((word) => firstLevel(bdd, word)));
  if (right.kind === 'value') {
    const bound = encodeValue(right.value, value.words.length, topology.interfaces);
    if (op !== '==') return [exists, whole(bdd, compare(journey, value, op, bound))];
    const same = (among: number): number =>
      value.words.reduceRight((set, word, w) => equals(bdd, word, bound[w]! | 0, -1, set), among);
    return [exists, { level, of: same }];
  }
  let inside: number;
  if (right.kind === 'flags') inside = bdd.not(equals(bdd, value.words[0]!, 0, right.mask));
  else if (typeof right.low === 'string') {
    inside = oneOf(bdd, value.words[0]!, namesWithin(right, topology.interfaces));
  } else {
    const low = encodeValue(right.low, value.words.length, topology.interfaces);
    const high = encodeValue(right.high, value.words.length, topology.interfaces);
    if (op !== '!=') return [exists, { level, of: (among) => within(bdd, value.words, low, high, among) }];
    inside = within(bdd, value.words, low, high);
  }
  return [exists, whole(bdd, op === '!=' ? bdd.not(inside) : inside)];
}

function whole(bdd: Bdd, set: number): Part {
  return { level: bdd.level(set), of: (among) => bdd.and(set, among) };
}

/**
 * A diagram that ends in `leaf` for packets that meet all parts, else in FALSE. Parts that ask the same first variable
 * are made apart: one below the other, each bit of the upper would go through all of the lower.
 */
export function meetingAll(bdd: Bdd, all: readonly Part[], leaf: number = TRUE): number {
  const sorted = [...all].sort((a, b) => b.level - a.level);
  let result = leaf;
  for (let at = 0; at < sorted.length; ) {
    const { level } = sorted[at]!;
    const end = sorted.findIndex((part, i) => i > at && part.level !== level);
    const same = sorted.slice(at, end < 0 ? sorted.length : end);
    if (same.length === 1) result = same[0]!.of(result);
    else for (const part of same) result = bdd.and(part.of(TRUE), result);
    at += same.length;
  }
  return result;
}

/** Names of `iif` and `oif` are looked up when the ruleset is loaded; a missing one refuses the whole file. */
function checkInterfaces({ world }: Journey, { left, right }: MatchStatement): void {
  if (!('type' in left) || (right.kind !== 'value' && right.kind !== 'range')) return;
  const interval = right.kind === 'range' ? right : { low: right.value, high: right.value };
  const missing = missingInterface(left.type, interval, world.topology.interfaces);
  if (missing !== null) throw new NotModelled(`interface "${missing}" does not exist`);
}

function compare(
  journey: Journey,
  { words }: Value,
  op: MatchStatement['op'],
  bound: readonly number[],
): number {
  const { bdd } = journey.world;
  const unsigned = bound.map((word) => word >>> 0);
  switch (op) {
    case '==':
    case '!=': {
      const same = words.reduceRight(
        (set, word, w) => equals(bdd, word, bound[w]! | 0, -1, set),
        TRUE as number,
      );
      return op === '==' ? same : bdd.not(same);
    }
    case '<':
      return bdd.not(atLeast(bdd, words, unsigned));
    case '<=':
      return atMost(bdd, words, unsigned);
    case '>':
      return bdd.not(atMost(bdd, words, unsigned));
    case '>=':
      return atLeast(bdd, words, unsigned);
  }
}

function lookup(journey: Journey, value: Value, { right, op, left, span }: MatchStatement): number {
  if (right.kind !== 'set') return TRUE;
  const { bdd } = journey.world;
  const { found, passes } = journey.member(right.set, value.words, left, span);
  return bdd.and(value.exists, op === '!=' ? bdd.not(found) : bdd.and(found, passes));
}
