import type { Field, Widget } from '../form/fields.ts';
import { rectangleOf } from '../form/pages.ts';
import { integerOf, NULL } from '../syntax/values.ts';
import { signedNow, whereOfField } from './field.ts';
import type { Step } from './scene.ts';

/** Annotation flags that keep a widget off the page (12.5.3): invisible, hidden, no view. */
const UNSEEN = 1 | 2 | 32;

type Rect = readonly [number, number, number, number];

/** A field that was not there before: only a signature field may come, and only where it hides nothing. */
export function addedField(step: Step, field: Field): void {
  const { after, ledger } = step;
  const where = whereOfField(after, field);
  if (field.hasFieldKids && field.type === null) return;
  if (field.type !== 'Sig') {
    ledger.illegal('field-added', `Isian baru "${field.name}" ditambahkan.`, where);
    return;
  }
  const shown = seen(after, field);
  const covered = coveredField(step, shown);
  if (covered !== null && covered.type !== 'Sig') {
    ledger.illegal(
      'field-overlay',
      `Tanda tangan baru "${field.name}" menutupi isian "${covered.name}".`,
      where,
    );
    return;
  }
  if (covered !== null) {
    const text = `Gambar tanda tangan "${field.name}" menumpuk gambar tanda tangan "${covered.name}".`;
    ledger.add('forms', 'signature-overlap', text, where);
  }
  if (shown.some((place) => isLarge(step, place))) {
    const text = `Gambar tanda tangan baru "${field.name}" menutupi sebagian besar halaman.`;
    ledger.add('unknown', 'signature-covers-page', text, where);
  }
  const needs = shown.length > 0 ? 'placing' : 'forms';
  if (after.view.dict(field.value)) signedNow(step, field, where, needs);
  else if (shown.length > 0 && field.widgets.some(hasLook)) {
    ledger.illegal(
      'unsigned-look',
      `Gambar tanpa tanda tangan ditempelkan sebagai isian "${field.name}".`,
      where,
    );
  } else
    ledger.add(
      needs,
      'signature-field-added',
      `Isian tanda tangan kosong "${field.name}" ditambahkan.`,
      where,
    );
}

/** A look of its own: nobody answers for what it shows while the field is not signed. */
const hasLook = (widget: Widget): boolean => widget.dict.entries.has('AP') || widget.dict.entries.has('MK');

interface Place {
  readonly page: number;
  readonly rect: Rect;
}

/** A field that was there before and that the new one lies over; one that is no signature comes first. */
function coveredField({ before, after, comparer }: Step, shown: readonly Place[]): Field | null {
  if (shown.length === 0) return null;
  comparer.spend(before.fields.length);
  const covered = before.fields.filter((old) =>
    seen(after, old).some((theirs) =>
      shown.some((own) => own.page === theirs.page && overlap(own.rect, theirs.rect)),
    ),
  );
  return covered.find((old) => old.type !== 'Sig') ?? covered[0] ?? null;
}

/** The visible places of a field's widgets. */
function seen(scene: Step['after'], field: Field): Place[] {
  return field.widgets.flatMap((widget) => {
    const rect = rectangleOf(scene.view, widget.dict.entries.get('Rect') ?? NULL);
    const flags = integerOf(scene.view.entry(widget.dict, 'F')) ?? 0;
    const page = widget.ref && scene.pageOf.get(widget.ref.num);
    if (!rect || !page || flags & UNSEEN || rect[0] === rect[2] || rect[1] === rect[3]) return [];
    return [{ page, rect }];
  });
}

/** A signature over more than a quarter of its page is no mere mark: what it hides cannot be told from here. */
function isLarge({ after }: Step, { page, rect }: Place): boolean {
  const box = rectangleOf(after.view, after.pages[page - 1]?.inherited.get('MediaBox') ?? NULL);
  return box !== null && area(rect) * 4 > area(box);
}

const area = ([left, bottom, right, top]: Rect): number => (right - left) * (top - bottom);

const overlap = (a: Rect, b: Rect): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
