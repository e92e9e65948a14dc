/** `<sigap-hash-demo>`: type, and see the digest and the bits that changed with the last key. */
import { sha256 } from '@noble/hashes/sha2.js';
import { fill, make } from '../dom.ts';
import { bitsChanged, changedBits } from '../sign/bits.ts';

const SVG = 'http://www.w3.org/2000/svg';

class HashDemo extends HTMLElement {
  #before = '';

  connectedCallback(): void {
    const field = this.querySelector('textarea')!;
    this.#before = digest(field.value);
    this.#show(field.value, this.#before);
    field.addEventListener('input', () => {
      const now = digest(field.value);
      this.#show(field.value, now);
      this.#before = now;
    });
  }

  #show(text: string, now: string): void {
    const changed = bitsChanged(this.#before, now);
    const out = this.querySelector<HTMLElement>('.out')!;
    out.dataset.changed = String(changed);
    const said =
      changed === 0
        ? `${text.length} huruf menjadi ringkasan 256 bit. Ubah satu huruf dan lihat.`
        : `${changed} dari 256 bit berubah. Kira-kira separuh, sekecil apa pun perubahannya.`;
    fill(out, [
      make('code', { class: 'digest' }, now.replace(/(.{8})(?=.)/g, '$1 ')),
      grid(changedBits(this.#before, now)),
      make('p', { role: 'status' }, said),
    ]);
  }
}

function digest(text: string): string {
  const bytes = sha256(new TextEncoder().encode(text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** 256 squares, the changed ones filled; the count beside it says the same. */
function grid(changed: readonly boolean[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 640 40');
  svg.setAttribute('class', 'bits');
  svg.setAttribute('aria-hidden', 'true');
  changed.forEach((flag, place) => {
    const square = document.createElementNS(SVG, 'rect');
    square.setAttribute('x', String((place % 64) * 10 + 1));
    square.setAttribute('y', String(Math.floor(place / 64) * 10 + 1));
    square.setAttribute('width', '8');
    square.setAttribute('height', '8');
    if (flag) square.setAttribute('class', 'changed');
    svg.append(square);
  });
  return svg;
}

customElements.define('sigap-hash-demo', HashDemo);
