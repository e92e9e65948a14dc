/**
 * Values of packet fields as functions of the packet: 32 decision diagrams a word, most significant bit first. A bit
 * is a variable (the field as it arrived), a constant (what a rule or NAT wrote), or a choice between the two, so
 * that a rewriting rule changes only the packets it matched and no set ever has to be renamed.
 */
import { type Bdd, FALSE, TRUE } from './bdd.ts';

/** One 32-bit word; node 0 of the array is the most significant bit. */
export type Word = readonly number[];

export const WORD_BITS = 32;

export function constantWord(value: number): Word {
  return Array.from({ length: WORD_BITS }, (_, i) => (value >>> (WORD_BITS - 1 - i)) & 1);
}

/** A word whose lowest `width` bits are variables from `level` on, the rest 0. */
export function variableWord(bdd: Bdd, level: number, width: number): Word {
  const zero = WORD_BITS - width;
  return Array.from({ length: WORD_BITS }, (_, i) => (i < zero ? FALSE : bdd.variable(level + i - zero)));
}

/** The part of `among` where (word & mask) == value. Cheap when `among` asks only variables behind those of the word. */
export function equals(bdd: Bdd, word: Word, value: number, mask = -1, among: number = TRUE): number {
  if (value & ~mask) return FALSE;
  let result = among;
  for (let i = WORD_BITS - 1; i >= 0 && result !== FALSE; i--) {
    const at = WORD_BITS - 1 - i;
    if ((mask >>> at) & 1) result = bitIs(bdd, word[i]!, (value >>> at) & 1, result);
  }
  return result;
}

/** The part of `among` where the bit has this value. */
function bitIs(bdd: Bdd, bit: number, value: number, among: number): number {
  if (bit <= TRUE) return bit === value ? among : FALSE;
  return value ? bdd.ite(bit, among, FALSE) : bdd.ite(bit, FALSE, among);
}

/** Unsigned `words >= bound` over words, most significant first. */
export function atLeast(bdd: Bdd, words: readonly Word[], bound: readonly number[]): number {
  let result: number = TRUE;
  for (let w = words.length - 1; w >= 0; w--)
    for (let i = WORD_BITS - 1; i >= 0; i--) {
      const set = (bound[w]! >>> (WORD_BITS - 1 - i)) & 1;
      result = set ? bdd.ite(words[w]![i]!, result, FALSE) : bdd.ite(words[w]![i]!, TRUE, result);
    }
  return result;
}

/** Unsigned `words <= bound`. */
export function atMost(bdd: Bdd, words: readonly Word[], bound: readonly number[]): number {
  let result: number = TRUE;
  for (let w = words.length - 1; w >= 0; w--)
    for (let i = WORD_BITS - 1; i >= 0; i--) {
      const set = (bound[w]! >>> (WORD_BITS - 1 - i)) & 1;
      result = set ? bdd.ite(words[w]![i]!, result, TRUE) : bdd.ite(words[w]![i]!, FALSE, result);
    }
  return result;
}

/** The part of `among` where low <= words <= high, the words being one long unsigned number. */
export function within(
  bdd: Bdd,
  words: readonly Word[],
  low: readonly number[],
  high: readonly number[],
  among: number = TRUE,
): number {
  const bits = words.length * WORD_BITS;
  let split = 0;
  while (split < bits && bitOf(low, split) === bitOf(high, split)) split++;
  if (split < bits && bitOf(low, split) > bitOf(high, split)) return FALSE;
  let result = among;
  if (split < bits) {
    let least = among;
    let most = among;
    for (let i = bits - 1; i > split; i--) {
      const bit = words[i >>> 5]![i & 31]!;
      least = bitOf(low, i) ? bdd.ite(bit, least, FALSE) : bdd.ite(bit, among, least);
      most = bitOf(high, i) ? bdd.ite(bit, most, among) : bdd.ite(bit, FALSE, most);
    }
    result = bdd.ite(words[split >>> 5]![split & 31]!, most, least);
  }
  for (let i = split - 1; i >= 0 && result !== FALSE; i--)
    result = bitIs(bdd, words[i >>> 5]![i & 31]!, bitOf(low, i), result);
  return result;
}

/** One bit of a long number, counted from its most significant. */
function bitOf(words: readonly number[], at: number): number {
  return (words[at >>> 5]! >>> (WORD_BITS - 1 - (at & 31))) & 1;
}

/** `then` where the condition holds, else `otherwise`. */
export function choose(bdd: Bdd, condition: number, then: Word, otherwise: Word): Word {
  return otherwise.map((bit, i) => bdd.ite(condition, then[i]!, bit));
}

/** Where the two words differ. */
export function differs(bdd: Bdd, a: Word, b: Word): number {
  return bdd.union(a.map((bit, i) => (bit === b[i]! ? FALSE : bdd.ite(bit, bdd.not(b[i]!), b[i]!))));
}

/** The word that each of the disjoint sets gives; 0 outside all of them. */
export function selected(bdd: Bdd, choices: readonly { set: number; value: number }[]): Word {
  return Array.from({ length: WORD_BITS }, (_, i) =>
    bdd.union(choices.flatMap(({ set, value }) => ((value >>> (WORD_BITS - 1 - i)) & 1 ? [set] : []))),
  );
}

/** The word less one; 0 wraps. */
export function decrement(bdd: Bdd, word: Word): Word {
  const result = [...word];
  let borrow: number = TRUE;
  for (let i = WORD_BITS - 1; i >= 0; i--) {
    result[i] = bdd.ite(borrow, bdd.not(word[i]!), word[i]!);
    borrow = bdd.minus(borrow, word[i]!);
  }
  return result;
}

/** The sum of a word and a constant, modulo 2^32. */
export function plus(bdd: Bdd, word: Word, added: number): Word {
  const result = [...word];
  let carry: number = FALSE;
  for (let i = WORD_BITS - 1; i >= 0; i--) {
    const bit = word[i]!;
    const one = (added >>> (WORD_BITS - 1 - i)) & 1;
    const half = one ? bdd.not(bit) : bit;
    result[i] = bdd.ite(carry, bdd.not(half), half);
    carry = one ? bdd.or(bit, carry) : bdd.and(bit, carry);
  }
  return result;
}
