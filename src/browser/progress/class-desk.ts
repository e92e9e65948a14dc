/** `<class-desk>`: reads many progress files and shows the class. Nothing is kept when the page is closed. */

import { distinct, type EvaluationSheet, readSheet } from '../../evaluation/sheet.ts';
import {
  missedMost,
  namesakes,
  type Participant,
  participantsOf,
  type TestQuestion,
  topicsOf,
} from '../../progress/class.ts';
import { classFacts } from '../../progress/class-facts.ts';
import { classTable } from '../../progress/class-table.ts';
import { gainWords, topicName } from '../../progress/class-words.ts';
import { NotAProgressFile, type ProgressFile, readProgress } from '../../progress/file.ts';
import { html, need } from '../dom.ts';
import { download } from '../download.ts';
import { saveClass } from './class-store.ts';
import { droppedFiles } from './dropped.ts';
import { type EvaluationItems, showEvaluation } from './evaluation-view.ts';
import { damageWords } from './file-words.ts';

/** Far above what any learner can fill; more would only hold up the page. */
const LARGEST = 32 * 1024 * 1024;

class ClassDesk extends HTMLElement {
  private questions: TestQuestion[] = [];
  private files: ProgressFile[] = [];
  private people: Participant[] = [];
  private sheets: EvaluationSheet[] = [];
  private evaluation: EvaluationItems = { items: [], open: [] };

  connectedCallback(): void {
    this.questions = JSON.parse(this.dataset.questions ?? '[]') as TestQuestion[];
    this.evaluation = JSON.parse(this.dataset.evaluation ?? '{}') as EvaluationItems;
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
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then((files) => this.read(files));
    });
    need(this, '[data-action=unduh]').addEventListener('click', () =>
      download('kelas.csv', classTable(this.people), 'text/csv'),
    );
    need(this, '[data-action=cetak]').addEventListener('click', () => window.print());
    need(this, '[data-action=kosongkan]').addEventListener('click', () => {
      this.files = [];
      this.sheets = [];
      need(this, '[data-faults]').replaceChildren();
      this.draw();
      field.focus();
    });
    this.dataset.ready = '';
  }

  private async read(files: readonly File[]): Promise<void> {
    const faults: HTMLElement[] = [];
    for (const file of files) {
      if (file.size > LARGEST) {
        faults.push(html('li', {}, `${file.name}: terlalu besar untuk berkas kemajuan.`));
        continue;
      }
      try {
        const text = await file.text();
        const sheet = readSheet(text);
        if (sheet) {
          this.sheets = distinct([...this.sheets, sheet]);
          continue;
        }
        const read = readProgress(text);
        this.files.push(read);
        if (read.damaged.length > 0)
          faults.push(html('li', {}, `${file.name}: ${damageWords(read.damaged)}`));
      } catch (error) {
        const why = error instanceof NotAProgressFile ? error.message : 'tidak dapat dibuka.';
        faults.push(html('li', {}, `${file.name}: ${why}`));
      }
    }
    this.draw();
    const doubles = namesakes(this.people).map(({ name, count }) =>
      html(
        'li',
        {},
        `${count} peserta bernama ${name}. Bila orangnya sama, minta ia menggabungkan berkasnya di halaman Kemajuan.`,
      ),
    );
    need(this, '[data-faults]').replaceChildren(...faults, ...doubles);
  }

  private draw(): void {
    this.people = participantsOf(this.files);
    const [count, rated] = [this.people.length, this.sheets.length];
    need(this, '[data-class]').hidden = count === 0 && rated === 0;
    need(this, '[data-results]').hidden = count === 0;
    document.dispatchEvent(new CustomEvent('kelas', { detail: this.people }));
    const parts = [
      count > 0 ? `${count} peserta dari ${this.files.length} berkas.` : '',
      rated > 0 ? `${rated} lembar evaluasi.` : '',
    ];
    need(this, '[data-status]').textContent = parts.filter(Boolean).join(' ');
    showEvaluation(need(this, '[data-evaluation-result]'), this.sheets, this.evaluation);
    this.keepFacts();
    need(this, '[data-figures]').textContent = gainWords(this.people);
    need(this, '[data-people]').replaceChildren(
      ...this.people.map(({ name, pre, post, gain, done }) =>
        row([name, points(pre), points(post), gainOf(pre, post, gain), String(done.length)]),
      ),
    );
    need(this, '[data-topics]').replaceChildren(
      ...topicsOf(this.people, this.questions).map(({ topic, pre, post }) =>
        row([topicName(topic), share(pre), share(post)]),
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

  /** For the report and the follow-up, which open in this tab. */
  private keepFacts(): void {
    const { people, questions, sheets } = this;
    const { items, open } = this.evaluation;
    const facts = classFacts({ people, questions, sheets, items, open: open.map(({ id }) => id) });
    saveClass(people.length + sheets.length > 0 ? facts : null);
  }
}

const points = (value: number | null): string => (value === null ? 'belum' : String(value));
const gainOf = (pre: number | null, post: number | null, gain: number | null): string =>
  gain === null ? '' : gain < 0 ? `turun ${(pre ?? 0) - (post ?? 0)}` : `${Math.round(gain * 100)} %`;
const share = (value: number | null): string => (value === null ? 'belum' : `${Math.round(value * 100)} %`);
const row = ([first = '', ...others]: readonly string[]): HTMLElement =>
  html('tr', {}, html('th', { scope: 'row' }, first), ...others.map((text) => html('td', {}, text)));

customElements.define('class-desk', ClassDesk);
