/** Words compared and reckoned with, for all packets at once. */
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { WORD_BITS, type Word, type Written, wordOf } from './word.ts';

/** The part of `among` where (word & mask) == value. Cheap when `among` asks only variables behind those of the word. */
export function equals(bdd: Bdd, word: Word, value: number, mask = -1, among: number = TRUE): number {
  if (value & ~mask) return FALSE;
  if (word.constant !== null) return ((word.constant ^ value) & mask) === 0 ? among : FALSE;
  if (word.written) {
    const { cases, all, otherwise } = word.written;
    const same = (one: Word): number => equals(bdd, one, value, mask, among);
    const rest = all === TRUE ? FALSE : bdd.ite(all, FALSE, same(otherwise));
    return cases.reduce((sum, one) => bdd.over(sum, bdd.ite(one.set, same(one.word), FALSE)), rest);
  }
  let result = among;
  for (let i = WORD_BITS - 1; i >= 0 && result !== FALSE; i--) {
    const at = WORD_BITS - 1 - i;
    if ((mask >>> at) & 1) result = bitIs(bdd, word.bits[i]!, (value >>> at) & 1, result);
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
      result = set ? bdd.ite(words[w]!.bits[i]!, result, FALSE) : bdd.ite(words[w]!.bits[i]!, TRUE, result);
    }
  return result;
}

/** Unsigned `words <= bound`. */
export function atMost(bdd: Bdd, words: readonly Word[], bound: readonly number[]): number {
  let result: number = TRUE;
  for (let w = words.length - 1; w >= 0; w--)
    for (let i = WORD_BITS - 1; i >= 0; i--) {
      const set = (bound[w]! >>> (WORD_BITS - 1 - i)) & 1;
      result = set ? bdd.ite(words[w]!.bits[i]!, result, TRUE) : bdd.ite(words[w]!.bits[i]!, FALSE, result);
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
  const written = words.find((word) => word.written !== null)?.written;
  if (written) {
    const inside = (of: (own: Written) => Word): number => {
      const chosen = words.map((word) =>
        word.written && sameCases(word.written, written) ? of(word.written) : word,
      );
      return within(bdd, chosen, low, high, among);
    };
    const rest =
      written.all === TRUE
        ? FALSE
        : bdd.ite(
            written.all,
            FALSE,
            inside(({ otherwise }) => otherwise),
          );
    return written.cases.reduce((sum, { set }, i) => {
      return bdd.over(
        sum,
        bdd.ite(
          set,
          inside(({ cases }) => cases[i]!.word),
          FALSE,
        ),
      );
    }, rest);
  }
  const bits = words.length * WORD_BITS;
  let split = 0;
  while (split < bits && bitOf(low, split) === bitOf(high, split)) split++;
  if (split < bits && bitOf(low, split) > bitOf(high, split)) return FALSE;
  let result = among;
  if (split < bits) {
    let least = among;
    let most = among;
    for (let i = bits - 1; i > split; i--) {
      const bit = words[i >>> 5]!.bits[i & 31]!;
      least = bitOf(low, i) ? bdd.ite(bit, least, FALSE) : bdd.ite(bit, among, least);
      most = bitOf(high, i) ? bdd.ite(bit, most, among) : bdd.ite(bit, FALSE, most);
    }
    result = bdd.ite(words[split >>> 5]!.bits[split & 31]!, most, least);
  }
  for (let i = split - 1; i >= 0 && result !== FALSE; i--)
    result = bitIs(bdd, words[i >>> 5]!.bits[i & 31]!, bitOf(low, i), result);
  return result;
}

/** Are they written for the same packets? */
function sameCases(a: Written, b: Written): boolean {
  return a.cases.length === b.cases.length && a.cases.every(({ set }, i) => set === b.cases[i]!.set);
}

/** One bit of a long number, counted from its most significant. */
function bitOf(words: readonly number[], at: number): number {
  return (words[at >>> 5]! >>> (WORD_BITS - 1 - (at & 31))) & 1;
}

/** Where the two words differ. */
export function differs(bdd: Bdd, a: Word, b: Word): number {
  return bdd.union(
    a.bits.map((bit, i) => (bit === b.bits[i]! ? FALSE : bdd.ite(bit, bdd.not(b.bits[i]!), b.bits[i]!))),
  );
}

/** The word that each of the disjoint sets gives; 0 outside all of them. */
export function selected(bdd: Bdd, choices: readonly { set: number; value: number }[]): Word {
  return wordOf(
    Array.from({ length: WORD_BITS }, (_, i) =>
      bdd.union(choices.flatMap(({ set, value }) => ((value >>> (WORD_BITS - 1 - i)) & 1 ? [set] : []))),
    ),
  );
}

/** The word less one; 0 wraps. */
export function decrement(bdd: Bdd, word: Word): Word {
  const result = [...word.bits];
  let borrow: number = TRUE;
  for (let i = WORD_BITS - 1; i >= 0; i--) {
    result[i] = bdd.ite(borrow, bdd.not(word.bits[i]!), word.bits[i]!);
    borrow = bdd.minus(borrow, word.bits[i]!);
  }
  return wordOf(result);
}

/** The sum of a word and a constant, modulo 2^32. */
export function plus(bdd: Bdd, word: Word, added: number): Word {
  const result = [...word.bits];
  let carry: number = FALSE;
  for (let i = WORD_BITS - 1; i >= 0; i--) {
    const bit = word.bits[i]!;
    const one = (added >>> (WORD_BITS - 1 - i)) & 1;
    const half = one ? bdd.not(bit) : bit;
    result[i] = bdd.ite(carry, bdd.not(half), half);
    carry = one ? bdd.or(bit, carry) : bdd.and(bit, carry);
  }
  return wordOf(result);
}
