import type { View } from '../file/store.ts';
import { itemsOf, nameOf, type PdfDict, type PdfValue, pushAll } from '../syntax/values.ts';
import { keysOf, root, whereOf } from './compare.ts';
import { isRef, type Step } from './scene.ts';

/** Object numbers of the structure elements reached through /K (14.7.2). */
export function readElements(view: View, catalog: PdfDict | null): Set<number> {
  const found = new Set<number>();
  const tree = view.dict(catalog?.entries.get('StructTreeRoot'));
  const stack: PdfValue[] = tree ? [...kidsOf(view, tree)] : [];
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (!isRef(item) || found.has(item.num)) continue;
    const dict = view.dict(item);
    if (dict === null || nameOf(view.entry(dict, 'Type')) === 'OBJR') continue;
    found.add(item.num);
    pushAll(stack, kidsOf(view, dict));
  }
  return found;
}

/** /K as a list: it may be one kid, several, or none. */
function kidsOf(view: View, dict: PdfDict): readonly PdfValue[] {
  const written = dict.entries.get('K');
  const value = view.get(written);
  if (value.kind === 'array') return value.items;
  return written === undefined || value.kind === 'null' ? [] : [written];
}

const GROWING = new Set(['K', 'ParentTree', 'ParentTreeNextKey']);

/**
 * The structure tree of a tagged document may grow by elements that stand for new annotations and fields;
 * what was tagged must stay as it was.
 */
export function compareStructure(step: Step): void {
  const { before, after, comparer, ledger } = step;
  const a = before.catalog?.entries.get('StructTreeRoot');
  const b = after.catalog?.entries.get('StructTreeRoot');
  const oldTree = before.view.dict(a);
  const newTree = after.view.dict(b);
  if (!oldTree || !newTree) {
    if (oldTree || newTree) ledger.illegal('structure', 'Susunan tag dokumen ditambahkan atau dihapus.');
    return;
  }
  for (const key of keysOf(oldTree, newTree)) {
    if (GROWING.has(key)) continue;
    const at = comparer.difference(
      oldTree.entries.get(key),
      newTree.entries.get(key),
      root(`Root/StructTreeRoot/${key}`),
    );
    if (at) ledger.illegal('structure', 'Susunan tag dokumen diubah.', whereOf(at, after.view));
  }
  compareElements(step, oldTree, newTree);
  compareParents(step, oldTree, newTree);
}

function compareElements(step: Step, oldTree: PdfDict, newTree: PdfDict): void {
  const { before, after, comparer, ledger } = step;
  const stack: [PdfDict, PdfDict][] = [[oldTree, newTree]];
  const met = new Set<PdfDict>();
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    const [a, b] = pair;
    if (met.has(a)) continue;
    met.add(a);
    if (a !== oldTree) {
      for (const key of keysOf(a, b)) {
        if (key === 'K' || key === 'P') continue;
        const at = comparer.difference(a.entries.get(key), b.entries.get(key), root(`StructElem/${key}`));
        if (at) ledger.illegal('structure-element', 'Tag isi dokumen diubah.', whereOf(at, after.view));
      }
    }
    const oldKids = kidsOf(before.view, a);
    const newKids = kidsOf(after.view, b);
    let next = 0;
    for (const kid of newKids) {
      const old = oldKids[next];
      if (old !== undefined && sameKid(step, old, kid)) {
        next++;
        const oldDict = before.view.dict(old);
        const newDict = after.view.dict(kid);
        if (isRef(kid) && oldDict && newDict && after.elements.has(kid.num)) stack.push([oldDict, newDict]);
      } else if (!isNewElement(step, kid)) {
        ledger.illegal('structure-element', 'Tag isi dokumen ditambahkan atau diganti.', {
          path: 'Root/StructTreeRoot',
        });
      }
    }
    if (next < oldKids.length) {
      ledger.illegal('structure-element', 'Tag isi dokumen dihapus atau diganti.', {
        path: 'Root/StructTreeRoot',
      });
    }
  }
}

function sameKid({ comparer, before }: Step, old: PdfValue, kid: PdfValue): boolean {
  if (isRef(old) && isRef(kid)) return old.num === kid.num;
  return (
    (isRef(old) === isRef(kid) || !before.elements.has(isRef(old) ? old.num : -1)) && comparer.alike(old, kid)
  );
}

/** An element that was not there before and tags nothing but annotations that are new as well. */
function isNewElement({ before, after }: Step, kid: PdfValue): boolean {
  const stack: PdfValue[] = [kid];
  for (let steps = 0, item = stack.pop(); item; item = stack.pop(), steps++) {
    const dict = after.view.dict(item);
    if (dict === null || steps > 1000 || (isRef(item) && before.elements.has(item.num))) return false;
    const target = dict.entries.get('Obj');
    if (nameOf(after.view.entry(dict, 'Type')) === 'OBJR') {
      if (!target || !isRef(target) || before.annotations.has(target.num)) return false;
    } else pushAll(stack, kidsOf(after.view, dict));
  }
  return true;
}

/** The parent tree (14.7.4.4) is a number tree: old keys must lead to the same elements. */
function compareParents(step: Step, oldTree: PdfDict, newTree: PdfDict): void {
  const { before, after, comparer, ledger } = step;
  const old = numberTree(before.view, oldTree.entries.get('ParentTree'));
  const now = numberTree(after.view, newTree.entries.get('ParentTree'));
  for (const [key, value] of old) {
    const at = comparer.difference(value, now.get(key), root(`Root/StructTreeRoot/ParentTree/${key}`));
    if (at)
      ledger.illegal('structure-parents', 'Hubungan tag dengan isi halaman diubah.', whereOf(at, after.view));
  }
}

function numberTree(view: View, value: PdfValue | undefined): Map<number, PdfValue> {
  const entries = new Map<number, PdfValue>();
  const stack: PdfValue[] = value ? [value] : [];
  const met = new Set<PdfDict>();
  for (let item = stack.pop(); item; item = stack.pop()) {
    const dict = view.dict(item);
    if (dict === null || met.has(dict)) continue;
    met.add(dict);
    const nums = itemsOf(view.entry(dict, 'Nums'));
    for (let i = 0; i + 1 < nums.length; i += 2) {
      const key = view.get(nums[i]);
      if (key.kind === 'number') entries.set(key.value, nums[i + 1]!);
    }
    pushAll(stack, itemsOf(view.entry(dict, 'Kids')));
  }
  return entries;
}
