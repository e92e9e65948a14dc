import type { View } from '../file/store.ts';
import { damaged, limit } from '../syntax/effort.ts';
import { itemsOf, type PdfDict, type PdfValue } from '../syntax/values.ts';

/** One page of a revision (7.7.3.3). */
export interface Page {
  /** From 1, in the order people turn them. */
  readonly number: number;
  /** Object number, or null for a page written directly into /Kids. */
  readonly num: number | null;
  readonly dict: PdfDict;
  /** Entries a page takes from the tree above it when it has none of its own (7.7.3.4). */
  readonly inherited: ReadonlyMap<string, PdfValue>;
}

const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** The pages in order; a tree that loops or is nested too deep is a fault. `nodes` takes the tree's own nodes. */
export function readPages(view: View, nodes: PdfDict[] = []): Page[] {
  const pages: Page[] = [];
  const seen = new Set<PdfDict>();
  const visit = (value: PdfValue, depth: number, above: ReadonlyMap<string, PdfValue>): void => {
    if (depth > view.store.limits.depth) throw limit(value.start, 'Pohon halaman terlalu dalam.');
    const num = value.kind === 'ref' ? value.num : null;
    const dict = view.dict(value);
    if (dict === null) return;
    const inherited = new Map(above);
    for (const key of INHERITABLE) {
      const own = dict.entries.get(key);
      if (own) inherited.set(key, own);
    }
    const kids = view.entry(dict, 'Kids');
    if (kids.kind !== 'array') {
      pages.push({ number: pages.length + 1, num, dict, inherited });
      return;
    }
    if (seen.has(dict)) throw damaged(value.start, 'Pohon halaman berputar.');
    seen.add(dict);
    nodes.push(dict);
    for (const kid of kids.items) visit(kid, depth + 1, inherited);
  };
  const root = view.dict(view.trailer.entries.get('Root'));
  const tree = root?.entries.get('Pages');
  if (tree) visit(tree, 0, new Map());
  return pages;
}

/** Whether a page takes this entry from above when it has none (7.7.3.4). */
export const isInheritable = (key: string): boolean => INHERITABLE.includes(key);

/** A rectangle (7.9.5) with its corners in order, or null. */
export function rectangleOf(view: View, value: PdfValue): [number, number, number, number] | null {
  const numbers = itemsOf(view.get(value)).map((item) => {
    const number = view.get(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  const [a, b, c, d] = numbers;
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) return null;
  return [Math.min(a!, c!), Math.min(b!, d!), Math.max(a!, c!), Math.max(b!, d!)];
}

/** Page number by object number of each annotation listed on a page. */
export function pagesOfAnnotations(view: View, pages: readonly Page[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const page of pages) {
    for (const item of itemsOf(view.entry(page.dict, 'Annots'))) {
      if (item.kind === 'ref' && !found.has(item.num)) found.set(item.num, page.number);
    }
  }
  return found;
}
