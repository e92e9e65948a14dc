/** The organiser's key: opened, described, forgotten; a key for practice; revocation lists of the issuer. */
import { html, need } from '../dom.ts';
import { download } from '../download.ts';
import type { Clerk } from './clerk.ts';
import type { KeyOpened } from './protocol.ts';

const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric' });
const SHORTEST = 8;
const LARGEST = 4 * 1024 * 1024;

export class KeyPanel {
  readonly #root: HTMLElement;
  readonly #clerk: Clerk;
  opened: KeyOpened | null = null;
  lists: Uint8Array[] = [];

  constructor(root: HTMLElement, clerk: Clerk) {
    this.#root = root;
    this.#clerk = clerk;
    this.#on('[data-key]', () => this.#open());
    this.#on('[data-practice]', () => this.#practice());
    need(root, '[data-forget]').addEventListener('click', () => this.forget('Kunci dilupakan.'));
    const lists = need<HTMLInputElement>(root, '[data-lists]');
    lists.addEventListener('change', () => void this.#readLists([...(lists.files ?? [])]));
  }

  forget(word: string): void {
    this.#clerk.dismiss();
    this.opened = null;
    need(this.#root, '[data-forget-place]').hidden = true;
    this.#told(word);
  }

  /** Says that there is no key yet, and goes there. */
  ask(): void {
    this.#told('Pilih berkas kunci dan buka dulu.', true);
    need(this.#root, '#berkas-kunci').focus();
  }

  #on(form: string, work: () => Promise<void>): void {
    const own = need<HTMLFormElement>(this.#root, form);
    own.addEventListener('submit', (event) => {
      event.preventDefault();
      const button = need<HTMLButtonElement>(own, 'button');
      button.disabled = true;
      void work().finally(() => {
        button.disabled = false;
      });
    });
  }

  #told(word: string, wrong = false): void {
    const place = need(this.#root, '[data-key-told]');
    place.textContent = word;
    place.classList.toggle('is-wrong', wrong);
  }

  async #open(): Promise<void> {
    const field = need<HTMLInputElement>(this.#root, '#berkas-kunci');
    const password = need<HTMLInputElement>(this.#root, '#sandi-kunci');
    const [file] = field.files ?? [];
    if (!file) return this.ask();
    if (file.size > LARGEST)
      return this.#told('Berkas ini terlalu besar untuk berkas kunci. Pilih .p12 atau .pfx.', true);
    this.#told('Membuka kunci…');
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.opened = await this.#clerk.ask({ kind: 'open', bytes, password: password.value });
      password.value = '';
      const { holder, issuer, selfSigned, validTo } = this.opened;
      const from = selfSigned ? 'dibuat sendiri, untuk latihan' : `diterbitkan oleh ${issuer}`;
      this.#told(`Kunci terbuka: ${holder}, ${from}, berlaku sampai ${DAY.format(validTo)}.`);
      need(this.#root, '[data-forget-place]').hidden = false;
    } catch (error) {
      this.opened = null;
      need(this.#root, '[data-forget-place]').hidden = true;
      this.#told((error as Error).message, true);
      password.focus();
    }
  }

  async #practice(): Promise<void> {
    const told = need(this.#root, '[data-practice-told]');
    const name = need<HTMLInputElement>(this.#root, '#nama-latihan').value.trim();
    const password = need<HTMLInputElement>(this.#root, '#sandi-latihan');
    if (name === '' || [...password.value].length < SHORTEST) {
      told.textContent = `Tulis nama, dan kata sandi sekurangnya ${SHORTEST} huruf.`;
      password.focus();
      return;
    }
    told.textContent = 'Membuat kunci…';
    try {
      const { bytes } = await this.#clerk.ask({ kind: 'practice', name, password: password.value });
      download('kunci-latihan.p12', bytes as Uint8Array<ArrayBuffer>, 'application/x-pkcs12');
      told.replaceChildren(
        'Berkas ',
        html('b', {}, 'kunci-latihan.p12'),
        ' terunduh. Pilih berkas itu di atas dan buka dengan sandinya.',
      );
    } catch (error) {
      told.textContent = (error as Error).message;
    }
  }

  async #readLists(files: readonly File[]): Promise<void> {
    const read = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
    // A revocation list is one DER sequence (RFC 5280, 5.1).
    this.lists = read.filter((bytes) => bytes[0] === 0x30);
    const other = read.length - this.lists.length;
    need(this.#root, '[data-lists-told]').textContent =
      `${this.lists.length} daftar disertakan.${other > 0 ? ` ${other} berkas bukan .crl dalam bentuk DER.` : ''}`;
  }
}
