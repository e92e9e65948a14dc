/** `<log-reader>`: search and mark lines of logs, check what was found, hints one finding at a time. */

import { LOG_EXERCISE } from '../../progress/item.ts';
import { judgeMarks, type LogFinding, type LogLine } from '../../quiz/log-findings.ts';
import { html, need } from '../dom.ts';
import { progress } from '../progress/progress.ts';
import { Stopwatch } from '../progress/stopwatch.ts';

interface Finding extends LogFinding {
  judul: string;
  petunjuk: string;
  penjelasan: string;
  gawat: boolean;
}

class LogReader extends HTMLElement {
  private findings: Finding[] = [];
  private found: string[] = [];
  private log = '';
  private tries = 0;
  private readonly watch = new Stopwatch();

  connectedCallback(): void {
    this.findings = JSON.parse(this.dataset.findings ?? '[]') as Finding[];
    const tabs = [...this.querySelectorAll<HTMLElement>('[data-log-tab]')];
    for (const tab of tabs) tab.addEventListener('click', () => this.open(tab.dataset.logTab ?? ''));
    need(this, '[data-filter]').addEventListener('input', () => this.filter());
    need(this, '[data-action=periksa]').addEventListener('click', () => this.check());
    need(this, '[data-action=petunjuk]').addEventListener('click', () => this.hint());
    this.open(tabs[0]?.dataset.logTab ?? '');
    this.dataset.ready = '';
  }

  private open(log: string): void {
    this.log = log;
    for (const tab of this.querySelectorAll<HTMLElement>('[data-log-tab]'))
      tab.setAttribute('aria-pressed', String(tab.dataset.logTab === log));
    for (const lines of this.querySelectorAll<HTMLElement>('[data-log]'))
      lines.hidden = lines.dataset.log !== log;
    this.filter();
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(`[data-log="${this.log}"] li`)];
  }

  /** Words apart from each other must all be in the line. Marked lines stay in sight. */
  private filter(): void {
    const words = need<HTMLInputElement>(this, '[data-filter]')
      .value.toLowerCase()
      .split(/\s+/)
      .filter(Boolean);
    let shown = 0;
    for (const row of this.rows) {
      const text = row.textContent?.toLowerCase() ?? '';
      const fits = words.every((word) => text.includes(word));
      row.hidden = !fits && !need<HTMLInputElement>(row, 'input').checked;
      if (fits) shown += 1;
    }
    need(this, '[data-count]').textContent =
      words.length === 0
        ? ''
        : shown === 0
          ? 'Tidak ada baris yang memuat kata itu.'
          : `${shown} baris cocok.`;
  }

  private marked(): LogLine[] {
    return [...this.querySelectorAll<HTMLInputElement>('[data-log] input:checked')].map((box) => ({
      log: box.closest<HTMLElement>('[data-log]')?.dataset.log ?? '',
      number: Number(box.value),
      text: box.closest('label')?.querySelector('code')?.textContent ?? '',
    }));
  }

  private check(): void {
    const marked = this.marked();
    const { found, harmless } = judgeMarks(marked, this.findings);
    this.found = found;
    const left = this.findings.length - found.length;
    const parts =
      marked.length === 0
        ? ['Tandai dulu satu baris yang menurut Anda perlu ditindaklanjuti.']
        : [
            left === 0
              ? `Semua ${found.length} temuan ditemukan.`
              : `${found.length} temuan, masih ada ${left}.`,
          ];
    if (harmless.length > 0) parts.push(`${harmless.length} baris yang Anda tandai adalah kejadian biasa.`);
    need(this, '[data-result]').textContent = parts.join(' ');
    this.drawFound();
    if (marked.length > 0) void this.keep(left === 0 && harmless.length === 0);
  }

  private drawFound(): void {
    const cards = this.findings
      .filter(({ id }) => this.found.includes(id))
      .map(({ judul, penjelasan, gawat }) =>
        html(
          'li',
          { class: gawat ? 'is-grave' : null },
          html('b', {}, judul),
          html('span', { class: 'log-grave' }, gawat ? 'Panggil bantuan' : 'Catat dan amati'),
          html('p', {}, penjelasan),
        ),
      );
    need(this, '[data-found]').replaceChildren(...cards);
  }

  private hint(): void {
    const next = this.findings.find(({ id }) => !this.found.includes(id));
    need(this, '[data-result]').textContent = next ? `Petunjuk: ${next.petunjuk}` : 'Semua sudah ditemukan.';
    if (next) this.open(next.berkas);
  }

  /** Done when everything is found and nothing ordinary is marked with it. */
  private async keep(done: boolean): Promise<void> {
    this.tries += 1;
    const missed = this.findings.map(({ id }) => id).filter((id) => !this.found.includes(id));
    const own = await progress();
    await own.recordOutcome({
      item: LOG_EXERCISE,
      done,
      score: { points: this.found.length, max: this.findings.length, missed },
      seconds: this.watch.seconds,
      tries: this.tries,
    });
  }
}

customElements.define('log-reader', LogReader);
