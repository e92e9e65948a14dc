/** What a level of the firewall lab costs before anyone opens an editor or a terminal. */
import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { DIST } from './pages.ts';

const LIMIT = 150_000;
const LAZY = /\/(?:monaco|desk|editor\.worker|editorWebWorkerMain)[.-]/;

/** Scripts that a page's own script imports at once, and its worker; not what it may load later. */
function scriptsOf(html: string): Set<string> {
  const found = new Set<string>();
  const follow = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const code = readFileSync(join(DIST, file), 'utf8');
    for (const [, name = ''] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      follow(`/aset/${name}`);
    for (const [name] of code.matchAll(/engine\.worker-[\w-]+\.js/g)) follow(`/aset/${name}`);
  };
  for (const [, source = ''] of html.matchAll(/<script type="module" src="([^"]+)"/g)) follow(source);
  return found;
}

/** Bytes as a server sends them compressed. */
function weigh(file: string): number {
  const packed = join(DIST, `${file}.br`);
  return (
    statSync(packed, { throwIfNoEntry: false })?.size ??
    brotliCompressSync(readFileSync(join(DIST, file))).length
  );
}

const levels = globSync('lab/firewall/*/index.html', { cwd: DIST });

test('engine, proof and level weigh at most 150 kB in brotli, without editor and terminal', (t) => {
  assert.ok(levels.length >= 3, 'levels were built');
  const weights = levels.map((level) => {
    const scripts = [...scriptsOf(readFileSync(join(DIST, level), 'utf8'))];
    assert.ok(
      scripts.some((file) => file.includes('engine.worker')),
      'the engine is counted',
    );
    assert.deepEqual(
      scripts.filter((file) => LAZY.test(file)),
      [],
      `${level} loads an editor at once`,
    );
    const bytes = [`/${level}`, ...scripts].reduce((sum, file) => sum + weigh(file), 0);
    return { level, bytes };
  });
  const heaviest = weights.reduce((most, each) => (each.bytes > most.bytes ? each : most));
  t.diagnostic(`heaviest level: ${heaviest.level}, ${(heaviest.bytes / 1000).toFixed(1)} kB`);
  assert.ok(heaviest.bytes <= LIMIT, `${heaviest.level} weighs ${heaviest.bytes} bytes`);
});
