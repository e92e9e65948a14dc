/** Writes text in embedded fonts, each letter in the first font that has it; wraps and shrinks what is long. */
import { type Color, type EmbeddedFont, type PDF, type PDFPage, rgb } from '@libpdf/core';

export type Face = 'regular' | 'bold';
/** TrueType files, the one to try first in front. */
export type FontFiles = Record<Face, readonly Uint8Array[]>;

export interface Style {
  face: Face;
  size: number;
  color: Color;
}

/** A mark alone is hardly seen: it stands on a dotted circle, as in code charts. */
const visible = (letter: string): string => (/^\p{M}/u.test(letter) ? `◌${letter}` : letter);

/** Letters of names that no face has, and what looks the same on paper: the apostrophes of Nurʼaini and ʻAbd. */
const LIKE: ReadonlyMap<string, string> = new Map([
  ['ʼ', '’'],
  ['ʾ', '’'],
  ['′', '’'],
  ['ʻ', '‘'],
  ['ʿ', '‘'],
  ['‑', '-'],
  ['‐', '-'],
]);

/** Letters that no font of the sheet has. */
export class UnwritableError extends Error {
  readonly letters: readonly string[];

  constructor(letters: readonly string[]) {
    super(
      `Huruf ${letters.map((letter) => `“${visible(letter)}”`).join(', ')} tidak ada di huruf lembar ini. Tulis dengan huruf Latin.`,
    );
    this.letters = letters;
  }
}

/** A colour of the design tokens, `#17498F`. */
export function hex(color: string): Color {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  return rgb(red ?? 0, green ?? 0, blue ?? 0);
}

export class Fonts {
  readonly #fonts: Record<Face, readonly EmbeddedFont[]>;

  constructor(pdf: PDF, files: FontFiles) {
    const embed = (face: Face): EmbeddedFont[] => files[face].map((file) => pdf.embedFont(file));
    this.#fonts = { regular: embed('regular'), bold: embed('bold') };
  }

  /** The text in pieces of one font each. @throws UnwritableError */
  runs(text: string, face: Face): { font: EmbeddedFont; text: string }[] {
    const runs: { font: EmbeddedFont; text: string }[] = [];
    const missing = new Set<string>();
    for (const letter of text) {
      const shown = this.#shown(letter, face);
      if (shown === null) missing.add(letter);
      for (const each of shown ?? '') {
        const font = this.#fontOf(each, face);
        const last = runs.at(-1);
        if (last && last.font === font) last.text += each;
        else if (font) runs.push({ font, text: each });
      }
    }
    if (missing.size > 0) throw new UnwritableError([...missing]);
    return runs;
  }

  /** The letter itself, else what it is made of or looks like (Unicode NFKC: `ﬁ`, `№`, full width); null: neither. */
  #shown(letter: string, face: Face): string | null {
    const ways = [letter, LIKE.get(letter), letter.normalize('NFKC')];
    return ways.find((way) => way && [...way].every((each) => this.#fontOf(each, face))) ?? null;
  }

  #fontOf(letter: string, face: Face): EmbeddedFont | undefined {
    return this.#fonts[face].find((each) => each.canEncode(letter));
  }

  width(text: string, face: Face, size: number): number {
    return this.runs(text, face).reduce((sum, run) => sum + run.font.getTextWidth(run.text, size), 0);
  }

  /** Lines no wider than `width`; a single word that is wider is cut. */
  wrap(text: string, face: Face, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = '';
    const fits = (each: string): boolean => this.width(each, face, size) <= width;
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line !== '') lines.push(line);
      line = word;
      while (!fits(line)) {
        const letters = [...line];
        let count = letters.length - 1;
        while (count > 1 && !fits(letters.slice(0, count).join(''))) count -= 1;
        lines.push(letters.slice(0, count).join(''));
        line = letters.slice(count).join('');
      }
    }
    return line === '' ? lines : [...lines, line];
  }

  /**
   * The largest size of `sizes` (largest first) at which the text takes no more than `most` lines; else the smallest.
   * @returns its lines, evened out so that no line is left with one short word.
   */
  fit(
    text: string,
    face: Face,
    width: number,
    sizes: readonly number[],
    most: number,
  ): { size: number; lines: string[] } {
    for (const size of sizes) {
      const lines = this.wrap(text, face, size, width);
      if (lines.length <= most) return { size, lines: this.#even(text, face, size, width, lines) };
    }
    const size = sizes.at(-1) ?? 10;
    return { size, lines: this.wrap(text, face, size, width) };
  }

  #even(text: string, face: Face, size: number, width: number, lines: string[]): string[] {
    let best = lines;
    for (let narrow = width - 20; lines.length > 1 && narrow > width / 2; narrow -= 20) {
      const tried = this.wrap(text, face, size, narrow);
      if (tried.length > lines.length) break;
      best = tried;
    }
    return best;
  }
}

/** Puts text on one page; y is the base line, from the lower edge. */
export class Pen {
  readonly #page: PDFPage;
  readonly fonts: Fonts;

  constructor(page: PDFPage, fonts: Fonts) {
    this.#page = page;
    this.fonts = fonts;
  }

  line(text: string, x: number, y: number, { face, size, color }: Style): void {
    let at = x;
    for (const { font, text: part } of this.fonts.runs(text, face)) {
      this.#page.drawText(part, { x: at, y, font, size, color });
      at += font.getTextWidth(part, size);
    }
  }

  /** @returns the y below the last line. */
  lines(lines: readonly string[], x: number, y: number, style: Style, leading = style.size * 1.35): number {
    lines.forEach((text, place) => {
      this.line(text, x, y - place * leading, style);
    });
    return y - lines.length * leading;
  }

  wrapped(text: string, x: number, y: number, width: number, style: Style, leading?: number): number {
    return this.lines(this.fonts.wrap(text, style.face, style.size, width), x, y, style, leading);
  }
}
