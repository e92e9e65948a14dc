/** The fields of the desk as data, and the controls they become. A control names its field in `data-path`. */

import { fieldValue } from '../../sop/draft/change.ts';
import type { Draft } from '../../sop/draft/draft.ts';
import { make } from '../tte/dom.ts';

export interface Field {
  path: string;
  label: string;
  kind: 'text' | 'area' | 'date' | 'choice' | 'lines' | 'checks' | 'codes' | 'number';
  hint?: string;
  options?: readonly (readonly [value: string, name: string])[];
  rows?: number;
  /** Takes the whole width of the form. */
  wide?: boolean;
}

/** Letters in a line on a phone: boxes that do not grow by themselves (Firefox, older Safari) begin tall enough. */
const LETTERS = 36;

let count = 0;

/** A label, its control, its hint and the place for what is wrong with it. */
export function fieldView(draft: Draft, field: Field): HTMLElement {
  if (field.kind === 'checks') return checksView(draft, field);
  const id = `isian-${++count}`;
  const about = `${id}-ket`;
  const control = controlOf(draft, field, { id, 'aria-describedby': about });
  return make(
    'div',
    { class: `isian ${field.wide || field.kind === 'area' || field.kind === 'lines' ? 'lebar' : ''}` },
    make('label', { for: id }, field.label),
    control,
    make(
      'div',
      { id: about },
      field.hint ? make('p', { class: 'hint' }, field.hint) : null,
      make('p', { class: 'salah', 'data-for': field.path }),
    ),
  );
}

function controlOf(draft: Draft, field: Field, common: Record<string, string>): HTMLElement {
  const value = textOf(draft, field);
  const named = { ...common, 'data-path': field.path, 'data-kind': field.kind };
  switch (field.kind) {
    case 'choice': {
      const select = make('select', named);
      for (const [key, name] of field.options ?? []) select.append(make('option', { value: key }, name));
      select.value = value;
      return select;
    }
    case 'area':
    case 'lines': {
      const least = field.rows ?? 3;
      const rows = field.kind === 'lines' ? value.split('\n').length + 1 : Math.ceil(value.length / LETTERS);
      const area = make('textarea', { ...named, rows: String(Math.max(least, rows)) });
      area.value = value;
      return area;
    }
    default: {
      const type = field.kind === 'date' || field.kind === 'number' ? field.kind : 'text';
      const input = make('input', { ...named, type, autocomplete: 'off' });
      if (field.kind === 'number') input.min = '0';
      input.value = value;
      return input;
    }
  }
}

function checksView(draft: Draft, { path, label, options = [], hint }: Field): HTMLElement {
  const chosen = fieldValue(draft, path);
  const list = Array.isArray(chosen) ? chosen : [];
  return make(
    'fieldset',
    { class: 'isian lebar pilihan' },
    make('legend', {}, label),
    hint ? make('p', { class: 'hint' }, hint) : null,
    make(
      'div',
      {},
      ...options.map(([value, name]) => {
        const box = make('input', { type: 'checkbox', value, 'data-path': path, 'data-kind': 'checks' });
        box.checked = list.includes(value);
        return make('label', {}, box, name);
      }),
    ),
    make('p', { class: 'salah', 'data-for': path }),
  );
}

/** A field's value as its control shows it. */
export function textOf(draft: Draft, { path, kind }: Pick<Field, 'path' | 'kind'>): string {
  const value = fieldValue(draft, path);
  if (Array.isArray(value)) return value.join(kind === 'codes' ? ', ' : '\n');
  return value === undefined || value === null ? '' : String(value);
}

/** What a control says its field should be now. */
export function readControl(control: Element, form: ParentNode): unknown {
  if (!isControl(control)) return undefined;
  const { kind, path } = control.dataset;
  switch (kind) {
    case 'number':
      return Number(control.value.replace(',', '.')) || 0;
    case 'lines':
      return control.value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);
    case 'codes':
      return control.value.toUpperCase().match(/[A-Z0-9-]+/g) ?? [];
    case 'checks':
      return [...form.querySelectorAll<HTMLInputElement>(`input[data-path="${path}"]:checked`)].map(
        ({ value }) => value,
      );
    case 'body':
      return control.value;
    default:
      // Everything but the guide is one line in the file.
      return control.value.replace(/\s*\n\s*/g, ' ');
  }
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isControl(target: unknown): target is Control {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
