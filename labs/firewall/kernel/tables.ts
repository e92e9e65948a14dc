/**
 * Look-up structures over packet registers: exact and interval sets with keys of one or more 32-bit words.
 * They answer as the kernel's set back ends do (net/netfilter/nft_set_hash.c, nft_set_rbtree.c, nft_set_pipapo.c);
 * the structures themselves are ours, chosen so that large sets cost about the same as small ones.
 */

/** Finds the number of the element whose key the registers hold, -1 when there is none. */
export interface Table {
  find(f: Int32Array, slots: readonly number[]): number;
}

/** One part of a key as unsigned words, most significant first. */
export interface WordRange {
  low: readonly number[];
  high: readonly number[];
}

/** Picks the structure that fits the keys. Each key is a list of parts, one for each component. */
export function buildTable(keys: readonly (readonly WordRange[])[]): Table {
  const words = (keys[0] ?? []).reduce((sum, part) => sum + part.low.length, 0);
  const exact = keys.every((key) => key.every((part) => part.low.every((word, i) => word === part.high[i])));
  if (exact) {
    const flat = keys.map((key) => key.flatMap((part) => part.low.map((word) => word | 0)));
    return words <= 1 ? new WordHash(flat.map((key) => key[0]!)) : new TupleHash(flat, words);
  }
  if (words === 1) return new WordIntervals(keys.map((key) => key[0]!));
  if (keys[0]!.length === 1) return new WideIntervals(keys.map((key) => key[0]!));
  return new BoxList(keys);
}

const tableSize = (count: number): number => {
  let size = 4;
  while (size < count * 2) size *= 2;
  return size;
};

const mix = (word: number): number => {
  const h = Math.imul(word ^ (word >>> 15), 0x9e3779b1);
  return h ^ (h >>> 15);
};

/** Exact keys of one word: open addressing. */
class WordHash implements Table {
  private readonly keys: Int32Array;
  /** Element number plus one; 0 marks a free place. */
  private readonly numbers: Int32Array;

  constructor(keys: readonly number[]) {
    const size = tableSize(keys.length);
    this.keys = new Int32Array(size);
    this.numbers = new Int32Array(size);
    for (const [number, key] of keys.entries()) {
      let at = mix(key) & (size - 1);
      while (this.numbers[at] !== 0 && this.keys[at] !== key) at = (at + 1) & (size - 1);
      if (this.numbers[at] === 0) this.numbers[at] = number + 1;
      this.keys[at] = key;
    }
  }

  find(f: Int32Array, slots: readonly number[]): number {
    const { keys, numbers } = this;
    const word = f[slots[0]!]!;
    const last = keys.length - 1;
    let at = mix(word) & last;
    while (numbers[at] !== 0) {
      if (keys[at] === word) return numbers[at]! - 1;
      at = (at + 1) & last;
    }
    return -1;
  }
}

/** Exact keys of several words. */
class TupleHash implements Table {
  private readonly width: number;
  private readonly keys: Int32Array;
  private readonly numbers: Int32Array;

  constructor(keys: readonly (readonly number[])[], width: number) {
    const size = tableSize(keys.length);
    this.width = width;
    this.keys = new Int32Array(size * width);
    this.numbers = new Int32Array(size);
    for (const [number, key] of keys.entries()) {
      let hash = 0;
      for (const word of key) hash = mix(hash ^ word);
      let at = hash & (size - 1);
      while (this.numbers[at] !== 0) at = (at + 1) & (size - 1);
      this.numbers[at] = number + 1;
      this.keys.set(key, at * width);
    }
  }

  find(f: Int32Array, slots: readonly number[]): number {
    const { keys, numbers, width } = this;
    let hash = 0;
    for (let i = 0; i < width; i++) hash = mix(hash ^ f[slots[i]!]!);
    const last = numbers.length - 1;
    for (let at = hash & last; numbers[at] !== 0; at = (at + 1) & last) {
      let i = 0;
      while (i < width && keys[at * width + i] === f[slots[i]!]) i++;
      if (i === width) return numbers[at]! - 1;
    }
    return -1;
  }
}

/** Intervals of one word that do not overlap: a directory over the value range, then a short binary search. */
class WordIntervals implements Table {
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly number: Int32Array;
  private readonly directory: Int32Array;
  private readonly start: number;
  private readonly step: number;

