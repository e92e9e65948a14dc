import { isDigit, isWhite, startsAt } from '../syntax/bytes.ts';
import { damaged, limit, Parser } from '../syntax/parser.ts';
import { NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import type { ChainLink } from './chain.ts';
import type { XrefEntry, XrefWork } from './xref.ts';

/** Longest dictionary looked into while rebuilding. */
const WINDOW = 1 << 16;

/**
 * Rebuilds one cross-reference section from the objects that stand in the file, the last one of each number
 * counting, as forgiving readers do. Fit for showing what such a reader would show, never for a verdict.
 */
export function rebuild(work: XrefWork): ChainLink[] {
  const { bytes } = work;
  const entries = new Map<number, XrefEntry>();
  const attempt = attempts(work);
  let trailer: PdfDict | null = null;
  for (let at = 0; at < bytes.length; at++) {
    if (at > 0 && !isWhite(bytes[at - 1]) && isDigit(bytes[at - 1])) continue;
    if (isDigit(bytes[at])) {
      const header = new Parser(bytes, at, 1);
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

/** Reads objects that may be broken, each within a window and all within a sum, so that no file costs its square. */
function attempts(work: XrefWork): (at: number) => PdfValue {
  let left = work.bytes.length * 2 + 4096 * WINDOW;
  return (at) => {
    if (left < 0) throw limit(at, 'Berkas terlalu rusak untuk disusun ulang.');
    try {
      const value = new Parser(work.bytes.subarray(0, at + WINDOW), at, work.limits.depth).value();
      left -= value.end - at;
      return value;
    } catch {
      left -= WINDOW;
      return NULL;
    }
  };
}
