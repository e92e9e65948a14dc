/**
 * The text face as plain TrueType, in the two weights of a certificate: PDF takes no variable font and no WOFF2. The
 * face comes in three files by script; a name is written with the first that has the letter.
 */
import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';

const FOLDER = 'node_modules/@fontsource-variable/plus-jakarta-sans/files';
const WEIGHTS = { regular: 500, bold: 700 } as const;
/** In the order in which they are tried; ranges of Unicode. */
const SCRIPTS = {
  latin: [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x131, 0x131],
    [0x152, 0x153],
    [0x2013, 0x2014],
    [0x2018, 0x201e],
    [0x2026, 0x2026],
  ],
  'latin-ext': [
    [0x100, 0x24f],
    [0x1e00, 0x1e9f],
    [0x1ef2, 0x1eff],
  ],
  vietnamese: [
    [0x1a0, 0x1b0],
    [0x1ea0, 0x1ef1],
  ],
} as const;

/** `regular-latin`, `bold-vietnamese` and so on. */
export const certificateFontNames: readonly string[] = Object.keys(WEIGHTS).flatMap((face) =>
  Object.keys(SCRIPTS).map((script) => `${face}-${script}`),
);

/** @param name one of `certificateFontNames`. @returns a TrueType file. */
export async function certificateFont(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const [face = '', ...rest] = name.split('-');
  const script = rest.join('-');
  const ranges = SCRIPTS[script as keyof typeof SCRIPTS];
  const letters = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, place) => String.fromCodePoint(from + place)),
  );
  const bytes = await subsetFont(
    readFileSync(`${FOLDER}/plus-jakarta-sans-${script}-wght-normal.woff2`),
    letters.join(''),
    { targetFormat: 'truetype', variationAxes: { wght: WEIGHTS[face as keyof typeof WEIGHTS] } },
  );
  return new Uint8Array(bytes);
}
