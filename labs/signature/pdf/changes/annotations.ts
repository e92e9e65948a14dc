import type { View } from '../file/store.ts';
import { type Page, rectangleOf } from '../form/pages.ts';
import { itemsOf, NULL, nameOf, type PdfDict, type PdfValue } from '../syntax/values.ts';
import type { Where } from './change.ts';
import { keysOf } from './compare.ts';
import { isRef, type Step } from './scene.ts';

/**
 * Kinds of annotation that mark or comment what is there (12.5.6). All others can put new content over the
 * page, which the attacks on certified documents use to change what is read.
 */
const COMMENTS = new Set([
  'Text',
  'Popup',
  'Highlight',
  'Underline',
  'Squiggly',
  'StrikeOut',
  'Caret',
  'Link',
]);

/** How far a direct annotation is looked for behind the place where the last one stood. */
const NEARBY = 50;

/** Compares the annotations of one page; those of form fields are left to the rules of the form. */
export function compareAnnotations(step: Step, a: Page, b: Page): void {
  const { before, after, comparer, ledger } = step;
  const oldItems = itemsOf(before.view.entry(a.dict, 'Annots'));
  const newItems = itemsOf(after.view.entry(b.dict, 'Annots'));
  const places = new Map(newItems.flatMap((item, i) => (isRef(item) ? [[item.num, i] as const] : [])));
  const direct = newItems.flatMap((item, i) => (isRef(item) ? [] : [i]));
  const matched = new Set<number>();
  let last = -1;
  let next = 0;
  for (const old of oldItems) {
    const index = isRef(old)
      ? places.get(old.num)
      : direct.slice(next, next + NEARBY).find((i) => !matched.has(i) && comparer.alike(old, newItems[i]));
    if (index === undefined || matched.has(index)) {
      removed(step, a, old, isRef(old) && before.widgets.has(old.num));
      continue;
    }
    matched.add(index);
    while (next < direct.length && matched.has(direct[next]!)) next++;
    if (index < last) {
      ledger.illegal('annotations-reordered', `Halaman ${a.number}: urutan tumpukan catatan diubah.`, {
        page: a.number,
      });
    }
    last = Math.max(last, index);
    const ofField = isRef(old) && before.widgets.has(old.num) && after.widgets.has(old.num);
    if (!ofField) changed(step, a, old, newItems[index]!);
  }
  newItems.forEach((item, i) => {
    if (!matched.has(i)) added(step, b, item, isRef(item) && after.widgets.has(item.num));
  });
}

function removed(step: Step, page: Page, item: PdfValue, isField: boolean): void {
  const where = place(step.before.view, page, item);
  const kind = kindOf(step.before.view, item);
  if (isField || kind === 'Widget') {
    step.ledger.illegal('widget-removed', `Halaman ${page.number}: kotak isian dihapus.`, where);
  } else {
    const text = `Halaman ${page.number}: catatan jenis ${kind} dihapus.`;
    step.ledger.add('annotations', 'annotation-removed', text, where);
  }
}

function changed(step: Step, page: Page, old: PdfValue, item: PdfValue): void {
  const { before, after, comparer, ledger } = step;
  const a = before.view.dict(old);
  const b = after.view.dict(item);
  const keys = [...keysOf(a, b)].filter(
    (key) => key !== 'P' && !comparer.alike(a?.entries.get(key), b?.entries.get(key)),
  );
  if (keys.length === 0) return;
  const where = place(after.view, page, item);
  const kind = kindOf(after.view, item);
  const text = `Halaman ${page.number}: catatan jenis ${kind} diubah (${keys.join(', ')}).`;
  // A link is read as part of the page: where it leads may not change.
  if (kindOf(before.view, old) === kind && kind !== 'Link' && COMMENTS.has(kind)) {
    ledger.add('annotations', 'annotation-changed', text, where);
    if (keys.includes('AP') || keys.includes('Rect')) ownLook(step, page, item, where);
  } else ledger.illegal('annotation-replaced', text, where);
}

function added(step: Step, page: Page, item: PdfValue, isField: boolean): void {
  const { before, after, ledger } = step;
  const where = place(after.view, page, item);
  const kind = kindOf(after.view, item);
  const here = `Halaman ${page.number}:`;
  if (isRef(item) && before.annotations.has(item.num)) {
    ledger.illegal('annotation-moved', `${here} catatan dari halaman lain dipasang di sini.`, where);
  } else if (kind === 'Widget') {
    // A widget of a field in the form is judged with that field.
    if (!isField)
      ledger.illegal('widget-without-field', `${here} kotak isian tanpa isian ditambahkan.`, where);
  } else if (COMMENTS.has(kind)) {
    ledger.add('annotations', 'annotation-added', `${here} catatan jenis ${kind} ditambahkan.`, where);
    ownLook(step, page, item, where);
  } else {
    ledger.illegal(
      'annotation-overlay',
      `${here} ${kind} ditempelkan di atas isi yang ditandatangani.`,
      where,
    );
  }
}

/** A comment that brings its own picture (/AP) can show anything over the page, whatever kind it says it is. */
function ownLook({ after, ledger }: Step, page: Page, item: PdfValue, where: Where): void {
  if (!after.view.dict(item)?.entries.has('AP')) return;
  const text = `Halaman ${page.number}: catatan membawa gambar sendiri yang mungkin menutupi isi.`;
  ledger.add('unknown', 'annotation-look', text, where);
}

function kindOf(view: View, item: PdfValue): string {
  return nameOf(view.entry(view.dict(item) ?? NULL, 'Subtype')) ?? 'tanpa nama';
}

function place(view: View, page: Page, item: PdfValue): Where {
  const dict: PdfDict | null = view.dict(item);
  const rect = dict && rectangleOf(view, dict.entries.get('Rect') ?? NULL);
  return {
    page: page.number,
    path: `Page ${page.number}/Annots`,
    ...(isRef(item) && { object: `${item.num} ${item.gen}` }),
    ...(rect && { rect }),
  };
}
