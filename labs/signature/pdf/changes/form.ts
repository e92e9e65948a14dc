import type { Field } from '../form/fields.ts';
import { integerOf, type PdfValue } from '../syntax/values.ts';
import { keysOf, root, whereOf } from './compare.ts';
import { compareField, whereOfField } from './field.ts';
import { addedField } from './new-field.ts';
import type { Step } from './scene.ts';

/** Compares the interactive forms (12.7.3): the form's own entries, then field by field. */
export function compareForm(step: Step): void {
  const { before, after, ledger } = step;
  if (before.form && !after.form) {
    ledger.illegal('form-removed', 'Formulir beserta isian tanda tangannya dihapus.', {
      path: 'Root/AcroForm',
    });
    return;
  }
  for (const key of keysOf(before.form, after.form)) compareEntry(step, key);
  compareFields(step);
}

function compareEntry(step: Step, key: string): void {
  const { before, after, comparer, ledger } = step;
  const a = before.form?.entries.get(key);
  const b = after.form?.entries.get(key);
  if (key === 'Fields' || comparer.alike(a, b)) return;
  const path = `Root/AcroForm/${key}`;
  if (key === 'SigFlags') {
    const old = integerOf(before.view.get(a)) ?? 0;
    const now = integerOf(after.view.get(b)) ?? 0;
    if ((old & now) !== old)
      ledger.illegal('form-flags', 'Tanda bahwa dokumen bertanda tangan dilepas atau dirusak.', { path });
  } else if (key === 'DR' || (key === 'DA' && a === undefined)) {
    compareDefaults(step, key);
  } else if (key === 'NeedAppearances' && (b === undefined || !isTrue(step, b))) {
    ledger.add('forms', 'form-defaults', 'Permintaan menggambar ulang isian dicabut.', { path });
  } else if (key === 'XFA') {
    ledger.add('unknown', 'form-xfa', 'Formulir XFA di dalam dokumen diubah.', { path });
  } else {
    ledger.illegal('form-entry', `Pengaturan formulir /${key} diubah.`, { path });
  }
}

function isTrue({ after }: Step, value: PdfValue): boolean {
  const found = after.view.get(value);
  return found.kind === 'boolean' && found.value;
}

/** Categories of /DR that the look of a field can be made from (12.7.4.3); others are read by nobody. */
const LOOKS = new Set(['Font', 'Encoding']);

/** Fonts for new fields may be added under new names; those that fields are drawn with must stay. */
function compareDefaults(step: Step, key: string): void {
  const { before, after, comparer, ledger } = step;
  const a = before.view.dict(before.form?.entries.get(key));
  const b = after.view.dict(after.form?.entries.get(key));
  const used = before.fields.some((field) => field.type !== 'Sig' && field.type !== null);
  for (const category of a?.entries.keys() ?? []) {
    if (!used || !LOOKS.has(category)) continue;
    const old = before.view.dict(a?.entries.get(category));
    const now = after.view.dict(b?.entries.get(category));
    const names = old ? [...old.entries.keys()] : [null];
    for (const name of names) {
      const path = root(`Root/AcroForm/${key}/${category}${name === null ? '' : `/${name}`}`);
      const at =
        name === null
          ? comparer.difference(a?.entries.get(category), b?.entries.get(category), path)
          : comparer.difference(old?.entries.get(name), now?.entries.get(name), path);
      if (at)
        ledger.illegal('form-resources', 'Huruf atau sumber daya formulir diubah.', whereOf(at, after.view));
    }
  }
  const path = `Root/AcroForm/${key}`;
  ledger.add('always', 'form-defaults', 'Pengaturan huruf formulir ditambahkan.', { path });
}

function compareFields(step: Step): void {
  const { before, after, ledger } = step;
  const names = new Set(after.fields.map((field) => field.name));
  const waiting = keyed(after.fields);
  for (const [key, old] of keyed(before.fields)) {
    const now = waiting.get(key);
    waiting.delete(key);
    if (now) compareField(step, old, now);
    else missing(step, old, names.has(old.name));
  }
  for (const field of waiting.values()) {
    const renamed = field.ref !== null && before.widgets.has(field.ref.num);
    if (!renamed) addedField(step, field);
    else
      ledger.illegal('field-renamed', `Isian "${field.name}" dulu bernama lain.`, whereOfField(after, field));
  }
}

/** A field is the same one when it has its name and its object; those without an object are counted off. */
function keyed(fields: readonly Field[]): Map<string, Field> {
  const keys = new Map<string, Field>();
  const direct = new Map<string, number>();
  for (const field of fields) {
    const count = direct.get(field.name) ?? 0;
    if (field.ref === null) direct.set(field.name, count + 1);
    keys.set(`${field.ref ? `${field.ref.num} R` : count} ${field.name}`, field);
  }
  return keys;
}

function missing({ before, ledger }: Step, field: Field, replaced: boolean): void {
  const what = replaced ? 'diganti dengan isian lain bernama sama' : 'dihapus';
  const signed = field.type === 'Sig' && before.view.dict(field.value) !== null;
  const code = signed ? 'signature-removed' : replaced ? 'field-replaced' : 'field-removed';
  ledger.illegal(
    code,
    `Isian ${signed ? 'bertanda tangan ' : ''}"${field.name}" ${what}.`,
    whereOfField(before, field),
  );
}
