/** Lays a naskah dinas out on A4: letterhead, number block, address, body, signature blocks, copies, foot. */
import { layoutText, measureText } from '@libpdf/core';
import { type Corner, drawMark } from './letter-art.ts';
import { round, showText } from './page-text.ts';
import { PAGE_SIZE } from './pdf-draft.ts';

/** A letter as data. All words come from the recipe and the agency; nothing here names a city. */
export interface Letter {
  /** Letterhead, largest line first; the last line is the address. */
  readonly head: readonly string[];
  readonly place: string;
  readonly date: string;
  /** Rows beside the date: Nomor, Sifat, Lampiran, Hal. */
  readonly reference: readonly (readonly [string, string])[];
  readonly to: readonly string[];
  /** Paragraphs, and tables of label and value. */
  readonly body: readonly (string | readonly (readonly [string, string])[])[];
  /** Office and name under the letter; a second one stands on the left. */
  readonly signers: readonly { readonly office: string; readonly name: string }[];
  readonly copies: readonly string[];
}

/** A finished page and the space kept for each signer's visible signature, in the order of the signers. */
export interface LaidOut {
  readonly content: string;
  readonly boxes: readonly Corner[];
}

const LEFT = 72;
const RIGHT = PAGE_SIZE.width - 64;
const SIZE = 11;
const LEADING = 16;
const SIGNATURE_LEFT = 318;
const CLAIM = 'Dokumen ini ditandatangani secara elektronik memakai sertifikat elektronik latihan.';
/** The file may leave the lab; its page must say what it is. */
const DISCLAIMER = 'Surat latihan Sigap, bukan dokumen resmi. Semua nama, nomor, dan rekening adalah rekaan.';
const REGULAR = 'Helvetica';
const BOLD = 'Helvetica-Bold';

/** A page being written from top to bottom. */
class Page {
  readonly parts: string[] = [];
  y: number = PAGE_SIZE.height - 62;
  /** Text drawn in a font of its own, so that this font can be exchanged later. */
  readonly #special: string | undefined;

  constructor(special?: string) {
    this.#special = special;
  }

  put(font: 'F1' | 'F2', size: number, x: number, text: string): void {
    const at = this.#special ? text.indexOf(this.#special) : -1;
    if (!this.#special || at < 0) {
      this.parts.push(showText(font, size, x, this.y, text));
      return;
    }
    const [before, after] = [text.slice(0, at), text.slice(at + this.#special.length)];
    const from = x + measureText(before, REGULAR, size);
    this.parts.push(showText(font, size, x, this.y, before));
    this.parts.push(showText('F3', size, from, this.y, this.#special));
    this.parts.push(showText(font, size, from + measureText(this.#special, REGULAR, size), this.y, after));
  }

  wrapped(text: string, x: number, width: number): void {
    for (const line of layoutText(text, REGULAR, SIZE, width, LEADING).lines) {
      this.put('F1', SIZE, x, line.text);
      this.y -= LEADING;
    }
  }

  blocks(body: Letter['body']): void {
    for (const block of body) {
      if (typeof block === 'string') this.wrapped(block, LEFT, RIGHT - LEFT);
      else {
        for (const [label, value] of block) {
          this.put('F1', SIZE, LEFT + 28, label);
          this.put('F1', SIZE, LEFT + 142, ':');
          this.wrapped(value, LEFT + 152, RIGHT - LEFT - 152);
        }
      }
      this.y -= 8;
    }
  }

  foot(): void {
    this.parts.push(`0.4 G 0.4 w ${LEFT} 62 m ${round(RIGHT)} 62 l S\n0 G\n0.4 g\n`);
    this.parts.push(showText('F1', 8, LEFT, 50, CLAIM), showText('F1', 8, LEFT, 39, DISCLAIMER), '0 g\n');
  }
}

/** @param special text to draw in font F3, which must not cross a line end. */
export function layOut(letter: Letter, special?: string): LaidOut {
  const page = new Page(special);
  head(page, letter.head);
  const dated = `${letter.place}, ${letter.date}`;
  page.put('F1', SIZE, RIGHT - measureText(dated, REGULAR, SIZE), dated);
  page.y -= 4;
  for (const [label, value] of letter.reference) {
    page.y -= LEADING;
    page.put('F1', SIZE, LEFT, label);
    page.put('F1', SIZE, LEFT + 62, ':');
    page.put('F1', SIZE, LEFT + 72, value);
  }
  page.y -= 2 * LEADING;
  for (const line of letter.to) {
    page.put('F1', SIZE, LEFT, line);
    page.y -= LEADING;
  }
  page.y -= 10;
  page.blocks(letter.body);
  page.y -= 14;
  const boxes = signatures(page, letter.signers);
  if (letter.copies.length > 0) {
    page.put('F1', 9.5, LEFT, 'Tembusan:');
    letter.copies.forEach((copy, index) => {
      page.y -= 13;
      page.put('F1', 9.5, LEFT, `${index + 1}. ${copy}`);
    });
  }
  page.foot();
  return { content: page.parts.join(''), boxes };
}

/** A further sheet without letterhead: an attachment, or what somebody puts behind a letter. */
export function layOutSheet(title: string, body: Letter['body']): string {
  const page = new Page();
  page.put('F2', 12, LEFT, title);
  page.y -= 30;
  page.blocks(body);
  page.foot();
  return page.parts.join('');
}

function head(page: Page, lines: readonly string[]): void {
  const top = page.y;
  lines.forEach((line, index) => {
    const last = index === lines.length - 1;
    const size = last ? 9.5 : index === 0 ? 14 : 13;
    const width = measureText(line, last ? REGULAR : BOLD, size);
    page.put(last ? 'F1' : 'F2', size, (LEFT + 24 + RIGHT - width) / 2, line);
    page.y -= last ? 10 : 18;
  });
  page.parts.push(drawMark(LEFT, round((top + page.y) / 2 + 8)));
  const line = (width: number, y: number): string =>
    `${width} w ${LEFT} ${round(y)} m ${round(RIGHT)} ${round(y)} l S\n`;
  page.parts.push(line(2, page.y), line(0.6, page.y - 3));
  page.y -= 30;
}

function signatures(page: Page, signers: Letter['signers']): Corner[] {
  const places = signers.map((_, index) => (index === 0 ? SIGNATURE_LEFT : LEFT));
  signers.forEach(({ office }, index) => {
    page.put('F1', SIZE, places[index]!, `${office},`);
  });
  const y = round(page.y - 74);
  page.y -= 94;
  signers.forEach(({ name }, index) => {
    page.put('F2', SIZE, places[index]!, name);
  });
  page.y -= 2 * LEADING;
  return places.map((x) => ({ x, y }));
}
