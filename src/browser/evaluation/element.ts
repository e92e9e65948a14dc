/** `<bimtek-evaluation>`: ratings and words of one participant, kept for this tab, given away as a file without a name. */
import { type EvaluationSheet, readSheet, writeSheet } from '../../evaluation/sheet.ts';
import { need } from '../dom.ts';
import { download } from '../download.ts';
import { randomHex } from '../progress/random.ts';

const KEY = 'sigap:evaluasi';

class BimtekEvaluation extends HTMLElement {
  #form!: HTMLFormElement;
  /** One id from the first answer to the last, so that a sheet saved twice counts once. */
  #id = randomHex(8);

  connectedCallback(): void {
    this.#form = need<HTMLFormElement>(this, 'form');
    const kept = load();
    if (kept) this.#write(kept);
    this.#form.addEventListener('input', () => keep(this.#read()));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    need(this, '[data-action=cetak]').addEventListener('click', () => print());
    need(this, '[data-action=kosongkan]').addEventListener('click', () => this.#clear());
    this.dataset.ready = '';
  }

  #told(word: string): void {
    need(this, '[data-told]').textContent = word;
  }

  #boxes(): HTMLTextAreaElement[] {
    return [...this.#form.querySelectorAll<HTMLTextAreaElement>('[data-words]')];
  }

  #read(): EvaluationSheet {
    const chosen = [...this.#form.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')];
    return {
      id: this.#id,
      ratings: Object.fromEntries(chosen.map(({ name, value }) => [name, Number(value)])),
      words: Object.fromEntries(this.#boxes().map(({ name, value }) => [name, value])),
    };
  }

  #write({ id, ratings, words }: EvaluationSheet): void {
    this.#id = id;
    for (const box of this.#form.querySelectorAll<HTMLInputElement>('input[type=radio]'))
      box.checked = ratings[box.name] === Number(box.value);
    for (const box of this.#boxes()) box.value = words[box.name] ?? '';
  }

  #save(): void {
    const sheet = this.#read();
    const answers = Object.keys(sheet.ratings).length;
    if (answers === 0 && Object.values(sheet.words).every((word) => word.trim() === '')) {
      this.#told('Belum ada yang diisi. Pilih satu nilai, atau tulis satu kalimat.');
      this.#form.querySelector<HTMLElement>('input')?.focus();
      return;
    }
    download(`evaluasi-${sheet.id}.json`, writeSheet(sheet), 'application/json');
    this.#told('Lembar terunduh. Serahkan kepada panitia. Terima kasih.');
  }

  #clear(): void {
    this.#form.reset();
    this.#id = randomHex(8);
    keep(null);
    this.#told('Dikosongkan, siap untuk peserta berikutnya.');
  }
}

function load(): EvaluationSheet | null {
  try {
    return readSheet(sessionStorage.getItem(KEY) ?? '');
  } catch {
    return null;
  }
}

function keep(sheet: EvaluationSheet | null): void {
  try {
    if (sheet) sessionStorage.setItem(KEY, writeSheet(sheet));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Then the answers last as long as the page.
  }
}

customElements.define('bimtek-evaluation', BimtekEvaluation);
