import { isInheritable, type Page } from '../form/pages.ts';
import { compareAnnotations } from './annotations.ts';
import { keysOf, root, whereOf } from './compare.ts';
import type { Step } from './scene.ts';

/** Pages must stay the same ones, in the same order, and show the same content. */
export function comparePages(step: Step): void {
  const { before, after, ledger } = step;
  const old = before.pages;
  const now = after.pages;
  if (now.length !== old.length) {
    const [code, verb] = now.length > old.length ? ['page-added', 'ditambah'] : ['page-removed', 'dikurangi'];
    const text = `Halaman ${verb}: semula ${old.length}, menjadi ${now.length}.`;
    ledger.illegal(code!, text, { path: 'Root/Pages', page: Math.min(old.length, now.length) + 1 });
    return;
  }
  compareNodes(step);
  const known = new Set(old.map((page) => page.num));
  old.forEach((page, i) => {
    const other = now[i]!;
    if (page.num === other.num) comparePage(step, page, other);
    else {
      const moved = known.has(other.num);
      const text = moved ? 'Urutan halaman diubah.' : `Halaman ${page.number} diganti dengan halaman lain.`;
      ledger.illegal(moved ? 'pages-reordered' : 'page-replaced', text, {
        path: 'Root/Pages',
        page: page.number,
      });
    }
  });
}

/** Entries of the tree that readers count or search pages by, such as /Count, must stay as well. */
function compareNodes({ before, after, comparer, ledger }: Step): void {
  const same =
    before.pageNodes.length === after.pageNodes.length &&
    before.pageNodes.every((old, i) => {
      const now = after.pageNodes[i]!;
      return [...keysOf(old, now)].every(
        (key) =>
          key === 'Kids' ||
          key === 'Parent' ||
          isInheritable(key) ||
          comparer.alike(old.entries.get(key), now.entries.get(key)),
      );
    });
  if (!same) ledger.illegal('page-tree', 'Susunan pohon halaman diubah.', { path: 'Root/Pages' });
}

const OWN_RULES = new Set(['Annots', 'Parent', 'Tabs']);

function comparePage(step: Step, a: Page, b: Page): void {
  const { comparer, after, ledger } = step;
  const keys = keysOf(a.dict, b.dict);
  for (const key of [...a.inherited.keys(), ...b.inherited.keys()]) keys.add(key);
  for (const key of keys) {
    if (OWN_RULES.has(key)) continue;
    const [old, now] = isInheritable(key)
      ? [a.inherited.get(key), b.inherited.get(key)]
      : [a.dict.entries.get(key), b.dict.entries.get(key)];
    const at = comparer.difference(old, now, root(`Page ${a.number}/${key}`));
    if (at === null) continue;
    const where = { ...whereOf(at, after.view), page: a.number };
    const [code, what] = WHAT.get(key) ?? ['page-entry', `keterangan /${key}`];
    ledger.illegal(code, `Halaman ${a.number}: ${what} diubah.`, where);
  }
  if (!comparer.alike(a.dict.entries.get('Tabs'), b.dict.entries.get('Tabs'))) {
    const text = `Halaman ${a.number}: urutan tombol Tab diubah.`;
    ledger.add('annotations', 'tab-order', text, { path: `Page ${a.number}/Tabs`, page: a.number });
  }
  compareAnnotations(step, a, b);
}

const WHAT = new Map<string, [string, string]>([
  ['Contents', ['page-content', 'isi']],
  ['Resources', ['page-resources', 'huruf, gambar, atau sumber daya lain']],
  ['MediaBox', ['page-box', 'ukuran']],
  ['CropBox', ['page-box', 'bagian yang tampak']],
  ['Rotate', ['page-box', 'arah']],
]);
