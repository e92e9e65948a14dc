/**
 * Cuts the text face down to the characters and weights the site uses, so that a phone on a slow line reads sooner.
 * Characters left out fall back to the system's face.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import subsetFont from 'subset-font';

const SOURCE =
  'node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2';
/** Read by `src/styles/fonts.css` and preloaded by the base layout. */
const TARGET = '.cache/fonts/plus-jakarta-sans.woff2';

const ASCII = Array.from({ length: 95 }, (_, place) => String.fromCodePoint(32 + place)).join('');
const PUNCTUATION = '\u00a0·×°±–—‘’“”…•éèü→←↑↓≤≥';
const WEIGHTS = { min: 400, max: 800 };

export function textFont(): AstroIntegration {
  return {
    name: 'sigap:text-font',
    hooks: {
      'astro:config:setup': async () => {
        const bytes = await subsetFont(readFileSync(SOURCE), ASCII + PUNCTUATION, {
          targetFormat: 'woff2',
          variationAxes: { wght: WEIGHTS },
        });
        mkdirSync('.cache/fonts', { recursive: true });
        writeFileSync(TARGET, bytes);
      },
    },
  };
}
