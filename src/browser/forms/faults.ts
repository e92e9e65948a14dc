/** Shows each fault at its box, sums them up, and takes the reader to the first. */
import { checkValues, type Fault } from '../../forms/check.ts';
import type { FormDefinition } from '../../forms/document.ts';
import type { Values } from '../../forms/values.ts';

export function clearFaults(form: HTMLFormElement): void {
  for (const note of form.querySelectorAll<HTMLElement>('[data-fault]')) note.hidden = true;
  for (const box of form.querySelectorAll('[aria-invalid]')) box.removeAttribute('aria-invalid');
  const sum = form.querySelector<HTMLElement>('[data-faults]')!;
  sum.hidden = true;
}

const boxOf = (form: HTMLFormElement, path: string): HTMLElement | null =>
  form.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"], [data-choice="${CSS.escape(path)}"]`) ??
  form.querySelector<HTMLElement>(`[data-add="${CSS.escape(path)}"]`);

/** Writes one fault at its box. */
function showFault(form: HTMLFormElement, { path, message }: Fault): void {
  const note = form.querySelector<HTMLElement>(`[data-fault="${CSS.escape(path)}"]`);
  if (!note) return;
  note.hidden = false;
  note.querySelector('span')!.textContent = message;
  const box = boxOf(form, path);
  if (!(box instanceof HTMLButtonElement)) box?.setAttribute('aria-invalid', 'true');
}

/** Takes one fault back, as soon as its box is right. */
function takeBack(form: HTMLFormElement, path: string): void {
  const note = form.querySelector<HTMLElement>(`[data-fault="${CSS.escape(path)}"]`);
  if (note) note.hidden = true;
  boxOf(form, path)?.removeAttribute('aria-invalid');
}

/** A box that was left with something wrong in it says so at once; empty boxes wait until the end. */
export function showFaultOf(
  form: HTMLFormElement,
  definition: FormDefinition,
  values: Values,
  name: string,
): void {
  const fault = checkValues(definition, values).find(({ path, missing }) => path === name && !missing);
  if (fault) showFault(form, fault);
  else takeBack(form, name);
}

/** @param anyway what to do when only empty boxes are left and the reader wants to fill them by hand. */
export function showFaults(
  form: HTMLFormElement,
  faults: readonly Fault[],
  anyway: (() => void) | undefined,
): void {
  clearFaults(form);
  for (const fault of faults) showFault(form, fault);
  const sum = form.querySelector<HTMLElement>('[data-faults]')!;
  const missing = faults.filter((fault) => fault.missing).length;
  const wrong = faults.length - missing;
  const parts = [
    wrong > 0 ? `${wrong} isian perlu diperbaiki` : '',
    missing > 0 ? `${missing} masih kosong` : '',
  ].filter(Boolean);
  const text = document.createElement('p');
  text.textContent = `${parts.join(' dan ')}. Keterangannya ada di tiap kotak. Isian Anda tidak hilang.`;
  sum.replaceChildren(text);
  if (anyway && wrong === 0) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button small';
    button.textContent = 'Lanjutkan, sisanya diisi tangan';
    button.addEventListener('click', anyway);
    sum.append(button);
  }
  sum.hidden = false;
  boxOf(form, faults[0]?.path ?? '')?.focus();
}
