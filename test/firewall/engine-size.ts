/** What the engine weighs when it travels: reading, judging and printing, bundled and minified as the site's build does. */
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'vite';

const LANGUAGE = fileURLToPath(new URL('../../labs/firewall/language/index.ts', import.meta.url));
const KERNEL = fileURLToPath(new URL('../../labs/firewall/kernel/index.ts', import.meta.url));
const ENTRY = 'engine-size-entry';

export interface EngineSize {
  /** Bytes of JavaScript, and of the same behind brotli 11. */
  minified: number;
  brotli: number;
}

/**
 * `judging`: reading rulesets and playing packets; `printing`: and writing rulesets out again. The colours of the editor
 * (highlight.ts) are no part of the engine.
 */
export async function engineSize(part: 'judging' | 'printing'): Promise<EngineSize> {
  const names = part === 'printing' ? 'readRuleset, printRule, printRuleset' : 'readRuleset';
  const language = `export { ${names} }`;
  const code = `${language} from ${JSON.stringify(LANGUAGE)};\nexport * from ${JSON.stringify(KERNEL)};`;
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'engine-size',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      rollupOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (first === undefined || !('output' in first)) throw new Error('the build gave no output');
  const text = first.output.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { minified: Buffer.byteLength(text), brotli: brotli.length };
}
