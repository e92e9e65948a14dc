/** The list of trusted roots: add one from a file after comparing its fingerprint, remove it again. */
import type { AnchorCandidate } from '../../../labs/signature/index.ts';
import { type Anchor, keepAnchors, readAnchors, withAnchor } from './anchors.ts';
import { button, fill, icon, make } from './dom.ts';
import { type Examiner, NoAnswer } from './examiner.ts';
import { day, grouped, type Zone } from './words.ts';

/** No root certificate is larger; a bigger file is something else. */
const LARGEST = 1_000_000;

export class AnchorPanel {
  readonly #list: HTMLElement;
  readonly #ask: HTMLElement;
  readonly #examiner: Examiner;
  readonly #zone: Zone;
  readonly #changed: () => void;
  #anchors: Anchor[] = readAnchors();

  /** @param root holds `.anchor-list`, `.anchor-ask` and a file input, written by the page. */
  constructor(root: HTMLElement, examiner: Examiner, zone: Zone, changed: () => void) {
    this.#list = root.querySelector('.anchor-list')!;
    this.#ask = root.querySelector('.anchor-ask')!;
    this.#examiner = examiner;
    this.#zone = zone;
    this.#changed = changed;
    const input = root.querySelector<HTMLInputElement>('input[type=file]')!;
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (file) void this.#offer(file);
      input.value = '';
    });
    this.#show();
  }

  get anchors(): readonly Anchor[] {
    return this.#anchors;
  }

  async #offer(file: File): Promise<void> {
    try {
      if (file.size > LARGEST) throw new NoAnswer('Berkas sertifikat tidak pernah sebesar ini.');
      const candidates = await this.#examiner.readCertificates(new Uint8Array(await file.arrayBuffer()));
      fill(
        this.#ask,
        candidates.map((candidate) => this.#question(candidate)),
      );
      this.#ask.querySelector<HTMLElement>('h3')?.focus();
    } catch (error) {
      fill(this.#ask, [
        make('p', { class: 'fault', role: 'alert' }, icon('octagon-x'), (error as Error).message),
      ]);
    }
  }

  #question({ summary, der, isAuthority, isSelfSigned }: AnchorCandidate): HTMLElement {
    const card = make(
      'div',
      { class: 'anchor-card' },
      make('h3', { tabindex: '-1' }, summary.name),
      make(
        'p',
        {},
        `Berlaku ${day(summary.validFrom, this.#zone)} sampai ${day(summary.validTo, this.#zone)}. ${summary.key}.`,
      ),
      make('p', {}, 'Sidik jari SHA-256'),
      make('code', { class: 'fingerprint-code' }, grouped(summary.fingerprint)),
      !isAuthority && warning('Ini bukan sertifikat penerbit. Biasanya yang dipilih adalah sertifikat akar.'),
      isAuthority && !isSelfSigned && warning('Ini sertifikat penerbit antara, bukan akar.'),
      make(
        'p',
        {},
        'Bandingkan sidik jari ini, huruf demi huruf, dengan yang diumumkan penerbit lewat jalur resmi. Nama dapat ditiru, sidik jari tidak.',
      ),
      button('Sidik jari cocok, percayai', () => this.#add({ summary, der }), 'primary small'),
      button('Batal', () => this.#close(), 'small'),
    );
    return card;
  }

  #add(anchor: Anchor): void {
    this.#set(withAnchor(this.#anchors, anchor));
    this.#close();
  }

  #close(): void {
    fill(this.#ask, []);
    this.#list.querySelector<HTMLElement>('button')?.focus();
  }

  #set(anchors: Anchor[]): void {
    this.#anchors = anchors;
    const kept = keepAnchors(anchors);
    this.#show(kept ? '' : 'Peramban menolak menyimpan; pilihan ini hilang saat halaman ditutup.');
    this.#changed();
  }

  #show(note = ''): void {
    const items = this.#anchors.map(({ summary }) =>
      make(
        'li',
        {},
        icon('anchor'),
        make('div', {}, make('b', {}, summary.name), make('code', {}, grouped(summary.fingerprint))),
        button(`Hapus ${summary.name}`, () => this.#remove(summary.fingerprint), 'small quiet'),
      ),
    );
    const none = make(
      'p',
      {},
      'Belum ada. Tanpa jangkar, alat ini tidak dapat memastikan siapa penerbit sertifikat.',
    );
    fill(this.#list, [items.length > 0 ? make('ul', {}, ...items) : none, note && make('p', {}, note)]);
  }

  #remove(fingerprint: string): void {
    this.#set(this.#anchors.filter(({ summary }) => summary.fingerprint !== fingerprint));
  }
}

function warning(text: string): HTMLElement {
  return make('p', { class: 'notice' }, icon('triangle-alert'), text);
}
