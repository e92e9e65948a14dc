/** `<bimtek-certificates>`: from the class and the organiser's key, one signed PDF a participant. */
import { eventFaults, numberOf } from '../../certificate/event.ts';
import { fileNameOf } from '../../certificate/name.ts';
import type { Session } from '../../certificate/qualify.ts';
import { type RegisterRow, registerText } from '../../certificate/register.ts';
import type { Course } from '../../certificate/words.ts';
import type { Participant } from '../../progress/class.ts';
import { html, need } from '../dom.ts';
import { download } from '../download.ts';
import { Clerk } from './clerk.ts';
import { EventForm } from './event-form.ts';
import { KeyPanel } from './key-panel.ts';
import { type ChosenRecipient, Recipients } from './recipients.ts';

interface Made extends RegisterRow {
  bytes: Uint8Array<ArrayBuffer>;
}

const PDF = 'application/pdf';

class BimtekCertificates extends HTMLElement {
  readonly #clerk = new Clerk();
  #recipients!: Recipients;
  #event!: EventForm;
  #key!: KeyPanel;
  #made: Made[] = [];
  #stop = false;

  connectedCallback(): void {
    this.#recipients = new Recipients(this, JSON.parse(this.dataset.sessions ?? '[]') as Session[]);
    this.#event = new EventForm(this);
    this.#key = new KeyPanel(this, this.#clerk);
    // The class desk above tells what it has read.
    document.addEventListener('kelas', (event) => {
      const people = (event as CustomEvent<Participant[]>).detail;
      this.hidden = people.length === 0;
      this.#recipients.set(people);
    });
    need(this, '[data-make]').addEventListener('click', () => void this.#make());
    need(this, '[data-cancel]').addEventListener('click', () => {
      this.#stop = true;
    });
    need(this, '[data-zip]').addEventListener('click', () => void this.#zip());
    need(this, '[data-anchor]').addEventListener('click', () => {
      const pem = this.#key.opened?.anchor.pem;
      if (pem) download('jangkar-pemeriksa.pem', pem, 'application/x-pem-file');
      else this.#told('Buka lagi kuncinya untuk mengunduh sertifikat pemeriksa.', true);
    });
    this.dataset.ready = '';
  }

  #told(word: string, wrong = false): void {
    const place = need(this, '[data-told]');
    place.textContent = word;
    place.classList.toggle('is-wrong', wrong);
  }

  /** @returns those who are given a sheet, or null when something has to be mended first. */
  #ready(): ChosenRecipient[] | null {
    const chosen = this.#recipients.chosen();
    if (chosen.length === 0) {
      this.#told('Belum ada penerima. Centang sekurangnya satu peserta.', true);
      return null;
    }
    const faults = eventFaults(this.#event.read(), chosen.length);
    const names = this.#recipients.check();
    if (names > 0) {
      this.#told(`${names} penerima belum siap. Keterangannya ada di namanya.`, true);
      return null;
    }
    this.#event.show(faults);
    if (faults.length > 0) {
      this.#told(`${faults.length} isian lembar perlu dilengkapi. Keterangannya ada di tiap kotak.`, true);
      return null;
    }
    if (!this.#key.opened) {
      this.#told('Kuncinya belum dibuka.', true);
      this.#key.ask();
      return null;
    }
    return chosen;
  }

  async #make(): Promise<void> {
    const people = this.#ready();
    if (!people) return;
    this.#begin(people.length);
    const list = need(this, '[data-made]');
    let wrong = 0;
    for (const [place, recipient] of people.entries()) {
      if (this.#stop) break;
      this.#told(`Menandatangani ${place + 1} dari ${people.length}…`);
      const { name, unit, reason: exception } = recipient;
      const event = this.#event.read();
      try {
        const { bytes, verdict, reason } = await this.#clerk.ask({
          kind: 'make',
          event,
          recipient: { name, unit },
          place,
          course: JSON.parse(this.dataset.course ?? '[]') as Course[],
          checker: this.dataset.checker ?? '',
          lists: this.#key.lists,
        });
        const made = {
          number: numberOf(event, place),
          name,
          unit,
          reason: exception,
          file: fileNameOf(place + 1, name),
          bytes: bytes as Uint8Array<ArrayBuffer>,
        };
        this.#made.push(made);
        list.append(row(made, verdict === 'valid' ? 'Diperiksa ulang: utuh dan dikenali.' : reason));
      } catch (error) {
        wrong += 1;
        list.append(html('li', { 'data-failed': true }, html('b', {}, name), ` ${(error as Error).message}`));
      }
      need<HTMLProgressElement>(this, '[data-progress]').value = place + 1;
    }
    this.#end(people.length, wrong);
  }

  #begin(count: number): void {
    this.#stop = false;
    this.#made = [];
    this.dataset.state = 'making';
    need(this, '[data-made]').replaceChildren();
    need(this, '[data-result]').hidden = true;
    need<HTMLButtonElement>(this, '[data-make]').disabled = true;
    need(this, '[data-cancel]').hidden = false;
    const progress = need<HTMLProgressElement>(this, '[data-progress]');
    progress.max = count;
    progress.value = 0;
    progress.hidden = false;
  }

  #end(count: number, wrong: number): void {
    const done = this.#made.length;
    const left = count - done - wrong;
    const parts = [
      `${done} dari ${count} lembar jadi.`,
      wrong > 0 ? `${wrong} gagal, sebabnya ada di daftar.` : '',
      left > 0 ? `${left} belum dibuat karena dihentikan.` : '',
    ];
    this.#told(parts.filter(Boolean).join(' '), wrong > 0);
    this.dataset.state = 'done';
    need<HTMLButtonElement>(this, '[data-make]').disabled = false;
    need(this, '[data-cancel]').hidden = true;
    need(this, '[data-progress]').hidden = true;
    need(this, '[data-result]').hidden = done + wrong === 0;
    need<HTMLButtonElement>(this, '[data-zip]').disabled = done === 0;
  }

  async #zip(): Promise<void> {
    try {
      const { zipSync } = await import('fflate');
      const pem = this.#key.opened?.anchor.pem;
      const files = Object.fromEntries(this.#made.map(({ file, bytes }) => [file, bytes]));
      files['daftar-sertifikat.csv'] = new TextEncoder().encode(registerText(this.#made));
      if (pem) files['jangkar-pemeriksa.pem'] = new TextEncoder().encode(pem);
      download('sertifikat-bimtek.zip', zipSync(files) as Uint8Array<ArrayBuffer>, 'application/zip');
    } catch {
      this.#told('Berkas .zip tidak dapat disusun. Unduh lembarnya satu per satu.', true);
    }
  }
}

function row({ name, file, bytes }: Made, word: string): HTMLElement {
  const button = html('button', { type: 'button', class: 'button small' }, `Unduh ${file}`);
  button.addEventListener('click', () => download(file, bytes, PDF));
  return html('li', {}, html('span', {}, html('b', {}, name), html('small', {}, word)), button);
}

customElements.define('bimtek-certificates', BimtekCertificates);
