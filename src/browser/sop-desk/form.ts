/** The form of one draft: draws it, reads it, and keeps the writer's place when it is drawn anew. */
import type { Draft } from '../../sop/draft/draft.ts';
import type { Remark } from '../../sop/draft/judge.ts';
import type { Library } from '../../sop/draft/library.ts';
import { fill } from '../tte/dom.ts';
import { isControl, readControl } from './fields.ts';
import { actorsPart, guidePart, identityPart, pagePart } from './form-view.ts';
import { markFields, nearest } from './remarks-view.ts';
import { aboutStep, stepsView } from './steps-view.ts';

/** Fields whose change alters which fields there are, or what other controls offer. */
const REDRAWS = /\.simbol$|\.waktu\.satuan$|^langkah\.\d+\.(pelaksana|lanjut|ya\.ke|tidak\.ke)$/;

export interface FieldChange {
  path: string;
  kind: string;
  value: unknown;
  redraw: boolean;
}

export class DeskForm {
  readonly #form: HTMLElement;
  #remarks: readonly Remark[] = [];
  /** Number of the card that is open, 0 for none. */
  open = 1;

  constructor(form: HTMLElement, changed: (change: FieldChange) => void) {
    this.#form = form;
    form.addEventListener('input', ({ target }) => {
      if (!isControl(target)) return;
      const { path, kind } = target.dataset;
      if (path === undefined || kind === undefined) return;
      changed({ path, kind, value: readControl(target, form), redraw: REDRAWS.test(path) });
    });
  }

  /** Draws everything and puts the cursor back where it was. */
  draw(draft: Draft, library: Library): void {
    const back = this.#place();
    const parts: Record<string, HTMLElement[]> = {
      langkah: stepsView(draft, this.open),
      identitas: identityPart(draft, library),
      pelaksana: actorsPart(draft),
      halaman: pagePart(draft),
      panduan: guidePart(draft),
    };
    for (const [name, views] of Object.entries(parts))
      fill(this.#form.querySelector(`[data-part="${name}"] > .bagian-isi`)!, views);
    markFields(this.#form, this.#remarks);
    back();
  }

  /** After typing in one field: only what repeats it is renewed. */
  refresh(draft: Draft, path: string): void {
    const step = /^langkah\.(\d+)\./.exec(path)?.[1];
    const place = step === undefined ? undefined : Number(step);
    if (place === undefined) return;
    const card = this.#form.querySelector(`[data-step="${place + 1}"]`);
    const title = card?.querySelector('[data-show="kegiatan"]');
    const about = card?.querySelector('[data-show="tentang"]');
    if (title) title.textContent = draft.sop.langkah[place]?.kegiatan || 'Belum diisi';
    if (about) about.textContent = aboutStep(draft, place + 1);
  }

  mark(remarks: readonly Remark[]): void {
    this.#remarks = remarks;
    markFields(this.#form, remarks);
  }

  /** Opens the part a path lies in and puts the cursor into its field. */
  go(path: string): void {
    const field = nearest(this.#form, path);
    const control =
      this.#form.querySelector<HTMLElement>(`[data-path="${field || path}"]`) ??
      this.#form.querySelector<HTMLElement>(`[data-for="${field}"]`)?.parentElement ??
      this.#form.querySelector<HTMLElement>('[data-part="langkah"]');
    const part = control?.closest<HTMLDetailsElement>('details.bagian');
    if (part) part.open = true;
    control?.scrollIntoView({ block: 'center' });
    control?.focus();
  }

  /** Puts the cursor on a card's handle, or into its first field when it is open. */
  goToStep(no: number, selector = '[data-act="step-open"]'): void {
    this.#form.querySelector<HTMLElement>(`[data-step="${no}"] ${selector}`)?.focus();
  }

  /** Number of the step an element lies in. */
  stepOf(element: EventTarget | null): number {
    if (!(element instanceof Element)) return 0;
    return Number(element.closest<HTMLElement>('[data-step]')?.dataset.step ?? 0);
  }

  /** Remembers where the cursor is; the answer puts it back. */
  #place(): () => void {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || !this.#form.contains(at)) return () => {};
    const { path, act, at: on } = at.dataset;
    const key = path ? `[data-path="${path}"]` : act ? `[data-act="${act}"][data-at="${on}"]` : '';
    if (key === '') return () => {};
    const value = at instanceof HTMLInputElement && at.type === 'checkbox' ? `[value="${at.value}"]` : '';
    const caret = isControl(at) && 'selectionStart' in at ? at.selectionStart : null;
    return () => {
      const again = this.#form.querySelector<HTMLElement>(`${key}${value}`);
      again?.focus({ preventScroll: true });
      if (
        caret !== null &&
        isControl(again) &&
        !(again instanceof HTMLSelectElement) &&
        again.type !== 'number'
      )
        try {
          again.setSelectionRange(caret, caret);
        } catch {
          // Dates have no caret to put back.
        }
    };
  }
}
