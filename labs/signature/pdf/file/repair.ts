import { PdfError } from '../model.ts';
import { isDigit, isWhite, startsAt } from '../syntax/bytes.ts';
import { damaged, limit } from '../syntax/effort.ts';
import { Parser } from '../syntax/parser.ts';
import { NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import type { ChainLink } from './chain.ts';
import type { XrefEntry, XrefWork } from './xref.ts';

/** Longest dictionary looked into while rebuilding. */
const WINDOW = 1 << 16;

/** Broken objects met before the rebuilding is given up. */
const MAX_FAILURES = 20_000;

/** Longest `N G obj` recognised while rebuilding. */
const HEADER = 64;

/**
 * Rebuilds one cross-reference section from the objects that stand in the file, the last one of each number
 * counting, as forgiving readers do. Fit for showing what such a reader would show, never for a verdict.
 */
export function rebuild(work: XrefWork): ChainLink[] {
  const { bytes } = work;
  const entries = new Map<number, XrefEntry>();
  const attempt = attemptIn(work);
  let trailer: PdfDict | null = null;
  for (let at = 0; at < bytes.length; at++) {
    if (at > 0 && !isWhite(bytes[at - 1]) && isDigit(bytes[at - 1])) continue;
    if (isDigit(bytes[at])) {
      const header = new Parser(bytes.subarray(0, at + HEADER), at, work.effort);
      const num = header.unsigned();
      const gen = num === null ? null : header.unsigned();
      if (num === null || gen === null || !header.keyword('obj')) continue;
      if (--work.entriesLeft < 0) throw limit(at, 'Terlalu banyak objek.');
      entries.set(num, { type: 'plain', offset: at, gen });
      trailer = catalogTrailer(header, num, gen, attempt) ?? trailer;
      at = header.at - 1;
    } else if (startsAt(bytes, at, 'trailer')) {
      const found = attempt(at + 7);
      if (found.kind === 'dict' && found.entries.has('Root')) trailer = found;
    }
  }
  if (trailer === null) throw damaged(bytes.length, 'Susunan PDF tidak ditemukan; berkas mungkin terpotong.');
  const end = bytes.length;
  const revision = { index: 0, start: 0, end, eof: end, xrefOffset: end };
  return [{ revision, sections: [{ offset: end, entries, trailer, prev: null, tail: null }] }];
}

/** A cross-reference stream carries the trailer's entries; a catalog met alone serves when nothing else does. */
function catalogTrailer(
  header: Parser,
  num: number,
  gen: number,
  attempt: (at: number) => PdfValue,
): PdfDict | null {
  const value = attempt(header.at);
  if (value.kind !== 'dict') return null;
  const type = nameOf(value.entries.get('Type') ?? NULL);
  if (type === 'XRef' && value.entries.has('Root')) return value;
  if (type !== 'Catalog') return null;
  const place = { start: value.start, end: value.end };
  return {
    kind: 'dict',
    repeated: [],
    ...place,
    entries: new Map([['Root', { kind: 'ref', num, gen, ...place }]]),
  };
}

/** Reads an object that may be broken, within a window. */
function attemptIn(work: XrefWork): (at: number) => PdfValue {
  let failures = 0;
  return (at) => {
    if (failures > MAX_FAILURES) throw limit(at, 'Berkas terlalu rusak untuk disusun ulang.');
    try {
      return new Parser(work.bytes.subarray(0, at + WINDOW), at, work.effort).value();
    } catch (error) {
      if (!(error instanceof PdfError) || error.code !== 'damaged') throw error;
      failures++;
      return NULL;
    }
  };
}
