import type { Revision } from '../model.ts';
import { lastIndexOf } from '../syntax/bytes.ts';
import { damaged, limit } from '../syntax/effort.ts';
import { Parser } from '../syntax/parser.ts';
import { readSection, readTail, type XrefSection, type XrefWork } from './xref.ts';

/** A revision together with the sections that belong to it, the one that counts first in front. */
export interface ChainLink {
  readonly revision: Revision;
  readonly sections: readonly XrefSection[];
}

/** How far from the end of the file `startxref` is looked for; what readers have always done. */
const TAIL_WINDOW = 1024;

/**
 * Follows the cross-reference sections from the end of the file through /Prev and sorts them into revisions
 * (7.5.6), oldest first. A loop, a section in the wrong order or a reference out of the file is a fault.
 */
export function readChain(work: XrefWork): ChainLink[] {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let offset: number | null = findStart(work);
  while (offset !== null) {
    if (seen.has(offset)) throw damaged(offset, 'Rantai tabel rujukan silang berputar.');
    seen.add(offset);
    if (sections.length >= work.limits.sections) throw limit(offset, 'Terlalu banyak revisi.');
    const section = readSection(work, offset);
    sections.push(section);
    offset = section.prev;
  }
  const links = sortIntoRevisions(work, sections.reverse());
  links.forEach(checkReach, work);
  return links;
}

function findStart(work: XrefWork): number {
  const { bytes } = work;
  const at = lastIndexOf(bytes, 'startxref', bytes.length, Math.max(0, bytes.length - TAIL_WINDOW));
  const tail = at < 0 ? null : readTail(work, at);
  if (tail === null) throw damaged(bytes.length, 'Akhir berkas PDF (startxref dan %%EOF) tidak ditemukan.');
  return tail.startxref;
}

/**
 * A linearized file (annex F) has two sections in its first revision, the newer one in front of the older.
 * A section that no matching `startxref` closes ends no revision: it counts to the next one, so that no
 * signature can rest on its end.
 */
function sortIntoRevisions(work: XrefWork, sections: readonly XrefSection[]): ChainLink[] {
  const [first, second] = sections;
  const linearized = first !== undefined && second !== undefined && first.offset > second.offset;
  const links: ChainLink[] = [];
  let open: XrefSection[] = linearized ? [first] : [];
  let start = 0;
  for (const head of sections.slice(linearized ? 1 : 0)) {
    if (head.offset < start)
      throw damaged(head.offset, 'Urutan revisi tidak sesuai dengan urutan di berkas.');
    const tail = links.length === 0 && linearized ? first.tail : head.tail;
    open.unshift(head);
    if (tail === null || !pointsTo(work, tail.startxref, head.offset)) continue;
    const { end, eof } = tail;
    const index = links.length;
    links.push({ revision: { index, start, end, eof, xrefOffset: head.offset }, sections: open });
    open = [];
    start = eof;
  }
  if (open.length > 0) throw damaged(open[0]!.offset, 'Tabel rujukan terakhir tidak ditutup dengan benar.');
  return links;
}

/** Whether `startxref` names the section, white space in front of it allowed. */
function pointsTo(work: XrefWork, startxref: number, offset: number): boolean {
  if (startxref === offset) return true;
  const parser = new Parser(work.bytes, Math.min(startxref, offset), work.effort);
  parser.skipBlank();
  return Math.abs(startxref - offset) < 16 && parser.at >= Math.max(startxref, offset);
}

/**
 * An entry that points past the end of its own revision would take on whatever a later writer puts there,
 * without any later section saying so.
 */
function checkReach(this: XrefWork, link: ChainLink): void {
  for (const section of link.sections) {
    for (const [num, entry] of section.entries) {
      if (entry.type === 'plain' && entry.offset >= link.revision.end && entry.offset < this.bytes.length) {
        throw damaged(
          section.offset,
          `Objek ${num} menunjuk ke isi yang baru ditambahkan sesudah revisinya.`,
        );
      }
    }
  }
}
