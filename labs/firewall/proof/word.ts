/**
 * Values of packet fields as functions of the packet: 32 decision diagrams a word, most significant bit first. A bit
 * is a variable (the field as it arrived), a constant (what a rule or NAT wrote), or a choice between the two, so
 * that a rewriting rule changes only the packets it matched and no set ever has to be renamed.
 */
import { type Bdd, FALSE, TRUE } from './bdd.ts';

export const WORD_BITS = 32;

/** One 32-bit word. */
export interface Word {
  /** Its diagrams, the most significant bit first. */
  readonly bits: readonly number[];
  /** Its value, when that is the same for all packets; else null. */
  readonly constant: number | null;
  /** What was written over another word; null for a word that arrived so, or was worked out bit by bit. */
  readonly written: Written | null;
}

/** Disjoint sets of packets with the word that was written for each; all other packets have `otherwise`. */
export interface Written {
  cases: readonly { set: number; word: Word }[];
  all: number;
  otherwise: Word;
}

export function wordOf(bits: readonly number[]): Word {
  return { bits, constant: null, written: null };
}

/** The word that each bit and its place give. */
export function mapped({ bits }: Word, to: (bit: number, i: number) => number): Word {
  return wordOf(bits.map(to));
}

export function constantWord(value: number): Word {
  const bits = Array.from({ length: WORD_BITS }, (_, i) => (value >>> (WORD_BITS - 1 - i)) & 1);
  return { bits, constant: value | 0, written: null };
}

/** A word whose lowest `width` bits are variables from `level` on, the rest 0. */
export function variableWord(bdd: Bdd, level: number, width: number): Word {
  const zero = WORD_BITS - width;
  return wordOf(
    Array.from({ length: WORD_BITS }, (_, i) => (i < zero ? FALSE : bdd.variable(level + i - zero))),
  );
}

/** `then` where the condition holds, else `otherwise`. */
export function choose(bdd: Bdd, condition: number, then: Word, otherwise: Word): Word {
  if (condition <= TRUE) return condition === TRUE ? then : otherwise;
  const before = otherwise.written;
  if (!before)
    return new WrittenWord(bdd, { cases: [{ set: condition, word: then }], all: condition, otherwise });
  const cases = before.cases
    .map(({ set, word }) => ({ set: bdd.minus(set, condition), word }))
    .filter(({ set }) => set !== FALSE);
  const alike = cases.findIndex(({ word }) => word === then || isSame(word, then));
  if (alike < 0) cases.push({ set: condition, word: then });
  else cases[alike] = { set: bdd.or(cases[alike]!.set, condition), word: then };
  return new WrittenWord(bdd, { cases, all: bdd.or(before.all, condition), otherwise: before.otherwise });
}

/** The same word for packets of `among`; what it is for others does not matter. */
export function writtenAmong(bdd: Bdd, among: number, { cases, all, otherwise }: Written): Word {
  return new WrittenWord(bdd, { cases, all: bdd.ite(among, all, TRUE), otherwise });
}

function isSame(a: Word, b: Word): boolean {
  return a.constant !== null && a.constant === b.constant;
}

/** The first variable that comparing this word asks. */
export function firstLevel(bdd: Bdd, word: Word): number {
  if (word instanceof WrittenWord) return word.firstLevel;
  return Math.min(...word.bits.map((bit) => bdd.level(bit)));
}

/** Its bits are worked out when somebody wants them: most words that NAT writes are only compared, or never read. */
class WrittenWord implements Word {
  readonly constant = null;
  readonly written: Written;
  private readonly bdd: Bdd;
  private known: readonly number[] | null = null;
  private first: number | null = null;

  constructor(bdd: Bdd, written: Written) {
    this.bdd = bdd;
    this.written = written;
  }

  get bits(): readonly number[] {
    const { cases, otherwise } = this.written;
    this.known ??= cases.reduce(
      (bits, { set, word }) => bits.map((bit, i) => this.bdd.ite(set, word.bits[i]!, bit)),
      otherwise.bits,
    );
    return this.known;
  }
  get firstLevel(): number {
    const { bdd } = this;
    const { cases, all, otherwise } = this.written;
    this.first ??= cases.reduce(
      (level, { set, word }) => Math.min(level, bdd.level(set), firstLevel(bdd, word)),
      Math.min(bdd.level(all), firstLevel(bdd, otherwise)),
    );
    return this.first;
  }
}
