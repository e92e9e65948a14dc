/** `<progress-page>`: what is done, who is learning, and the learner's own file. */

import type { LearningItem } from '../../learning-items.ts';
import {
  belongsToAnother,
  NotAProgressFile,
  type ProgressFile,
  readProgress,
  writeProgress,
} from '../../progress/file.ts';
import { countNew } from '../../progress/history.ts';
import { html, need } from '../dom.ts';
import { download } from '../download.ts';
import { showDone } from './done-view.ts';
import { fileName, importWords } from './file-words.ts';
import { setUpLearners } from './learners-view.ts';
import { type Progress, progress } from './progress.ts';
import { showProof } from './proof-view.ts';

const OUTDATED =
  'Situs ini sudah diperbarui di tab lain. Unduh berkas kemajuan, muat ulang halaman ini, lalu gabungkan berkasnya.';
/** Far above what any learner can fill; more would only hold up the page. */
const LARGEST = 32 * 1024 * 1024;

class ProgressPage extends HTMLElement {
  private own!: Progress;
  private items: LearningItem[] = [];

  connectedCallback(): void {
    this.items = JSON.parse(this.dataset.items ?? '[]') as LearningItem[];
    void progress().then((own) => {
      this.own = own;
      own.addEventListener('change', () => this.draw());
      this.wireName();
      this.wireFile();
      this.wireRemoval();
      need(this, '[data-action=cetak]').addEventListener('click', () => window.print());
      setUpLearners(this, own);
      this.draw();
      this.dataset.ready = '';
    });
  }

  private draw(): void {
    const { state, storing } = this.own;
    const refused = need(this, '[data-refused]');
    refused.hidden = storing;
    if (this.own.outdated) need(refused, 'span').textContent = OUTDATED;
    need(this, '[data-empty]').hidden = state.items.size > 0;
    showDone(need(this, '[data-done]'), state, this.items);
    const known = state.name || this.own.learner.name;
    showProof(need(this, '[data-proof]'), known, state, this.own.events, this.items);
    const name = need<HTMLInputElement>(this, '[data-name]');
    if (document.activeElement !== name) name.value = known;
  }

  private wireName(): void {
    const field = need<HTMLInputElement>(this, '[data-name]');
    field.addEventListener('change', () => {
      const name = field.value.trim();
      void this.own.saveLearner({ ...this.own.learner, name });
      void this.own.record('name', '', { name });
    });
  }

  private wireFile(): void {
    need(this, '[data-action=unduh]').addEventListener('click', () => {
      const { learner, events, state } = this.own;
      const name = state.name || learner.name;
      download(
        fileName(name, new Date()),
        writeProgress({ id: learner.id, name }, events),
        'application/x-ndjson',
      );
    });
    const field = need<HTMLInputElement>(this, '[data-file]');
    field.addEventListener('change', () => {
      const [file] = field.files ?? [];
      field.value = '';
      if (file) void this.merge(file);
    });
  }

  private async merge(file: File): Promise<void> {
    const result = need(this, '[data-file-result]');
    if (file.size > LARGEST) {
      result.textContent = 'Berkas ini terlalu besar untuk berkas kemajuan. Pilih berkas berakhiran .jsonl.';
      return;
    }
    try {
      const read = readProgress(await file.text());
      const name = this.own.state.name || this.own.learner.name;
      if (!belongsToAnother({ id: this.own.learner.id, name }, read.learner)) await this.take(read);
      else this.askFirst(read, name);
    } catch (error) {
      result.textContent =
        error instanceof NotAProgressFile
          ? error.message
          : 'Berkas tidak dapat dibuka. Coba salin dulu ke perangkat ini.';
    }
  }

  private async take(read: ProgressFile): Promise<void> {
    const added = countNew(this.own.events, read.events);
    await this.own.add(read.events);
    need(this, '[data-file-result]').textContent = importWords(read, added);
  }

  /** A file with another name on it: on a shared computer that is a slip more often than not. */
  private askFirst(read: ProgressFile, name: string): void {
    const result = need(this, '[data-file-result]');
    const yes = html('button', { type: 'button', class: 'button small' }, 'Ya, gabungkan');
    const no = html('button', { type: 'button', class: 'button small' }, 'Jangan');
    yes.addEventListener('click', () => void this.take(read));
    no.addEventListener('click', () => {
      result.textContent = 'Tidak ada yang digabungkan.';
    });
    result.replaceChildren(
      `Berkas ini atas nama ${read.learner.name.slice(0, 80)}, sedangkan yang sedang dipakai ${name}. Penggabungan tidak dapat dibatalkan. `,
      yes,
      ' ',
      no,
    );
    no.focus();
  }

  /** Asked twice, because nothing brings it back. */
  private wireRemoval(): void {
    const place = need(this, '[data-remove]');
    const button = need(this, '[data-action=hapus]');
    button.addEventListener('click', () => {
      const yes = html('button', { type: 'button', class: 'button' }, 'Ya, hapus');
      const no = html('button', { type: 'button', class: 'button' }, 'Jangan');
      const back = (): void => {
        place.replaceChildren(button);
        button.focus();
      };
      no.addEventListener('click', back);
      yes.addEventListener(
        'click',
        () =>
          void this.own.remove(this.own.learner.id).then((gone) => {
            back();
            if (!gone)
              place.append(html('span', {}, ' Perangkat ini menolak menghapus. Muat ulang, lalu coba lagi.'));
          }),
      );
      place.replaceChildren(html('span', {}, 'Catatan ini hilang dari perangkat ini. '), yes, no);
      no.focus();
    });
  }
}

customElements.define('progress-page', ProgressPage);
