/** The house rules of the firewall engine: two folders that stand alone, say what they model, and stay small. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { engineSize } from './engine-size.ts';

const FIREWALL = join(import.meta.dirname, '../../labs/firewall');
const files = globSync('{language,kernel}/**/*.ts', { cwd: FIREWALL });
const textOf = (file: string): string => readFileSync(join(FIREWALL, file), 'utf8');
const LARGEST = 60_000;

test('the engine imports nothing outside its two folders, and the language nothing of the kernel', () => {
  assert.ok(files.length > 80, `only ${files.length} files found`);
  const wrong = files.flatMap((file) => {
    const imports = [...textOf(file).matchAll(/(?:\bfrom |^import |\bimport\()'([^']+)'/gm)].map(
      ([, path]) => path!,
    );
    return imports
      .filter((path) => {
        if (!path.startsWith('.')) return true;
        const target = relative(FIREWALL, normalize(join(FIREWALL, dirname(file), path)));
        const folder = target.split('/')[0]!;
        return folder !== 'language' && (folder !== 'kernel' || file.startsWith('language'));
      })
      .map((path) => `${file} imports ${path}`);
  });
  assert.deepEqual(wrong, []);
});

test('the engine asks neither a page, nor a clock, nor dice, nor the machine', () => {
  const forbidden =
    /\b(?:document|navigator|localStorage|self|globalThis|process|fetch|setTimeout|performance)\s*[.(]|Math\.random|Date\.now|new Date\(\)/;
  const wrong = files.flatMap((file) => {
    const code = textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const found = forbidden.exec(code);
    return found ? [`${file}: ${found[0]}`] : [];
  });
  assert.deepEqual(wrong, []);
});

test('every file opens with what it models and where that is written', () => {
  const place =
    /nft|RFC|net\/|include\/|src\/|grammar|kernel|libc|inet_|getaddrinfo|conntrack|SIGCOMM|iptables|netfilter/i;
  const wrong = files.filter((file) => {
    const opening = /^\/\*\*([\s\S]*?)\*\//.exec(textOf(file))?.[1] ?? '';
    return opening.trim().length < 40 || !place.test(opening);
  });
  assert.deepEqual(wrong, []);
});

test('the whole engine travels in at most 60 kB (brotli)', async () => {
  const { brotli } = await engineSize('printing');
  console.log(`engine: ${brotli} bytes`);
  assert.ok(brotli <= LARGEST, `${brotli} bytes`);
});
