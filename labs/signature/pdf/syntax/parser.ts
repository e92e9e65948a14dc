import { hexDigit, isDigit, isRegular, isWhite, skipBlank, skipLineEnd, startsAt } from './bytes.ts';
import { damaged, type Effort, limit } from './effort.ts';
import { unescaped } from './literal.ts';
import type { PdfDict, PdfName, PdfNumber, PdfStream, PdfString, PdfValue } from './values.ts';

/**
 * Reads PDF objects (7.3) strictly: whatever is not an object as the standard writes it is a fault with its
 * offset, never a guess. Offsets count from the start of `bytes`.
 */
export class Parser {
  readonly bytes: Uint8Array;
  at: number;
  readonly #effort: Effort;

  constructor(bytes: Uint8Array, at: number, effort: Effort) {
    this.bytes = bytes;
    this.at = at;
    this.#effort = effort;
  }

  skipBlank(): void {
    const next = skipBlank(this.bytes, this.at);
    this.#effort.spend(next - this.at, this.at);
    this.at = next;
  }

  /** Takes the keyword if it stands here, whole. */
  keyword(word: string): boolean {
    this.skipBlank();
    const end = this.at + word.length;
    if (!startsAt(this.bytes, this.at, word) || isRegular(this.bytes[end])) return false;
    this.at = end;
    return true;
  }

  /** Takes an unsigned decimal integer if one stands here, whole. */
  unsigned(): number | null {
    this.skipBlank();
    let end = this.at;
    let value = 0;
    while (isDigit(this.bytes[end]) && end - this.at < 16) value = value * 10 + this.bytes[end++]! - 0x30;
    if (end === this.at || isRegular(this.bytes[end])) return null;
    this.at = end;
    return value;
  }

  /** Reads one object; `depth` counts the arrays and dictionaries around it. */
  value(depth = 0): PdfValue {
    this.skipBlank();
    const byte = this.bytes[this.at];
    this.#effort.spend(1, this.at);
    if (depth > this.#effort.depth) throw limit(this.at);
    switch (byte) {
      case 0x2f:
        return this.#name();
      case 0x28:
        return this.#literal();
      case 0x5b:
        return this.#array(depth);
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
    }
    if (isDigit(byte)) return this.#reference() ?? this.#number();
    if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.#number();
    const start = this.at;
    if (this.keyword('true')) return { kind: 'boolean', value: true, start, end: this.at };
    if (this.keyword('false')) return { kind: 'boolean', value: false, start, end: this.at };
    if (this.keyword('null')) return { kind: 'null', start, end: this.at };
    throw this.#damaged('Di sini seharusnya ada objek PDF.');
  }

  /** Reads what may follow `N G obj`: any object, or a dictionary with the start of its stream data. */
  indirectValue(): PdfValue {
    const value = this.value();
    if (value.kind !== 'dict') return value;
    const after = this.at;
    if (!this.keyword('stream')) {
      this.at = after;
      return value;
    }
    return this.#stream(value);
  }

  #stream(dict: PdfDict): PdfStream {
    // 7.3.8.1: CR LF or LF, not CR alone; a lone CR would let two readers see different first bytes.
    const dataStart = skipLineEnd(this.bytes, this.at);
    if (this.bytes[dataStart - 1] !== 0x0a) throw this.#damaged('Kata "stream" harus diikuti akhir baris.');
    this.at = dataStart;
    return { kind: 'stream', dict, dataStart, start: dict.start, end: dataStart };
  }

  #reference(): PdfValue | null {
    const start = this.at;
    const num = this.unsigned();
    const gen = num === null ? null : this.unsigned();
    if (num !== null && gen !== null && gen <= 65535 && this.keyword('R')) {
      return { kind: 'ref', num, gen, start, end: this.at };
    }
    this.at = start;
    return null;
  }

  #number(): PdfNumber {
    const start = this.at;
    let end = start;
    let sign = 1;
    if (this.bytes[end] === 0x2b || this.bytes[end] === 0x2d) sign = this.bytes[end++] === 0x2d ? -1 : 1;
    let digits = 0;
    let value = 0;
    let scale = 0;
    for (; ; end++) {
      const byte = this.bytes[end];
      if (isDigit(byte)) {
        digits++;
        value = value * 10 + byte! - 0x30;
        scale *= 10;
      } else if (byte === 0x2e && scale === 0) scale = 1;
      else break;
    }
    if (digits === 0 || isRegular(this.bytes[end]))
      throw this.#damaged('Angka ini tidak ditulis menurut PDF.');
    this.at = end;
    return { kind: 'number', value: (sign * value) / (scale || 1), integer: scale === 0, start, end };
  }

  #name(): PdfName {
    const start = this.at;
    let at = start + 1;
    let value = '';
    for (; isRegular(this.bytes[at]); at++) {
      let byte = this.bytes[at]!;
      if (byte === 0x23) {
        const high = hexDigit(this.bytes[at + 1]);
        const low = hexDigit(this.bytes[at + 2]);
        if (high >= 0 && low >= 0) {
          byte = high * 16 + low;
          at += 2;
        }
      }
      value += String.fromCharCode(byte);
    }
    this.#effort.spend(at - start, start);
    this.at = at;
    return { kind: 'name', value, start, end: at };
  }

  #hex(): PdfString {
    const start = this.at;
    let digits = 0;
    let close = start + 1;
    for (; this.bytes[close] !== 0x3e; close++) {
      if (hexDigit(this.bytes[close]) >= 0) digits++;
      else if (!isWhite(this.bytes[close])) break;
    }
    this.#effort.spend(close - start, start);
    this.at = close;
    if (close >= this.bytes.length) throw this.#damaged('Teks heksadesimal tidak ditutup dengan ">".');
    if (this.bytes[close] !== 0x3e)
      throw this.#damaged('Teks heksadesimal berisi huruf di luar 0-9 dan A-F.');
    const value = new Uint8Array((digits + 1) >> 1);
    let count = 0;
    for (let at = start + 1; at < close; at++) {
      const digit = hexDigit(this.bytes[at]);
      if (digit < 0) continue;
      value[count >> 1]! |= count % 2 === 0 ? digit << 4 : digit;
      count++;
    }
    this.at = close + 1;
    return { kind: 'string', value, hex: true, start, end: this.at };
  }

  #literal(): PdfString {
    const start = this.at;
    let end = start + 1;
    for (let nesting = 1; nesting > 0; end++) {
      const byte = this.bytes[end];
      if (byte === undefined) {
        this.#effort.spend(end - start, start);
        throw this.#damaged('Teks tidak ditutup dengan ")".');
      }
      if (byte === 0x5c) end++;
      else if (byte === 0x28) nesting++;
      else if (byte === 0x29) nesting--;
    }
    this.#effort.spend(end - start, start);
    const value = unescaped(this.bytes.subarray(start + 1, end - 1));
    this.at = end;
    return { kind: 'string', value, hex: false, start, end };
  }

  #array(depth: number): PdfValue {
    const start = this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipBlank();
      if (this.bytes[this.at] === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    return { kind: 'array', items, start, end: ++this.at };
  }

  #dict(depth: number): PdfDict {
    const start = this.at;
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    const repeated: string[] = [];
    for (;;) {
      this.skipBlank();
      if (startsAt(this.bytes, this.at, '>>')) break;
      if (this.bytes[this.at] !== 0x2f) throw this.#damaged('Kunci kamus harus berupa nama.');
      const key = this.#name().value;
      if (entries.has(key)) repeated.push(key);
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dict', entries, repeated, start, end: this.at };
  }

  #damaged(what: string): Error {
    return damaged(this.at, what);
  }
}
