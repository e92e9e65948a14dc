/** Puts what pdf.js fetches while it draws (fonts, character maps, image decoders) beside the site's own files. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import sirv from 'sirv';

const PACKAGE = 'node_modules/pdfjs-dist';
const PARTS = ['standard_fonts', 'cmaps', 'wasm', 'iccs'];

export function viewerFiles(): AstroIntegration {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = `aset/pdfjs-${version}`;
  return {
    name: 'sigap:viewer-files',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`/${folder}`, sirv(PACKAGE, { dev: true }));
      },
      'astro:build:done': ({ dir }) => {
        for (const part of PARTS) {
          // The decoders' script twins and the scripting engine are left out: scripting stays off.
          cpSync(join(PACKAGE, part), join(fileURLToPath(dir), folder, part), {
            recursive: true,
            filter: (name) => !/quickjs|\.js$/i.test(name),
          });
        }
      },
    },
  };
}
