/** The rows of a table field: added from the template that stands in the page, numbered anew when one goes. */
import type { Row } from '../../forms/values.ts';

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const rowBoxes = (form: HTMLElement, table: string): HTMLElement[] => [
  ...form.querySelectorAll<HTMLElement>(`[data-table="${table}"] [data-rows] > [data-row]`),
];

export function addRow(form: HTMLElement, table: string, values: Row = {}): HTMLElement | undefined {
  const holder = form.querySelector<HTMLElement>(`[data-table="${table}"]`);
  const template = holder?.querySelector<HTMLTemplateElement>('[data-row-template]');
  const row = template?.content.firstElementChild?.cloneNode(true);
  if (!(row instanceof HTMLElement)) return undefined;
  holder?.querySelector('[data-rows]')?.append(row);
  renumber(form, table);
  for (const box of row.querySelectorAll<Box>('[name]'))
    box.value = values[box.name.split('.')[2] ?? ''] ?? '';
  return row;
}

/** Names, ids and headings follow the place of the row, so that a fault finds its box. */
export function renumber(form: HTMLElement, table: string): void {
  const word = form.querySelector<HTMLElement>(`[data-table="${table}"]`)?.dataset.one ?? 'baris';
  const head = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  rowBoxes(form, table).forEach((row, place) => {
    const title = `${head} ${place + 1}`;
    row.setAttribute('aria-label', title);
    row.querySelector('[data-row-title]')!.textContent = title;
    row.querySelector('[data-remove]')?.setAttribute('aria-label', `Hapus ${word} ${place + 1}`);
    for (const control of row.querySelectorAll<HTMLElement>('[data-control]')) {
      const column = control.dataset.control?.split('.')[2] ?? '';
      const name = `${table}.${place}.${column}`;
      const id = `isi-${name.replaceAll('.', '-')}`;
      control.dataset.control = name;
      const box = control.querySelector<Box>('input, textarea, select')!;
      box.name = name;
      box.id = id;
      control.querySelector('label')!.htmlFor = id;
      const help = control.querySelector('.help');
      if (help) help.id = `${id}-bantuan`;
      const fault = control.querySelector<HTMLElement>('[data-fault]')!;
      fault.id = `${id}-salah`;
      fault.dataset.fault = name;
      box.setAttribute('aria-describedby', [help?.id, fault.id].filter(Boolean).join(' '));
    }
  });
}
