/** What the judges found: a list with a way to each place, and marks beside the fields. */
import type { Remark } from '../../sop/draft/judge.ts';
import { fill, icon, make } from '../tte/dom.ts';

const WORDS = {
  error: { name: 'Perlu diperbaiki', drawing: 'octagon-x', look: 'tolak' },
  empty: { name: 'Belum diisi', drawing: 'circle-dashed', look: 'ragu' },
  warning: { name: 'Pertimbangkan', drawing: 'triangle-alert', look: 'ingat' },
} as const;

/** The list, by how much each remark weighs. */
export function showRemarks(place: HTMLElement, remarks: readonly Remark[]): void {
  if (remarks.length === 0) {
    fill(place, [
      make(
        'p',
        { class: 'status lolos' },
        icon('circle-check'),
        'Tidak ada temuan. Berkas MDX-nya siap masuk pustaka.',
      ),
    ]);
    return;
  }
  fill(
    place,
    (['error', 'empty', 'warning'] as const).flatMap((level) => {
      const list = remarks.filter((remark) => remark.level === level);
      if (list.length === 0) return [];
      const { name, drawing, look } = WORDS[level];
      return [
        make('h3', { class: `status ${look}` }, icon(drawing), `${name} (${list.length})`),
        make('ul', { class: 'temuan' }, ...list.map(oneRemark)),
      ];
    }),
  );
}

function oneRemark({ path, step, label, message, mend }: Remark): HTMLElement {
  const place =
    step === undefined || /^Langkah /.test(label) ? label : `Langkah ${step}, ${label.toLowerCase()}`;
  return make(
    'li',
    {},
    make('button', { type: 'button', class: 'polos ke', 'data-act': 'go', 'data-at': path }, place),
    make('span', {}, `${message}. `),
    make('span', { class: 'mend' }, mend),
  );
}

/** Marks fields and cards; what is merely empty is not held against the writer yet. */
export function markFields(form: HTMLElement, remarks: readonly Remark[]): void {
  const wrong = remarks.filter(({ level }) => level !== 'empty');
  for (const place of form.querySelectorAll<HTMLElement>('.salah')) {
    const path = place.dataset.for ?? '';
    const own = wrong.filter((remark) => nearest(form, remark.path) === path);
    fill(place, [own.map(({ message, mend }) => `${message}. ${mend}`).join(' ')]);
    const control = place
      .closest('.isian')
      ?.querySelector(':scope > input, :scope > textarea, :scope > select');
    if (own.some(({ level }) => level === 'error')) control?.setAttribute('aria-invalid', 'true');
    else control?.removeAttribute('aria-invalid');
  }
  for (const card of form.querySelectorAll<HTMLElement>('[data-step]')) {
    const no = Number(card.dataset.step);
    const own = wrong.filter(({ step }) => step === no);
    fill(
      card.querySelector('.temuan-langkah')!,
      own.map(({ level, message, mend }) =>
        make(
          'li',
          { class: `status ${WORDS[level].look}` },
          icon(WORDS[level].drawing),
          `${message}. ${mend}`,
        ),
      ),
    );
  }
}

/** The field a remark belongs to: its own, or the nearest one above it that the form shows. */
export function nearest(form: ParentNode, path: string): string {
  const parts = path.split('.');
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const name = parts.slice(0, depth).join('.');
    if (form.querySelector(`[data-for="${name}"]`)) return name;
  }
  return '';
}
