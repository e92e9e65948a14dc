/** Builds the search index over the finished pages. Only what stands inside `data-pagefind-body` is indexed. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

export function searchIndex(): AstroIntegration {
  return {
    name: 'sigap:search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const { index, errors } = await createIndex({ forceLanguage: 'id' });
        if (!index) throw new Error(`Indeks pencarian gagal dibuat: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: dist });
        await index.writeFiles({ outputPath: join(dist, 'pagefind') });
        await close();
        logger.info(`${added.page_count} halaman diindeks`);
      },
    },
  };
}
