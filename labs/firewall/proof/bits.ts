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
  for (let i = WORD_BITS - 1; i >= 0; i--) {
    const at = WORD_BITS - 1 - i;
    if (((mask >>> at) & 1) === 0) continue;
    result = (value >>> at) & 1 ? bdd.ite(word[i]!, result, FALSE) : bdd.ite(word[i]!, FALSE, result);
    if (result === FALSE) return FALSE;
  }
  return result;
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

/** The part of `among` where low <= words <= high. Words that the bounds share, or leave wholly free, cost little. */
export function within(
  bdd: Bdd,
  words: readonly Word[],
  low: readonly number[],
  high: readonly number[],
  among: number = TRUE,
): number {
  const first = low.findIndex((word, i) => word >>> 0 !== high[i]! >>> 0);
  const shared = first < 0 ? words.length : first;
  let result = among;
  if (first >= 0) {
    const rest = words.slice(first);
    const least = low.slice(first);
    const most = high.slice(first);
    const prefix = prefixMasks(least, most);
    if (prefix)
      for (let w = rest.length - 1; w >= 0; w--)
        result = conjoin(bdd, result, rest[w]!, least[w]!, prefix[w]!);
    else result = bdd.and(result, bdd.and(atLeast(bdd, rest, least), atMost(bdd, rest, most)));
  }
  for (let w = shared - 1; w >= 0; w--) result = conjoin(bdd, result, words[w]!, low[w]!, -1);
  return result;
}

function conjoin(bdd: Bdd, result: number, word: Word, value: number, mask: number): number {
  return mask === 0 ? result : equals(bdd, word, value & mask, mask, result);
}

/** Masks of the words when low and high are the ends of a prefix, else null. */
function prefixMasks(low: readonly number[], high: readonly number[]): number[] | null {
  let open = false;
  const masks: number[] = [];
  for (const [i, word] of low.entries()) {
    const host = (word ^ high[i]!) >>> 0;
    const contiguous = (host & (host + 1)) === 0 && (word & host) === 0;
    if (!contiguous || (open && host !== 0xffffffff)) return null;
    open ||= host !== 0;
    masks.push(~host);
  }
  return masks;
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
