/** `<sigap-catat>`: one press marks the time; the list becomes the incident report. Works offline. */
import { EMPTY_LOG, type EmergencyLog, elapsed, withEntry } from '../../emergency/log.ts';
import { dayText, timeText, type WallTime } from '../../notification/clock.ts';
import { loadLog, saveLog } from './store.ts';

/** The office's wall clock to the second; `wallTimeIn` counts in minutes, for deadlines. */
function wallSecond(zone: string): WallTime {
  const text = new Date().toLocaleString('sv-SE', { timeZone: zone, hourCycle: 'h23' });
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

class SigapCatat extends HTMLElement {
  #log: EmergencyLog = EMPTY_LOG;

  connectedCallback(): void {
    this.#log = loadLog() ?? EMPTY_LOG;
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#mark();
    });
    this.querySelector('[data-log-clear]')?.addEventListener('click', (event) => this.#clear(event));
    this.#draw(true);
    setInterval(() => this.#tick(), 1000);
    this.dataset.ready = '';
  }

  get #now(): WallTime {
    return wallSecond(this.dataset.zone ?? 'Asia/Makassar');
  }

  #mark(): void {
    const box = this.querySelector<HTMLInputElement>('[name="catatan"]')!;
    const open = document.querySelector(`.situation:target h2`)?.textContent.trim() ?? '';
    this.#log = withEntry(this.#log, { at: this.#now, note: box.value }, open);
    box.value = '';
    this.#draw(saveLog(this.#log));
    box.focus();
  }

  #remove(place: number): void {
    this.#log = { ...this.#log, entries: this.#log.entries.filter((_, index) => index !== place) };
    this.#draw(saveLog(this.#log));
  }

  #clear({ currentTarget }: Event): void {
    const button = currentTarget as HTMLElement;
    if (button.dataset.sure === undefined) {
      button.dataset.sure = '';
      button.textContent = 'Tekan sekali lagi untuk menghapus catatan';
      return;
    }
    delete button.dataset.sure;
    button.textContent = 'Hapus catatan';
    this.#log = EMPTY_LOG;
    this.#draw(saveLog(this.#log));
  }

  #tick(): void {
    const running = elapsed(this.#log, this.#now);
    this.querySelector('[data-running]')!.textContent = running && `Berjalan ${running}`;
  }

  #draw(kept: boolean): void {
    const { entries } = this.#log;
    this.querySelector<HTMLElement>('[data-log]')!.hidden = entries.length === 0;
    const last = entries.at(-1);
    const said = last ? `Tercatat ${timeText(last.at)}. ${entries.length} catatan.` : '';
    this.querySelector('[data-said]')!.textContent = kept
      ? said
      : `${said} Peramban ini tidak mau menyimpan: cetak sekarang.`;
    this.querySelector('[data-entries]')!.replaceChildren(
      ...entries.map(({ at, note }, place) => {
        const row = document.createElement('li');
        const time = document.createElement('b');
        time.textContent = `${dayText(at)}, ${timeText(at)}`;
        const text = document.createElement('span');
        text.textContent = note;
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'button small quiet no-print';
        button.textContent = 'Hapus';
        button.setAttribute('aria-label', `Hapus catatan ${timeText(at)}`);
        button.addEventListener('click', () => this.#remove(place));
        row.append(time, text, button);
        return row;
      }),
    );
    this.#tick();
  }
}

customElements.define('sigap-catat', SigapCatat);
