/**
 * Text widths without a browser, so that rows can be measured and split at build time.
 * Advance widths of Arial in thousandths of the font size; Liberation Sans and Arimo are made to the same widths,
 * which is why the sheet names only these families and prints as it was measured.
 */

/** `width characters`, one group a line; a character not named here counts as wide as an em dash. */
const REGULAR = `191 '
222 ijl‘’
260 |
278 !,./:;I[\\]ft·
333 ()-\`r“”
334 {}
350 •
355 "
389 *
400 °
469 ^
500 Jcksvxyz
549 ±≤≥
556 #$0123456789?L_abdeghnopquéè–
584 +<=>~×
611 FTZ
667 &ABEKPSVXYÉ
722 CDHNRUw
778 GOQ
833 Mm
889 %
944 W
1000 —…→
1015 @`;

const BOLD = `238 '
278 ,./I\\ijl·‘’
280 |
333 !()-:;[]\`ft
350 •
389 *r{}
400 °
474 "
500 z“”
549 ±≤≥
556 #$0123456789J_aceksvxyéè–
584 +<=>^~×
611 ?FLTZbdghnopqu
667 EPSVXYÉ
722 &ABCDHKNRU
778 GOQw
833 M
889 %m
944 W
975 @
1000 —…→`;

const SPACE = 278;
const UNKNOWN = 1000;

function table(source: string): Map<string, number> {
  const widths = new Map([
    [' ', SPACE],
    ['\u00a0', SPACE],
  ]);
  for (const line of source.split('\n')) {
    const gap = line.indexOf(' ');
    for (const character of line.slice(gap + 1)) widths.set(character, Number(line.slice(0, gap)));
  }
  return widths;
}

const regular = table(REGULAR);
const bold = table(BOLD);

export interface Face {
  /** Points. */
  size: number;
  bold?: boolean;
}

/** Width of one line in points. */
export function textWidth(text: string, face: Face): number {
  const widths = face.bold ? bold : regular;
  let sum = 0;
  for (const character of text) sum += widths.get(character) ?? UNKNOWN;
  return (sum * face.size) / 1000;
}

/** Breaks text into lines no wider than `width` points; a word wider than the line is cut inside. */
export function wrapText(text: string, width: number, face: Face): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/ +/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer, face) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line, face) > width && line.length > 1) {
      const cut = cutAt(line, width, face);
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** Where to cut a word that does not fit: after a slash or hyphen if one fits, else at the last letter that does. */
function cutAt(word: string, width: number, face: Face): number {
  let fits = 1;
  while (fits < word.length && textWidth(word.slice(0, fits + 1), face) <= width) fits++;
  const soft = Math.max(word.lastIndexOf('/', fits - 1), word.lastIndexOf('-', fits - 1));
  return soft > 0 ? soft + 1 : fits;
}
