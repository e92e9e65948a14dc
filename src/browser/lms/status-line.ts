/** One line at the top of the page: what the LMS knows, and what it does not. */
import type { Result, Status } from '../../lms/result.ts';
import { html } from '../dom.ts';

const WORDS: Readonly<Record<Status, string>> = {
  incomplete: 'sedang berjalan',
  failed: 'belum lulus',
  completed: 'selesai',
  passed: 'lulus',
};

export const NO_LMS =
  'LMS tidak ditemukan. Halaman ini tetap dapat dipakai; kemajuan Anda hanya tersimpan di perangkat ini.';

export class StatusLine {
  private readonly main = html('span');
  private readonly notes = html('span');
  private readonly line = html('p', { class: 'lms-line', role: 'status' }, this.main, ' ', this.notes);

  constructor() {
    const bar = document.querySelector('.lab-bar');
    if (bar) bar.after(this.line);
    else document.querySelector('main')?.before(this.line);
  }

  show(result: Result): void {
    const score = result.score === null ? '' : `, nilai ${result.score}`;
    const parts = result.of > 1 ? `${result.done} dari ${result.of} bagian, ` : '';
    this.say('tercatat', `Tercatat di LMS: ${parts}${WORDS[result.status]}${score}.`);
  }

  /** @param state for styles and tests. */
  say(state: 'tercatat' | 'tanpa-lms' | 'ditolak', words: string): void {
    this.line.dataset.lms = state;
    document.documentElement.dataset.lms = state;
    write(this.main, words);
  }

  note(words: string): void {
    write(this.notes, words);
  }

  offerBack(leave: () => void): void {
    const button = html('button', { type: 'button', class: 'button small' }, 'Simpan dan kembali ke LMS');
    button.addEventListener('click', leave);
    this.line.append(' ', button);
  }
}

/** What was said already is not read out again. */
function write(place: HTMLElement, words: string): void {
  if (place.textContent !== words) place.textContent = words;
}
