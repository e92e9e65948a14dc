/** Bundles what a training package adds to a page. It is no part of the site's build, so no page of the site pays for it. */
import { readFileSync } from 'node:fs';
import { build } from 'vite';
import type { Adapter } from '../lms/package.ts';

/** @param protocol names the entry in `src/browser/lms/`. */
export async function lmsScript(protocol: 'scorm' | 'cmi5'): Promise<Adapter> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: `src/browser/lms/${protocol}.ts`, formats: ['es'], fileName: 'lms' },
    },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  const chunks = bundle && 'output' in bundle ? bundle.output : [];
  const [only] = chunks;
  if (chunks.length !== 1 || only?.type !== 'chunk')
    throw new Error(`src/browser/lms/${protocol}.ts must bundle to one script, not ${chunks.length} files`);
  return { script: only.code, styles: readFileSync('src/browser/lms/lms.css', 'utf8') };
}
