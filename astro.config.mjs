import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { contentCheck } from './src/build/content-check.ts';
import { hostFiles } from './src/build/host-files.ts';
import { lazyStyles } from './src/build/lazy-styles.ts';
import { offlineWorker } from './src/build/offline-worker.ts';
import { precompress } from './src/build/precompress.ts';
import { quizSources } from './src/build/quiz-sources.ts';
import { searchIndex } from './src/build/search-index.ts';
import { sopReview } from './src/build/sop-review.ts';
import { textFont } from './src/build/text-font.ts';
import { viewerFiles } from './src/build/viewer-files.ts';
import { instansi } from './src/instansi.ts';

/** Signing services in the cloud that the PDF writer could use and this site never does: left out of its bundle. */
const UNUSED = /^@google-cloud\//;

export default defineConfig({
  site: instansi.situs,
  trailingSlash: 'always',
  cacheDir: './.cache',
  // The order is the order of the work: content first, compression over everything last.
  integrations: [
    contentCheck(),
    sopReview(),
    textFont(),
    mdx(),
    quizSources(),
    lazyStyles(),
    searchIndex(),
    viewerFiles(),
    hostFiles(),
    offlineWorker(),
    precompress(),
  ],
  markdown: { syntaxHighlight: 'prism' },
  build: { inlineStylesheets: 'never', assets: 'aset' },
  server: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4321) },
  devToolbar: { enabled: false },
  vite: {
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: {
        external: UNUSED,
        // Every MDX file prints this about Astro's own "use astro:head-inject"; it changes nothing.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      },
    },
    worker: { format: 'es', rolldownOptions: { external: UNUSED } },
  },
});
