/** `<sigap-sign-yourself>`: eight steps on one page. Each waits for the one before and says what it did. */
import { SIGNING } from '../../../progress/item.ts';
import { recordOutcome } from '../../progress/record.ts';
import { Stopwatch } from '../../progress/stopwatch.ts';
import { button, type Child, fill, make } from '../dom.ts';
import type { Zone } from '../words.ts';
import { Clerk } from './clerk.ts';
import type { CertificateIssued, CertificateRevoked, LetterSigned, UnsignedLetter } from './protocol.ts';

const STEPS = [
  { id: 'kunci', action: 'Buat kunci' },
  { id: 'permintaan', action: 'Buat permintaan' },
  { id: 'sertifikat', action: 'Minta diterbitkan' },
  { id: 'tanda-tangan', action: 'Tanda tangani surat' },
  { id: 'periksa', action: 'Periksa tanda tangan' },
  { id: 'koma', action: 'Ubah satu koma, lalu periksa' },
  { id: 'cabut', action: 'Cabut sertifikat, lalu periksa lagi' },
  { id: 'register', action: 'Catat di register' },
] as const;

type StepId = (typeof STEPS)[number]['id'];

/** Days for which the training certificate is issued: two years, as is usual for officials. */
const TERM = 730;

class SignYourself extends HTMLElement {
  readonly #clerk = new Clerk();
  readonly #watch = new Stopwatch();
  #letter!: UnsignedLetter;
  #issued!: CertificateIssued;
  #signed!: LetterSigned;
  #revoked!: CertificateRevoked;

  connectedCallback(): void {
    for (const step of STEPS) fill(this.#place(step.id, '.do'), [this.#waiting()]);
    this.#offer(0);
  }

  get #zone(): Zone {
    return { name: this.dataset.zone ?? 'UTC', short: this.dataset.zoneShort ?? 'UTC' };
  }

  #place(step: StepId, part: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-step="${step}"] ${part}`)!;
  }

  #waiting(): HTMLElement {
    return make('p', { class: 'waiting' }, 'Selesaikan langkah sebelumnya dulu.');
  }

  #offer(place: number): void {
    const step = STEPS[place];
    if (!step) return;
    const key = button(step.action, () => void this.#run(place), 'primary');
    fill(this.#place(step.id, '.do'), [key]);
    this.dataset.at = step.id;
  }

  async #run(place: number): Promise<void> {
    const { id } = STEPS[place]!;
    const [act, out] = [this.#place(id, '.do'), this.#place(id, '.out')];
    act.querySelector('button')?.setAttribute('disabled', '');
    fill(out, [make('p', { class: 'waiting' }, 'Sedang dikerjakan.')]);
    try {
      const shown = await this.#carryOut(id);
      fill(act, []);
      fill(out, shown);
      out.parentElement?.setAttribute('data-done', '');
      out.setAttribute('tabindex', '-1');
      this.#offer(place + 1);
      out.focus({ preventScroll: true });
      if (place + 1 < STEPS.length) return;
      // Finished means kept: who leaves the page now has it in their progress.
      const { seconds } = this.#watch;
      await recordOutcome({ item: SIGNING, done: true, seconds, tries: 1 }).catch(() => undefined);
      this.dataset.at = 'selesai';
    } catch (error) {
      fill(out, [make('p', { class: 'fault', role: 'alert' }, (error as Error).message)]);
      this.#offer(place);
    }
  }

  async #carryOut(step: StepId): Promise<Child[]> {
    const views = await import('./steps.ts');
    switch (step) {
      case 'kunci':
        this.#letter = await this.#fetchLetter();
        // The later steps then go on with the network off; what is missing is said where it is missed.
        void import('../offline-kit.ts').then(({ prepare }) => prepare()).catch(() => undefined);
        return views.keyView(await this.#clerk.ask({ kind: 'key' }));
      case 'permintaan': {
        const field = this.querySelector<HTMLInputElement>('input[name=jabatan]')!;
        const office = field.value.trim() || field.defaultValue;
        const organisation = this.dataset.organisation ?? '';
        return views.requestView(await this.#clerk.ask({ kind: 'request', office, organisation }));
      }
      case 'sertifikat':
        this.#issued = await this.#clerk.ask({ kind: 'issue', days: TERM });
        return views.certificateView(this.#issued, this.#zone, Date.now());
      case 'tanda-tangan':
        this.#signed = await this.#clerk.ask({ kind: 'sign', letter: this.#letter });
        return views.signedView(this.#signed, await this.#paper());
      case 'periksa':
        return views.checkedView(this.#signed.signed);
      case 'koma': {
        const outcome = await this.#clerk.ask({ kind: 'alter', letter: this.#letter });
        const comparison = await this.#compare(outcome.altered.bytes);
        return views.alteredView(outcome, this.#signed.signed, this.#letter.comma, comparison);
      }
      case 'cabut':
        this.#revoked = await this.#clerk.ask({ kind: 'revoke', letter: this.#letter });
        return views.revokedView(this.#revoked, this.#zone);
      case 'register':
        return views.registerView(this.#issued, this.#revoked.revokedAt, this.#zone, saveRegister);
    }
  }

  async #fetchLetter(): Promise<UnsignedLetter> {
    try {
      return (await (await fetch('/lab/tte/surat-sendiri.json')).json()) as UnsignedLetter;
    } catch {
      throw new Error('Suratnya belum termuat. Sambungkan jaringan, lalu coba lagi.');
    }
  }

  /** A page that cannot be drawn must not stop the steps. */
  async #paper(): Promise<HTMLElement> {
    try {
      const { pagesView } = await import('../viewer/pages.ts');
      return await pagesView(this.#signed.signed.bytes);
    } catch (error) {
      return make('p', { class: 'waiting' }, (error as Error).message);
    }
  }

  async #compare(altered: Uint8Array): Promise<HTMLElement> {
    try {
      const { originalView } = await import('../viewer/comparison.ts');
      return await originalView(this.#signed.signed.bytes, altered);
    } catch (error) {
      return make('p', { class: 'waiting' }, (error as Error).message);
    }
  }
}

async function saveRegister(rows: readonly (readonly string[])[]): Promise<void> {
  const [{ csv }, { saveText }] = await Promise.all([import('../register.ts'), import('../evidence.ts')]);
  saveText(csv(rows), 'register-sertifikat-latihan.csv');
}

customElements.define('sigap-sign-yourself', SignYourself);
