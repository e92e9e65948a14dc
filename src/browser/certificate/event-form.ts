/** The fields of the sheet: kept on this device at every change, with what is wrong shown at each. */
import type { BimtekEvent, EventFault } from '../../certificate/event.ts';
import { need } from '../dom.ts';

const KEY = 'sigap:sertifikat';

type Box = HTMLInputElement | HTMLSelectElement;

export class EventForm {
  readonly #form: HTMLElement;

  constructor(root: HTMLElement) {
    this.#form = need(root, '[data-event]');
    for (const [name, value] of Object.entries(kept())) {
      const box = this.#form.querySelector<Box>(`[name="${CSS.escape(name)}"]`);
      if (box && typeof value === 'string' && value !== '') box.value = value;
    }
    this.#form.addEventListener('input', () => keep(this.read()));
    need(root, '[data-clear-event]').addEventListener('click', () => {
      for (const box of this.#form.querySelectorAll('input')) box.value = box.defaultValue;
      for (const box of this.#form.querySelectorAll('select')) box.selectedIndex = 0;
      keep(null);
      this.show([]);
      this.#form.querySelector<HTMLElement>('input')?.focus();
    });
  }

  read(): BimtekEvent {
    const boxes = [...this.#form.querySelectorAll<Box>('[name]')];
    return Object.fromEntries(boxes.map(({ name, value }) => [name, value])) as unknown as BimtekEvent;
  }

  /** Shows each fault at its field, takes back the others, and goes to the first. */
  show(faults: readonly EventFault[]): void {
    for (const note of this.#form.querySelectorAll<HTMLElement>('[data-fault]')) {
      const fault = faults.find(({ field }) => field === note.dataset.fault);
      note.hidden = !fault;
      note.textContent = fault?.message ?? '';
      const box = this.#form.querySelector(`[name="${note.dataset.fault}"]`);
      if (fault) box?.setAttribute('aria-invalid', 'true');
      else box?.removeAttribute('aria-invalid');
    }
    this.#form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }
}

function kept(): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** @param event null takes it from the device. */
function keep(event: BimtekEvent | null): void {
  try {
    if (event) localStorage.setItem(KEY, JSON.stringify(event));
    else localStorage.removeItem(KEY);
  } catch {
    // A device that refuses to store: the fields last as long as the page.
  }
}
