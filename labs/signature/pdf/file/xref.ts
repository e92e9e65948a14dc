import type { Limits } from '../model.ts';
import { isWhite, skipLineEnd, startsAt } from '../syntax/bytes.ts';
import { damaged, type Effort, limit } from '../syntax/effort.ts';
import { Parser } from '../syntax/parser.ts';
import { integerOf, itemsOf, NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import { decodeStream } from './filters.ts';
import type { Budget } from './inflate.ts';

/** Where one object stands (7.5.4, 7.5.8.3). */
export type XrefEntry =
  | { readonly type: 'free' }
  | { readonly type: 'plain'; readonly offset: number; readonly gen: number }
  | { readonly type: 'packed'; readonly stream: number; readonly index: number };

/** One cross-reference section: a table with its trailer and hybrid stream, or a cross-reference stream. */
export interface XrefSection {
  readonly offset: number;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDict;
  readonly prev: number | null;
  /** What follows the section: the offset its `startxref` names, and where its `%%EOF` ends. */
  readonly tail: { readonly startxref: number; readonly eof: number; readonly end: number } | null;
}

/** What reading a section needs besides the offset. */
export interface XrefWork {
  readonly bytes: Uint8Array;
  readonly limits: Limits;
  readonly budget: Budget;
  readonly effort: Effort;
  /** Entries that may still be read, all sections together. */
  entriesLeft: number;
}

const FREE: XrefEntry = { type: 'free' };

/** Reads the section at `offset`, whichever kind stands there. */
export function readSection(work: XrefWork, offset: number): XrefSection {
  const parser = new Parser(work.bytes, offset, work.effort);
  return parser.keyword('xref') ? readTable(work, parser, offset) : readStreamSection(work, offset);
}

function readTable(work: XrefWork, parser: Parser, offset: number): XrefSection {
  const entries = new Map<number, XrefEntry>();
  while (!parser.keyword('trailer')) {
    const first = parser.unsigned();
    const count = parser.unsigned();
    if (first === null || count === null) throw damaged(parser.at, 'Tabel rujukan silang (xref) rusak.');
    readSubsection(work, parser, entries, first, count);
  }
  const trailer = parser.value();
  if (trailer.kind !== 'dict') throw damaged(parser.at, 'Trailer harus berupa kamus.');
  const hybrid = trailer.entries.get('XRefStm');
  if (hybrid) mergeHybrid(entries, readStreamSection(work, offsetIn(work, hybrid)).entries, offset);
  return { offset, entries, trailer, prev: prevOf(work, trailer), tail: readTail(work, parser.at) };
}

function readSubsection(
  work: XrefWork,
  parser: Parser,
  entries: Map<number, XrefEntry>,
  first: number,
  count: number,
): void {
  let num = first;
  for (let i = 0; i < count; i++, num++) {
    if (--work.entriesLeft < 0) throw limit(parser.at, 'Terlalu banyak objek di tabel rujukan silang.');
    const at = parser.unsigned();
    const gen = parser.unsigned();
    const used = parser.keyword('n');
    if (at === null || gen === null || !(used || parser.keyword('f'))) {
      throw damaged(parser.at, 'Baris tabel rujukan silang (xref) rusak.');
    }
    // Some writers number the head of the free list 1; every reader shifts such a table to start at 0.
    if (i === 0 && first === 1 && !used && at === 0 && gen === 65535) num = 0;
    if (entries.has(num)) throw damaged(parser.at, `Objek ${num} tercantum dua kali dalam satu tabel xref.`);
    entries.set(num, used && at > 0 ? { type: 'plain', offset: at, gen } : FREE);
  }
}

/** 7.5.8.4: objects of the stream are hidden from old readers as free; two places for one object is a fault. */
function mergeHybrid(
  entries: Map<number, XrefEntry>,
  hidden: ReadonlyMap<number, XrefEntry>,
  place: number,
): void {
  for (const [num, entry] of hidden) {
    const shown = entries.get(num);
    if (shown === undefined || shown.type === 'free') entries.set(num, entry);
    else if (JSON.stringify(shown) !== JSON.stringify(entry)) {
      throw damaged(place, `Objek ${num} punya dua tempat berbeda dalam satu tabel xref campuran.`);
    }
  }
}

function readStreamSection(work: XrefWork, offset: number): XrefSection {
  const { bytes } = work;
  const parser = new Parser(bytes, offset, work.effort);
  const header = parser.unsigned() !== null && parser.unsigned() !== null && parser.keyword('obj');
  const stream = header ? parser.indirectValue() : NULL;
  if (stream.kind !== 'stream' || nameOf(stream.dict.entries.get('Type') ?? NULL) !== 'XRef') {
    throw damaged(offset, 'Di tempat yang ditunjuk tidak ada tabel rujukan silang (xref).');
  }
  const dict = stream.dict;
  const length = integerOf(dict.entries.get('Length') ?? NULL);
  if (length === null || length < 0 || stream.dataStart + length > bytes.length) {
    throw damaged(offset, 'Panjang aliran rujukan silang tidak sah.');
  }
  work.effort.spend(length, offset);
  const raw = bytes.subarray(stream.dataStart, stream.dataStart + length);
  const data = decodeStream(raw, dict, (value) => value, work.budget);
  const after = new Parser(bytes, stream.dataStart + length, work.effort);
  const closed = after.keyword('endstream') && after.keyword('endobj');
  return {
    offset,
    entries: readRows(work, dict, data),
    trailer: dict,
    prev: prevOf(work, dict),
    tail: closed ? readTail(work, after.at) : null,
  };
}

function readRows(work: XrefWork, dict: PdfDict, data: Uint8Array): Map<number, XrefEntry> {
  const widths = itemsOf(dict.entries.get('W') ?? NULL).map(integerOf);
  const [typeWidth, secondWidth, thirdWidth] = widths;
  if (widths.length < 3 || !widths.every((width) => width !== null && width >= 0 && width <= 8)) {
    throw damaged(dict.start, 'Lebar kolom (W) aliran rujukan silang tidak sah.');
  }
  const size = integerOf(dict.entries.get('Size') ?? NULL) ?? 0;
  const index = itemsOf(dict.entries.get('Index') ?? NULL).map(integerOf);
  const ranges = index.length > 0 ? index : [0, size];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let i = 0; i < width; i++) value = value * 256 + data[at++]!;
    return value;
  };
  const rowSize = widths.reduce<number>((sum, width) => sum + width!, 0);
  for (let r = 0; r + 1 < ranges.length; r += 2) {
    const first = ranges[r];
    const count = ranges[r + 1];
    if (typeof first !== 'number' || typeof count !== 'number' || first < 0 || count < 0 || rowSize === 0) {
      throw damaged(dict.start, 'Rentang (Index) aliran rujukan silang tidak sah.');
    }
    for (let num = first; num < first + count && at + rowSize <= data.length; num++) {
      if (--work.entriesLeft < 0) throw limit(dict.start, 'Terlalu banyak objek di aliran rujukan silang.');
      const next = at + rowSize;
      const type = typeWidth === 0 ? 1 : field(typeWidth!);
      const second = field(secondWidth!);
      const third = field(thirdWidth!);
      at = next;
      if (entries.has(num)) throw damaged(dict.start, `Objek ${num} tercantum dua kali dalam satu xref.`);
      entries.set(num, entryOf(type, second, third));
    }
  }
  return entries;
}

