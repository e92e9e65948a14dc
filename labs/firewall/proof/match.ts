/** Conditions of rules as sets of packets: the twin of kernel/compile-match.ts. */
import { encodeValue, missingInterface, namesWithin } from '../kernel/encode.ts';
import type { MatchStatement } from '../language/ruleset.ts';
import { TRUE } from './bdd.ts';
import { atLeast, atMost, equals, within } from './bits.ts';
import type { Journey } from './journey.ts';
import { oneOf } from './space.ts';
import { readValue, type Value } from './values.ts';
import { NotModelled } from './world.ts';

/** Packets that meet the condition. Throws NotModelled. */
export function matching(journey: Journey, match: MatchStatement): number {
  const { left, right, op } = match;
  const { bdd, topology } = journey.world;
  checkInterfaces(journey, match);
  const value = readValue(journey, left);
  if (right.kind === 'set') return lookup(journey, value, match);
  if (right.kind === 'value') {
    const bound = encodeValue(right.value, value.words.length, topology.interfaces);
    return bdd.and(value.exists, compare(journey, value, op, bound));
  }
  let inside: number;
  if (right.kind === 'flags') inside = bdd.not(equals(bdd, value.words[0]!, 0, right.mask));
  else if (typeof right.low === 'string') {
    inside = oneOf(bdd, value.words[0]!, namesWithin(right, topology.interfaces));
  } else {
    const low = encodeValue(right.low, value.words.length, topology.interfaces);
    const high = encodeValue(right.high, value.words.length, topology.interfaces);
    inside = within(bdd, value.words, low, high);
  }
  return op === '!=' ? bdd.minus(value.exists, inside) : bdd.and(value.exists, inside);
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
      let same: number = TRUE;
      for (let w = words.length - 1; w >= 0; w--) same = bdd.and(equals(bdd, words[w]!, bound[w]! | 0), same);
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