  constructor(ranges: readonly WordRange[]) {
    const order = ranges.map((_, i) => i).sort((a, b) => ranges[a]!.low[0]! - ranges[b]!.low[0]!);
    this.number = Int32Array.from(order);
    this.low = Float64Array.from(order, (i) => ranges[i]!.low[0]!);
    this.high = Float64Array.from(order, (i) => ranges[i]!.high[0]!);
    const size = tableSize(order.length);
    this.start = this.low[0]!;
    this.step = Math.max(1, Math.ceil((this.low[order.length - 1]! - this.start + 1) / size));
    this.directory = new Int32Array(size + 1);
    let at = 0;
    for (let i = 0; i <= size; i++) {
      while (at < order.length && this.low[at]! < this.start + i * this.step) at++;
      this.directory[i] = at;
    }
  }

  find(f: Int32Array, slots: readonly number[]): number {
    const value = f[slots[0]!]! >>> 0;
    if (value < this.start) return -1;
    const { directory, low } = this;
    const bucket = Math.min(directory.length - 2, Math.floor((value - this.start) / this.step));
    let from = Math.max(0, directory[bucket]! - 1);
    let to = bucket === directory.length - 2 ? low.length - 1 : directory[bucket + 1]! - 1;
    while (from < to) {
      const middle = (from + to + 1) >>> 1;
      if (low[middle]! <= value) from = middle;
      else to = middle - 1;
    }
    return value >= low[from]! && value <= this.high[from]! ? this.number[from]! : -1;
  }
}

/**
 * Intervals of one wide component (IPv6 networks) that do not overlap: binary search over the words behind those that
 * all of them begin with.
 */
class WideIntervals implements Table {
  private readonly low: readonly Float64Array[];
  private readonly high: readonly (readonly number[])[];
  private readonly number: readonly number[];
  /** So many words are the same in every low end. */
  private readonly shared: number;

  constructor(ranges: readonly WordRange[]) {
    this.number = ranges.map((_, i) => i).sort((a, b) => compareWords(ranges[a]!.low, ranges[b]!.low));
    const sorted = this.number.map((i) => ranges[i]!);
    const first = sorted[0]!.low;
    this.low = first.map((_, word) => Float64Array.from(sorted, ({ low }) => low[word]!));
    this.high = sorted.map(({ high }) => high);
    const differing = this.low.findIndex((column) => column[0] !== column[column.length - 1]);
    this.shared = differing < 0 ? first.length - 1 : differing;
  }

  find(f: Int32Array, slots: readonly number[]): number {
    const { shared } = this;
    const width = this.low.length;
    let to = this.number.length - 1;
    // Past what all begin with, only the last interval can still reach.
    let from = this.compare(f, slots, 0, shared, 0) > 0 ? to : 0;
    while (from < to) {
      const middle = (from + to + 1) >>> 1;
      if (this.compare(f, slots, shared, width, middle) >= 0) from = middle;
      else to = middle - 1;
    }
    if (this.compare(f, slots, 0, width, from) < 0) return -1;
    return compareRegisters(f, slots, 0, this.high[from]!) <= 0 ? this.number[from]! : -1;
  }

  private compare(f: Int32Array, slots: readonly number[], start: number, end: number, at: number): number {
    const { low } = this;
    for (let i = start; i < end; i++) {
      const difference = (f[slots[i]!]! >>> 0) - low[i]![at]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** Concatenations with an interval in some part: every element is asked in turn, the narrowest listing first. */
class BoxList implements Table {
  private readonly keys: readonly (readonly WordRange[])[];

  constructor(keys: readonly (readonly WordRange[])[]) {
    this.keys = keys;
  }

  find(f: Int32Array, slots: readonly number[]): number {
    for (let i = 0; i < this.keys.length; i++) if (this.holds(this.keys[i]!, f, slots)) return i;
    return -1;
  }

  private holds(key: readonly WordRange[], f: Int32Array, slots: readonly number[]): boolean {
    let at = 0;
    for (const part of key) {
      if (compareRegisters(f, slots, at, part.low) < 0 || compareRegisters(f, slots, at, part.high) > 0)
        return false;
      at += part.low.length;
    }
    return true;
  }
}

/** Unsigned comparison of registers with words, most significant first. */
export function compareRegisters(
  f: Int32Array,
  slots: readonly number[],
  from: number,
  words: readonly number[],
): number {
  for (let i = 0; i < words.length; i++) {
    const difference = (f[slots[from + i]!]! >>> 0) - words[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareWords(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
