/** Lays a naskah dinas out on one A4 page: letterhead, number block, address, body, signature block. */
import { layoutText, measureText } from '@libpdf/core';
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
  /** Office and name under the letter. */
  readonly office: string;
  readonly name: string;
  readonly copies: readonly string[];
}

/** A finished page and the lower left corner of the space kept for the visible signature. */
export interface LaidOut {
  readonly content: string;
  readonly box: { readonly x: number; readonly y: number };
}

const LEFT = 72;
const RIGHT = PAGE_SIZE.width - 64;
const SIZE = 11;
const LEADING = 16;
const SIGNATURE_LEFT = 318;
/** The file may leave the lab; its page must say what it is. */
const DISCLAIMER = 'Surat latihan Sigap, bukan dokumen resmi. Semua nama, nomor, dan rekening adalah rekaan.';
const REGULAR = 'Helvetica';
const BOLD = 'Helvetica-Bold';

/** @param scribble draw strokes and words that only look like a signature. */
export function layOut(letter: Letter, scribble: readonly string[] = []): LaidOut {
  const parts: string[] = [];
  let y = PAGE_SIZE.height - 62;
  const put = (font: 'F1' | 'F2', size: number, x: number, text: string): void => {
    parts.push(showText(font, size, x, y, text));
  };
  const wrapped = (text: string, x: number, width: number): void => {
    for (const line of layoutText(text, REGULAR, SIZE, width, LEADING).lines) {
      put('F1', SIZE, x, line.text);
      y -= LEADING;
    }
  };

  letter.head.forEach((line, index) => {
    const last = index === letter.head.length - 1;
    const size = last ? 9.5 : index === 0 ? 14 : 13;
    const width = measureText(line, last ? REGULAR : BOLD, size);
    put(last ? 'F1' : 'F2', size, (LEFT + RIGHT - width) / 2, line);
    y -= last ? 10 : 18;
  });
  parts.push(
    `2 w ${LEFT} ${round(y)} m ${round(RIGHT)} ${round(y)} l S\n0.6 w ${LEFT} ${round(y - 3)} m ${round(RIGHT)} ${round(y - 3)} l S\n`,
  );
  y -= 30;

  const dated = `${letter.place}, ${letter.date}`;
  put('F1', SIZE, RIGHT - measureText(dated, REGULAR, SIZE), dated);
  y -= 4;
  for (const [label, value] of letter.reference) {
    y -= LEADING;
    put('F1', SIZE, LEFT, label);
    put('F1', SIZE, LEFT + 62, ':');
    put('F1', SIZE, LEFT + 72, value);
  }
  y -= 2 * LEADING;
  for (const line of letter.to) {
    put('F1', SIZE, LEFT, line);
    y -= LEADING;
  }
  y -= 10;
  for (const block of letter.body) {
    if (typeof block === 'string') wrapped(block, LEFT, RIGHT - LEFT);
    else {
      for (const [label, value] of block) {
        put('F1', SIZE, LEFT + 28, label);
        put('F1', SIZE, LEFT + 142, ':');
        wrapped(value, LEFT + 152, RIGHT - LEFT - 152);
      }
    }
    y -= 8;
  }
  y -= 14;
  put('F1', SIZE, SIGNATURE_LEFT, `${letter.office},`);
  const box = { x: SIGNATURE_LEFT, y: round(y - 74) };
  if (scribble.length > 0) parts.push(drawScribble(box, scribble));
  y -= 94;
  put('F2', SIZE, SIGNATURE_LEFT, letter.name);
  y -= 2 * LEADING;
  if (letter.copies.length > 0) {
    put('F1', 9.5, LEFT, 'Tembusan:');
    letter.copies.forEach((copy, index) => {
      y -= 13;
      put('F1', 9.5, LEFT, `${index + 1}. ${copy}`);
    });
  }
  parts.push(`0.4 g\n${showText('F1', 8, LEFT, 40, DISCLAIMER)}0 g\n`);
  return { content: parts.join(''), box };
}

/** Pen strokes over a frame with words: a picture of a signature, which proves nothing. */
function drawScribble({ x, y }: LaidOut['box'], lines: readonly string[]): string {
  const frame = `0.6 G 0.8 w ${x} ${y} 210 58 re S\n`;
  const words = lines
    .map((line, index) => showText(index === 0 ? 'F2' : 'F1', 8.5, x + 8, y + 43 - 12 * index, line))
    .join('');
  const curve = [
    `${x + 118} ${y + 16} m`,
    `${x + 128} ${y + 66} ${x + 140} ${y - 8} ${x + 150} ${y + 30} c`,
    `${x + 156} ${y + 52} ${x + 164} ${y + 4} ${x + 174} ${y + 26} c`,
    `${x + 182} ${y + 40} ${x + 190} ${y + 18} ${x + 202} ${y + 30} c S`,
  ];
  return `${frame}${words}0.1 0.15 0.5 RG 1.6 w ${curve.join(' ')}\n0 G\n`;
}
