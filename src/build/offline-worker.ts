/**
 * Makes the service worker: everything a reader needs on the worst day is stored at the first visit (pages, official
 * sheets, search), the labs only when they are opened. Runs after the search index and before compression.
 */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { generateSW } from 'workbox-build';
import { scriptsOf } from './page-scripts.ts';

/** Pages that must work on the worst day, with the scripts they load. */
const STORED =
  '{sop,darurat,formulir,siaga,periksa-diri,raci,siapa-diberi-tahu,kebijakan,jalur,istilah,peraturan,klausul,cari,luring}/**/*.html';
const OFFLINE_PAGE = '/luring/index.html';
const DAYS_60 = 60 * 60 * 24 * 60;

export function offlineWorker(): AstroIntegration {
  return {
    name: 'sigap:offline-worker',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const { count, size, warnings } = await generateSW({
          globDirectory: dist,
          globPatterns: [
            '{index.html,404.html,tema.js,cari/kata.json}',
            STORED,
            ...scriptsOf(dist, globSync(STORED, { cwd: dist })),
            'aset/*.{css,woff2}',
            'alat/penyusun-sop/*.{html,json}',
            'aset/{Head,Sheet,Bundle,poster,print}*.js',
            'pagefind/**/*.{js,json,pagefind,pf_meta,pf_index,pf_fragment}',
          ],
          // The lab editor's style sheets come with the lab.
          globIgnores: ['aset/editor*'],
          swDest: `${dist}sw.js`,
          inlineWorkboxRuntime: true,
          sourcemap: false,
          cleanupOutdatedCaches: true,
          // A new version waits until the reader asks for it: nobody should read two versions of one procedure.
          skipWaiting: false,
          clientsClaim: true,
          // Pagefind adds a time stamp and the search page a query; without these two, offline search fails.
          ignoreURLParametersMatching: [/^q$/, /^ts$/],
          dontCacheBustURLsMatching: /\/aset\//,
          runtimeCaching: [
            {
              urlPattern: ({ request }) => request.mode === 'navigate',
              handler: 'NetworkFirst',
              options: {
                cacheName: 'halaman',
                networkTimeoutSeconds: 4,
                precacheFallback: { fallbackURL: OFFLINE_PAGE },
              },
            },
            {
              // Names in this folder carry a hash of the content: what is stored never goes stale.
              urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/aset/'),
              handler: 'CacheFirst',
              options: { cacheName: 'aset', expiration: { maxEntries: 200, maxAgeSeconds: DAYS_60 } },
            },
          ],
        });
        if (warnings.length > 0) throw new Error(warnings.join('\n'));
        logger.info(`${count} berkas, ${Math.round(size / 1000)} kB, tersimpan untuk luring`);
      },
    },
  };
}
