/** `<sigap-key-demo>`: a pair of keys signs a sentence; every later change of it is noticed. */
import { button, fill, icon, make } from '../dom.ts';

/** The curve is fetched at the first press: it weighs more than the rest of the page. */
type Curve = typeof import('@noble/curves/nist.js').p256;

class KeyDemo extends HTMLElement {
  #curve: Curve | undefined;
  #secret: Uint8Array | undefined;
  #public: Uint8Array | undefined;
  #signature: Uint8Array | undefined;

  connectedCallback(): void {
    this.#field.addEventListener('input', () => this.#show());
    fill(this.querySelector('.do')!, [
      button('Buat kunci dan tanda tangani', () => void this.#sign(), 'primary small'),
      button('Ganti dengan kunci orang lain', () => this.#stranger(), 'small'),
    ]);
    this.#show();
  }

  get #field(): HTMLTextAreaElement {
    return this.querySelector('textarea')!;
  }

  get #sentence(): Uint8Array {
    return new TextEncoder().encode(this.#field.value);
  }

  async #sign(): Promise<void> {
    this.#curve ??= (await import('@noble/curves/nist.js')).p256;
    const { secretKey, publicKey } = this.#keys(this.#curve);
    [this.#secret, this.#public] = [secretKey, publicKey];
    this.#signature = this.#curve.sign(this.#sentence, this.#secret);
    this.#show();
  }

  /** Keeps the signature, changes the key it is checked with: what a forged name comes down to. */
  #stranger(): void {
    if (!this.#curve) return;
    this.#public = this.#keys(this.#curve).publicKey;
    this.#show();
  }

  #keys(curve: Curve): { secretKey: Uint8Array; publicKey: Uint8Array } {
    return curve.keygen(crypto.getRandomValues(new Uint8Array(curve.lengths.seed!)));
  }

  #show(): void {
    const out = this.querySelector<HTMLElement>('.out')!;
    if (!this.#curve || !this.#signature || !this.#public) {
      fill(out, [make('p', { role: 'status' }, 'Belum ada tanda tangan.')]);
      return;
    }
    const holds = this.#curve.verify(this.#signature, this.#sentence, this.#public);
    out.dataset.holds = String(holds);
    const said = holds
      ? 'Cocok: kalimat ini, kunci ini, tanda tangan ini.'
      : 'Tidak cocok: kalimatnya atau kuncinya bukan yang dipakai menandatangani.';
    fill(out, [
      make('p', {}, 'Kunci publik: ', make('code', {}, hex(this.#public).slice(0, 40)), ' …'),
      make('p', {}, 'Tanda tangan: ', make('code', {}, hex(this.#signature).slice(0, 40)), ' …'),
      make(
        'p',
        { role: 'status', class: `status ${holds ? 'lolos' : 'tolak'}` },
        icon(holds ? 'circle-check' : 'octagon-x'),
        said,
      ),
    ]);
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

customElements.define('sigap-key-demo', KeyDemo);
