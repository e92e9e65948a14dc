import { damaged, limit } from '../syntax/effort.ts';

/** Bytes that decompression may still produce for one document; shared by all its streams. */
export class Budget {
  left: number;

  constructor(bytes: number) {
    this.left = bytes;
  }

  /** Takes `bytes` from what is left, or stops the work. */
  take(bytes: number, offset: number): void {
    this.left -= bytes;
    if (this.left < 0) throw limit(offset, 'Isi termampat mengembang melebihi batas.');
  }
}

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code (RFC 1951, 3.2.2): how many codes of each length, and the symbols in order. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function makeCode(lengths: Uint8Array): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let i = 1; i < 15; i++) offsets[i + 1] = offsets[i]! + counts[i]!;
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length > 0) symbols[offsets[length]!++] = symbol;
  });
  return { counts, symbols };
}

const FIXED_LENGTHS = new Uint8Array(288).map((_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
const FIXED_LITERALS = makeCode(FIXED_LENGTHS);
const FIXED_DISTANCES = makeCode(new Uint8Array(30).fill(5));

/** One zlib stream (RFC 1950, RFC 1951) being decompressed; stops the moment the budget is spent. */
class Inflater {
  readonly #in: Uint8Array;
  readonly #budget: Budget;
  readonly #place: number;
  #at = 2;
  #bits = 0;
  #bitCount = 0;
  #out: Uint8Array;
  #length = 0;

  constructor(input: Uint8Array, budget: Budget, place: number) {
    this.#in = input;
    this.#budget = budget;
    this.#place = place;
    this.#out = new Uint8Array(Math.max(1024, Math.min(input.length * 4, 1 << 20)));
    if (
      input.length < 2 ||
      (input[0]! & 15) !== 8 ||
      (input[0]! * 256 + input[1]!) % 31 !== 0 ||
      input[1]! & 32
    ) {
      throw this.#broken();
    }
  }

  run(): Uint8Array {
    for (let last = 0; last === 0; ) {
      last = this.#take(1);
      const type = this.#take(2);
      if (type === 0) this.#stored();
      else if (type === 1) this.#block(FIXED_LITERALS, FIXED_DISTANCES);
      else if (type === 2) this.#dynamic();
      else throw this.#broken();
    }
    return this.#out.subarray(0, this.#length);
  }

  #broken(): Error {
    return damaged(this.#place, 'Isi termampat (Flate) rusak.');
  }

  #take(count: number): number {
    while (this.#bitCount < count) {
      if (this.#at >= this.#in.length) throw this.#broken();
      this.#bits |= this.#in[this.#at++]! << this.#bitCount;
      this.#bitCount += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  #symbol(code: Code): number {
    let value = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < 16; length++) {
      value |= this.#take(1);
      const count = code.counts[length]!;
      if (value - count < first) return code.symbols[index + value - first]!;
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    throw this.#broken();
  }

  /** Makes room for `count` more bytes and pays for them. */
  #grow(count: number): void {
    this.#budget.take(count, this.#place);
    if (this.#length + count <= this.#out.length) return;
    const larger = new Uint8Array(Math.max(this.#out.length * 2, this.#length + count));
    larger.set(this.#out);
    this.#out = larger;
  }

  #stored(): void {
    this.#bits = 0;
    this.#bitCount = 0;
    const length = this.#in[this.#at]! | (this.#in[this.#at + 1]! << 8);
    const check = this.#in[this.#at + 2]! | (this.#in[this.#at + 3]! << 8);
    this.#at += 4;
    if (this.#at + length > this.#in.length || (length ^ check) !== 0xffff) throw this.#broken();
    this.#grow(length);
    this.#out.set(this.#in.subarray(this.#at, this.#at + length), this.#length);
    this.#at += length;
    this.#length += length;
  }

  #dynamic(): void {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const codes = this.#take(4) + 4;
    const small = new Uint8Array(19);
    for (let i = 0; i < codes; i++) small[CODE_ORDER[i]!] = this.#take(3);
    const code = makeCode(small);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.#symbol(code);
      if (symbol < 16) lengths[i++] = symbol;
      else {
        if (symbol === 16 && i === 0) throw this.#broken();
        const value = symbol === 16 ? lengths[i - 1]! : 0;
        const times =
          symbol === 16 ? this.#take(2) + 3 : symbol === 17 ? this.#take(3) + 3 : this.#take(7) + 11;
        if (i + times > lengths.length) throw this.#broken();
        lengths.fill(value, i, i + times);
        i += times;
      }
    }
    this.#block(makeCode(lengths.subarray(0, literals)), makeCode(lengths.subarray(literals)));
  }

  #block(literals: Code, distances: Code): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) {
        this.#grow(1);
        this.#out[this.#length++] = symbol;
        continue;
      }
      const index = symbol - 257;
      if (index > 28) throw this.#broken();
      const count = LENGTH_BASE[index]! + this.#take(LENGTH_EXTRA[index]!);
      const distance = this.#symbol(distances);
      if (distance > 29) throw this.#broken();
      this.#copy(count, DISTANCE_BASE[distance]! + this.#take(distance < 2 ? 0 : (distance >> 1) - 1));
    }
  }

  #copy(count: number, distance: number): void {
    if (distance > this.#length) throw this.#broken();
    this.#grow(count);
    for (let i = 0; i < count; i++) {
      this.#out[this.#length] = this.#out[this.#length - distance]!;
      this.#length++;
    }
  }
}

/** Decompresses a zlib stream within the budget; `place` is the offset to name in a fault. */
export function inflate(input: Uint8Array, budget: Budget, place: number): Uint8Array {
  return new Inflater(input, budget, place).run();
}
