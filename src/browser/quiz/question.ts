/** Reads a question's form, and shows what was right and why. */
import type { Answer } from '../../quiz/answer.ts';
import type { Grade } from '../../quiz/grade.ts';
import type { ButirSoal } from '../../schemas/training.ts';

export function itemOf(form: HTMLElement): ButirSoal {
  return JSON.parse(form.dataset.item ?? 'null') as ButirSoal;
}

const placesOf = (form: HTMLElement): number[] =>
  [...form.querySelectorAll<HTMLElement>('[data-place]')].map((part) => Number(part.dataset.place));

export function readAnswer(form: HTMLElement, item: ButirSoal): Answer {
  const picked = [...form.querySelectorAll<HTMLInputElement>('input[name^=pilih]:checked')].map(({ value }) =>
    Number(value),
  );
  switch (item.jenis) {
    case 'satu':
      return { jenis: 'satu', pilih: picked[0] ?? null };
    case 'banyak':
    case 'temukan':
      return { jenis: item.jenis, pilih: picked };
    case 'urut':
      return { jenis: 'urut', urutan: placesOf(form) };
    case 'jodoh': {
      const chosen = [...form.querySelectorAll<HTMLSelectElement>('select[name^=pasang]')];
      return { jenis: 'jodoh', pasang: chosen.map(({ value }) => (value === '' ? null : Number(value))) };
    }
    case 'isian':
      return { jenis: 'isian', teks: form.querySelector<HTMLInputElement>('input[name=teks]')?.value ?? '' };
  }
}

/** Puts an answer kept from before back into the form. */
export function writeAnswer(form: HTMLElement, answer: Answer): void {
  switch (answer.jenis) {
    case 'satu':
    case 'banyak':
    case 'temukan': {
      const picked = answer.jenis === 'satu' ? [answer.pilih] : answer.pilih;
      for (const input of form.querySelectorAll<HTMLInputElement>('input[name^=pilih]'))
        input.checked = picked.includes(Number(input.value));
      break;
    }
    case 'urut': {
      const list = form.querySelector('.is-order');
      for (const place of answer.urutan) list?.append(form.querySelector(`[data-place="${place}"]`) ?? '');
      break;
    }
    case 'jodoh':
      form.querySelectorAll<HTMLSelectElement>('select[name^=pasang]').forEach((select, left) => {
        select.value = String(answer.pasang[left] ?? '');
      });
      break;
    case 'isian': {
      const input = form.querySelector<HTMLInputElement>('input[name=teks]');
      if (input) input.value = answer.teks;
    }
  }
}

/** Lets the parts of an ordering question be moved by button; the focus stays on it, and the new place is spoken. */
export function wireMoves(form: HTMLElement, onChange: () => void): void {
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-move]') : null;
    const part = button?.closest('li');
    if (!button || !part) return;
    const other = button.dataset.move === '1' ? part.nextElementSibling : part.previousElementSibling;
    if (!other) {
      sayPlace(form, part, 'Sudah');
      return;
    }
    if (button.dataset.move === '1') other.after(part);
    else other.before(part);
    button.focus();
    sayPlace(form, part, 'Kini');
    onChange();
  });
}

/** Says where a moved part stands, for whoever does not see it move. */
function sayPlace(form: HTMLElement, part: HTMLElement, since: 'Kini' | 'Sudah'): void {
  const told = form.querySelector('[data-moved]');
  const parts = [...(part.parentElement?.children ?? [])];
  const name = part.querySelector('span')?.textContent?.trim() ?? '';
  if (told) told.textContent = `${since} ke-${parts.indexOf(part) + 1} dari ${parts.length}: ${name}`;
}

/** The explanation of every part, below it. */
export function showGrade(form: HTMLElement, grade: Grade): void {
  clearGrade(form);
  grade.parts.forEach(({ right, explanation, text }, place) => {
    const part = form.querySelector<HTMLElement>(`[data-place="${place}"]`);
    if (!part) return;
    part.classList.add(right ? 'is-right' : 'is-wrong');
    const why = document.createElement('p');
    why.className = 'why';
    why.id = `${form.id}-sebab-${place}`;
    part.querySelector('input, select')?.setAttribute('aria-describedby', why.id);
    const lead = document.createElement('b');
    lead.textContent = right ? 'Tepat. ' : 'Belum tepat. ';
    why.append(lead, explanation);
    if (!right && form.querySelector('.is-pairs, .is-text')) why.append(` Jawabannya: ${text}.`);
    part.append(why);
  });
}

export function clearGrade(form: HTMLElement): void {
  for (const why of form.querySelectorAll('.why')) {
    form.querySelector(`[aria-describedby="${why.id}"]`)?.removeAttribute('aria-describedby');
    why.remove();
  }
  for (const part of form.querySelectorAll('.is-right, .is-wrong'))
    part.classList.remove('is-right', 'is-wrong');
}
