/** `<progress-total>`: how much of a path is done on this device. */
import { progress } from './progress.ts';

class ProgressTotal extends HTMLElement {
  connectedCallback(): void {
    const items = JSON.parse(this.dataset.items ?? '[]') as string[];
    void progress().then((own) => {
      const show = (): void => {
        const done = items.filter((item) => own.state.items.get(item)?.done).length;
        const left = items.length - done;
        const words =
          left === 0 ? 'Jalur ini selesai.' : `${done} dari ${items.length} butir selesai di perangkat ini.`;
        const text = own.storing ? words : `${words} Perangkat ini tidak mau menyimpan: unduh kemajuan Anda.`;
        if (this.textContent !== text) this.textContent = text;
      };
      own.addEventListener('change', show);
      show();
    });
  }
}

customElements.define('progress-total', ProgressTotal);
