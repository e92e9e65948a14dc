/** `<class-desk>`: reads many progress files and shows the class. Nothing is kept when the page is closed. */

import {
  missedMost,
  type Participant,
  participantsOf,
  type TestQuestion,
  topicsOf,
} from '../../progress/class.ts';
import { classTable } from '../../progress/class-table.ts';
import { NotAProgressFile, type ProgressFile, readProgress } from '../../progress/file.ts';
import { classGain } from '../../quiz/gain.ts';
import { html, need } from '../dom.ts';
import { download } from '../download.ts';

class ClassDesk extends HTMLElement {
  private questions: TestQuestion[] = [];
  private files: ProgressFile[] = [];
  private people: Participant[] = [];

  connectedCallback(): void {
    this.questions = JSON.parse(this.dataset.questions ?? '[]') as TestQuestion[];
    const field = need<HTMLInputElement>(this, '[data-files]');
    field.addEventListener(
      'change',
      () => void this.read([...(field.files ?? [])]).then(() => (field.value = '')),
    );
    const drop = need(this, '[data-drop]');
    drop.addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.classList.add('is-over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('is-over'));
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.classList.remove('is-over');
      void this.read([...(event.dataTransfer?.files ?? [])]);
    });
    need(this, '[data-action=unduh]').addEventListener('click', () =>
      download('kelas.csv', classTable(this.people), 'text/csv'),
    );
    need(this, '[data-action=cetak]').addEventListener('click', () => window.print());
    need(this, '[data-action=kosongkan]').addEventListener('click', () => {
      this.files = [];
      need(this, '[data-faults]').replaceChildren();
      this.draw();
      field.focus();
    });
    this.dataset.ready = '';
  }

  private async read(files: readonly File[]): Promise<void> {
    const faults: HTMLElement[] = [];
    for (const file of files) {
      try {
        const read = readProgress(await file.text());
        this.files.push(read);
        if (read.damaged.length > 0)
          faults.push(html('li', {}, `${file.name}: baris ${read.damaged.join(', ')} rusak dan dilewati.`));
      } catch (error) {
        const why = error instanceof NotAProgressFile ? error.message : 'tidak dapat dibuka.';
        faults.push(html('li', {}, `${file.name}: ${why}`));
      }
    }
    need(this, '[data-faults]').replaceChildren(...faults);
    this.draw();
  }

  private draw(): void {
    this.people = participantsOf(this.files);
    need(this, '[data-class]').hidden = this.people.length === 0;
    document.dispatchEvent(new CustomEvent('kelas', { detail: this.people }));
    const status =
      this.people.length === 0 ? '' : `${this.people.length} peserta dari ${this.files.length} berkas.`;
    need(this, '[data-status]').textContent = status;
    need(this, '[data-figures]').textContent = figures(this.people);
    need(this, '[data-people]').replaceChildren(
      ...this.people.map(({ name, pre, post, gain, done }) =>
        row([
          name,
          points(pre),
          points(post),
          gain === null ? '' : `${Math.round(gain * 100)} %`,
          String(done.length),
        ]),
      ),
    );
    need(this, '[data-topics]').replaceChildren(
      ...topicsOf(this.people, this.questions).map(({ topic, pre, post }) =>
        row([topic, share(pre), share(post)]),
      ),
    );
    const missed = missedMost(this.people, this.questions).slice(0, 5);
    need(this, '[data-missed]').replaceChildren(
      ...(missed.length > 0
        ? missed.map(({ question, missed: count, of }) =>
            html('li', {}, `${question} ${count} dari ${of} keliru.`),
          )
        : [html('li', {}, 'Tidak ada, atau tes akhir belum dikerjakan.')]),
    );
  }
}

function figures(people: readonly Participant[]): string {
  const pairs = people.flatMap(({ pre, post }) => (pre === null || post === null ? [] : [{ pre, post }]));
  const gain = classGain(pairs);
  if (gain === null) return 'Kenaikan kelas dihitung bila ada peserta yang mengerjakan kedua tes.';
  const mean = (of: 'pre' | 'post'): number =>
    Math.round(pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length);
  return `Rata-rata ${mean('pre')} menjadi ${mean('post')} dari ${pairs.length} peserta. Dari yang belum dikuasai, ${Math.round(gain * 100)} % sudah dikuasai.`;
}

const points = (value: number | null): string => (value === null ? 'belum' : String(value));
const share = (value: number | null): string => (value === null ? 'belum' : `${Math.round(value * 100)} %`);
const row = ([first = '', ...others]: readonly string[]): HTMLElement =>
  html('tr', {}, html('th', { scope: 'row' }, first), ...others.map((text) => html('td', {}, text)));

customElements.define('class-desk', ClassDesk);
