/**
 * Takes the style sheets of the lab's editor and terminal out of the page's head. Astro links the CSS of everything a
 * page's scripts may ever import; the script that imports them links theirs again by itself when it does.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Names of chunks that are only ever imported dynamically. */
const LAZY = /<link rel="stylesheet" href="[^"]*\/(?:monaco|desk)\.[^"]*\.css">/g;

export function lazyStyles(): AstroIntegration {
  return {
    name: 'sigap:lazy-styles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const labs = join(fileURLToPath(dir), 'lab');
        for (const name of readdirSync(labs, { recursive: true, encoding: 'utf8' })) {
          if (!name.endsWith('.html')) continue;
          const file = join(labs, name);
          const page = readFileSync(file, 'utf8');
          const lean = page.replace(LAZY, '');
          if (lean !== page) writeFileSync(file, lean);
        }
      },
    },
  };
}
