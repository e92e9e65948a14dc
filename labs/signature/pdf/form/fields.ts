import type { Store, View } from '../file/store.ts';
import { textOf } from '../file/text.ts';
import { limit } from '../syntax/effort.ts';
import { NULL, nameOf, type PdfDict, type PdfRef, type PdfValue } from '../syntax/values.ts';

/** A widget annotation of a field (12.5.6.19); often the field's own dictionary. */
export interface Widget {
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
}

/** One node of the form tree that stands for a field (12.7.4), inherited entries filled in. */
export interface Field {
  /** Fully qualified name (12.7.4.2): partial names joined with points. */
  readonly name: string;
  readonly ref: PdfRef | null;
  readonly dict: PdfDict;
  /** Btn, Tx, Ch, Sig or null. */
  readonly type: string | null;
  /** /V as written, a reference not followed; null object when absent. */
  readonly value: PdfValue;
  readonly flags: number;
  readonly widgets: readonly Widget[];
  /** It has named fields below it and carries no value of its own. */
  readonly hasFieldKids: boolean;
}

interface Inherited {
  readonly name: string;
  readonly type: string | null;
  readonly value: PdfValue;
  readonly flags: number;
}

const forms = new WeakMap<Store, Map<number, readonly Field[]>>();

/** All fields of the form, parents before kids; a node met twice, as in a loop, counts once. */
export function readFields(view: View): readonly Field[] {
  const known = forms.get(view.store) ?? new Map<number, readonly Field[]>();
  forms.set(view.store, known);
  const fields = known.get(view.revision.index) ?? walk(view);
  known.set(view.revision.index, fields);
  return fields;
}

function walk(view: View): Field[] {
  const fields: Field[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue, above: Inherited, depth: number): void => {
    if (depth > view.store.limits.depth) throw limit(value.start, 'Pohon isian formulir terlalu dalam.');
    if (value.kind === 'ref') {
      if (seen.has(value.num)) return;
      seen.add(value.num);
    }
    const dict = view.dict(value);
    if (dict === null) return;
    const partial = textOf(view.entry(dict, 'T'));
    const flags = view.entry(dict, 'Ff');
    const own: Inherited = {
      name: partial === null ? above.name : above.name === '' ? partial : `${above.name}.${partial}`,
      type: nameOf(view.entry(dict, 'FT')) ?? above.type,
      value: dict.entries.get('V') ?? above.value,
      flags: flags.kind === 'number' ? flags.value : above.flags,
    };
    const kids = view.array(dict.entries.get('Kids'))?.items ?? [];
    const isField = (kid: PdfValue): boolean => {
      const kidDict = view.dict(kid);
      return kidDict !== null && (kidDict.entries.has('T') || view.entry(kidDict, 'Kids').kind === 'array');
    };
    const fieldKids = new Set(kids.filter(isField));
    const self: Widget = { ref: value.kind === 'ref' ? value : null, dict };
    fields.push({
      ...own,
      ref: self.ref,
      dict,
      widgets: kids.length === 0 ? [self] : widgetsOf(view, kids, fieldKids),
      hasFieldKids: fieldKids.size > 0,
    });
    for (const kid of fieldKids) visit(kid, own, depth + 1);
  };
  const root = view.dict(view.trailer.entries.get('Root'));
  const form = view.dict(root?.entries.get('AcroForm'));
  for (const item of view.array(form?.entries.get('Fields'))?.items ?? []) {
    visit(item, { name: '', type: null, value: NULL, flags: 0 }, 0);
  }
  return fields;
}

function widgetsOf(view: View, kids: readonly PdfValue[], fieldKids: ReadonlySet<PdfValue>): Widget[] {
  const widgets: Widget[] = [];
  for (const kid of kids) {
    const dict = view.dict(kid);
    if (dict && !fieldKids.has(kid)) widgets.push({ ref: kid.kind === 'ref' ? kid : null, dict });
  }
  return widgets;
}
