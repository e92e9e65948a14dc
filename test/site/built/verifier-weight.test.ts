import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
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

test('the verifier weighs at most 130 kB with gzip, and carries nothing that makes keys or documents', () => {
  const scripts = engineScripts();
  assert.ok(scripts.length > 0, 'the engine is on the site');
  for (const file of scripts) {
    const bytes = readFileSync(file);
    const { length } = gzipSync(bytes, { level: 9 });
    console.log(`${file}: ${(length / 1000).toFixed(1)} kB gzip`);
    assert.ok(length <= LIMIT, `${file} weighs ${length} bytes`);
  }
  const worker = scripts.find((file) => file.includes('worker'));
  assert.ok(worker, 'it runs in a worker');
  assert.ok(!readFileSync(worker, 'utf8').includes('Penerbit Antara'), 'the training authority stays out');
});