function entryOf(type: number, second: number, third: number): XrefEntry {
  if (type === 1 && second > 0) return { type: 'plain', offset: second, gen: third };
  if (type === 2) return { type: 'packed', stream: second, index: third };
  return FREE;
}

function prevOf(work: XrefWork, trailer: PdfDict): number | null {
  const prev = trailer.entries.get('Prev');
  return prev === undefined || prev.kind === 'null' ? null : offsetIn(work, prev);
}

function offsetIn(work: XrefWork, value: PdfValue): number {
  const offset = value.kind === 'number' ? value.value : Number.NaN;
  if (!Number.isInteger(offset) || offset < 0 || offset >= work.bytes.length) {
    throw damaged(value.start, 'Penunjuk ke tabel rujukan silang keluar dari berkas.');
  }
  return offset;
}

/** Reads `startxref N %%EOF` at `from`, null when something else stands there. */
export function readTail(work: XrefWork, from: number): XrefSection['tail'] {
  const { bytes } = work;
  const parser = new Parser(bytes, from, work.effort);
  if (!parser.keyword('startxref')) return null;
  const startxref = parser.unsigned();
  let at = parser.at;
  while (isWhite(bytes[at])) at++;
  if (startxref === null || !startsAt(bytes, at, '%%EOF')) return null;
  const eof = at + 5;
  return { startxref, eof, end: skipLineEnd(bytes, eof) };
}
