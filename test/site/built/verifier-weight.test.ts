import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { DIST } from './pages.ts';

/** What the verifier's own worker may weigh, as it crosses the wire with gzip. */
const LIMIT = 130_000;

/** Scripts of the site that hold the engine: its words are in no other part of the project. */
function engineScripts(): string[] {
  return globSync('**/*.js', { cwd: DIST })
    .map((file) => join(DIST, file))
    .filter((file) => readFileSync(file, 'utf8').includes('NO_CERTIFICATE_CHAIN_FOUND'));
}

/** The scripts a page names, and those that these name in turn. */
function scriptsOf(page: string): string[] {
  const found = new Set<string>();
  const look = (file: string): void => {
    for (const [name] of readFileSync(file, 'utf8').matchAll(/[\w.-]+\.js\b/g)) {
      const script = join(DIST, 'aset', name);
      if (found.has(script) || !existsSync(script)) continue;
      found.add(script);
      look(script);
    }
  };
  look(join(DIST, page));
  return [...found];
}

test('the verifier weighs at most 130 kB with gzip, and carries nothing that makes keys or documents', () => {
  const scripts = engineScripts();
  assert.ok(scripts.length > 0, 'the engine is on the site');
  for (const file of scripts) {
    const bytes = readFileSync(file);
    const { length } = gzipSync(bytes, { level: 9 });
    console.log(`${file}: ${(length / 1000).toFixed(1)} kB gzip`);
    assert.ok(length <= LIMIT, `${file} weighs ${length} bytes`);
  }
  const workers = scriptsOf('alat/verifikasi-tte/index.html').filter((file) => scripts.includes(file));
  assert.equal(workers.length, 1, 'the desk runs the engine in one worker');
  assert.ok(
    !readFileSync(workers[0] ?? '', 'utf8').includes('Penerbit Antara'),
    'the training authority stays out',
  );
});
