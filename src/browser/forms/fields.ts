/** Reads a form's boxes as values, and puts values into them. */

import {
  holds,
  isEmpty,
  linesOf,
  OFFICIAL_PARTS,
  type Official,
  officialOf,
  type Row,
  rowsOf,
  type Value,
  type Values,
} from '../../forms/values.ts';
import type { Bidang } from '../../schemas/form.ts';
import { addRow, rowBoxes } from './rows.ts';

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function readValues(form: HTMLFormElement, fields: readonly Bidang[]): Values {
  const values: Values = {};
  for (const field of fields) values[field.id] = readField(form, field);
  return values;
}

const box = (form: HTMLFormElement, name: string): Box | null =>
  form.querySelector<Box>(`[name="${CSS.escape(name)}"]`);

function readField(form: HTMLFormElement, field: Bidang): Value {
  if (field.jenis === 'pejabat') {
    const official: Official = {};
    for (const part of OFFICIAL_PARTS) official[part] = box(form, `${field.id}.${part}`)?.value ?? '';
    return official;
  }
  if (field.jenis === 'banyak') {
    return [...form.querySelectorAll<HTMLInputElement>(`[data-choice="${field.id}"]:checked`)].map(
      ({ value }) => value,
    );
  }
  if (field.jenis === 'tabel') {
    return rowBoxes(form, field.id).map((row) => {
      const values: Row = {};
      for (const cell of row.querySelectorAll<Box>('[name]'))
        values[cell.name.split('.')[2] ?? ''] = cell.value;
      return values;
    });
  }
  return box(form, field.id)?.value ?? '';
}

export function writeValues(form: HTMLFormElement, fields: readonly Bidang[], values: Values): void {
  for (const field of fields) writeField(form, field, values[field.id]);
}

function writeField(form: HTMLFormElement, field: Bidang, value: Value | undefined): void {
  if (field.jenis === 'pejabat') {
    const official = officialOf(value);
    for (const part of OFFICIAL_PARTS) put(box(form, `${field.id}.${part}`), official[part]);
  } else if (field.jenis === 'banyak') {
    const chosen = linesOf(value);
    for (const tick of form.querySelectorAll<HTMLInputElement>(`[data-choice="${field.id}"]`)) {
      tick.checked = chosen.includes(tick.value);
    }
  } else if (field.jenis === 'tabel') {
    for (const row of rowBoxes(form, field.id)) row.remove();
    const rows = rowsOf(value);
    for (const row of rows.length > 0 ? rows : [{}]) addRow(form, field.id, row);
  } else {
    put(
      box(form, field.id),
      typeof value === 'string' ? value : Array.isArray(value) ? linesOf(value).join('\n') : '',
    );
  }
}

function put(target: Box | null, text: string | undefined): void {
  if (target) target.value = text ?? '';
}

/** Hides the fields whose condition does not hold. */
export function showFields(form: HTMLFormElement, fields: readonly Bidang[], values: Values): void {
  for (const { id, bila } of fields) {
    const holder = form.querySelector<HTMLElement>(`[data-field="${id}"]`);
    if (holder) holder.hidden = !holds(bila, values);
  }
}

/** Has the reader filled in anything of their own? First values and the profile do not count. */
export const touched = (fields: readonly Bidang[], values: Values, given: Values): boolean =>
  fields.some(({ id }) => !isEmpty(values[id]) && JSON.stringify(values[id]) !== JSON.stringify(given[id]));
