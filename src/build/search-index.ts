/** Builds the search index over the finished pages. Only what stands inside `data-pagefind-body` is indexed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** Pagefind's stock interfaces: the site has its own. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./;

export function searchIndex(): AstroIntegration {
  return {
    name: 'sigap:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const { index, errors } = await createIndex({ forceLanguage: 'id' });
        if (!index) throw new Error(`Indeks pencarian gagal dibuat: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: dist });
        // The files are written here and not by Pagefind's own process: closed right after `writeFiles`, that process
        // now and then leaves its last file empty.
        const made = await index.getFiles();
        const faults = [...added.errors, ...made.errors];
        if (faults.length > 0) throw new Error(`Indeks pencarian gagal dibuat: ${faults.join('; ')}`);
        for (const { path, content } of made.files.filter((file) => !UNUSED.test(file.path))) {
          const file = join(dist, 'pagefind', path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, content);
        }
        await close();
        logger.info(`${added.page_count} halaman diindeks`);
      },
    },
  };
}
