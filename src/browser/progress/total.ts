/**
 * `<progress-total>`: how much of a path is done on this device, and the way to the next item. Rows with `data-step`
 * and counts with `data-stage` on the same page follow it.
 */
import { type Progress, progress } from './progress.ts';

interface Step {
  item: string;
  name: string;
  href: string;
}

class ProgressTotal extends HTMLElement {
  connectedCallback(): void {
    const steps = JSON.parse(this.dataset.steps ?? '[]') as Step[];
    void progress().then((own) => {
      const show = (): void => this.show(steps, own);
      own.addEventListener('change', show);
      show();
      this.dataset.ready = '';
    });
  }

  private show(steps: Step[], own: Progress): void {
    const isDone = (item: string): boolean => own.state.items.get(item)?.done === true;
    const done = steps.filter(({ item }) => isDone(item)).length;
    const left = steps.find(({ item }) => !isDone(item));
    const unit = this.dataset.unit ?? 'butir';
    this.write('[data-figure]', `${done} dari ${steps.length}`);
    const words = left ? ` ${unit} selesai di perangkat ini` : ` ${unit}, semuanya selesai`;
    this.write(
      '[data-words]',
      own.storing ? words : `${words}. Perangkat ini tidak mau menyimpan: unduh kemajuan Anda`,
    );
    this.querySelectorAll('.total-bar i').forEach((part, place) => {
      part.toggleAttribute('data-done', place < done);
    });
    const next = this.querySelector<HTMLAnchorElement>('[data-next]');
    if (next) {
      next.href = left?.href ?? '/kemajuan/';
      const verb = done === 0 ? 'Mulai' : 'Lanjutkan';
      this.write('[data-next-words]', left ? `${verb}: ${left.name}` : 'Cetak lembar bukti belajar');
    }
    for (const row of document.querySelectorAll<HTMLElement>('[data-step]'))
      row.toggleAttribute('data-done', isDone(row.dataset.step ?? ''));
    for (const count of document.querySelectorAll<HTMLElement>('[data-stage]')) {
      const items = JSON.parse(count.dataset.stage ?? '[]') as string[];
      const ready = items.filter(isDone).length;
      count.textContent = ready > 0 ? `${ready} dari ${items.length} selesai` : '';
    }
  }

  private write(selector: string, text: string): void {
    const place = this.querySelector(selector);
    if (place && place.textContent !== text) place.textContent = text;
  }
}

customElements.define('progress-total', ProgressTotal);
