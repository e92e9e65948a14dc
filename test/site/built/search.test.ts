import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

/** The command prints the same answer as the page: same code, same index. */
function search(query: string): string[] {
  return JSON.parse(execFileSync(process.execPath, ['src/cli/search.ts', query], { encoding: 'utf8' }));
}

const first: [string, string][] = [
  ['genset mati', '/sop/listrik-padam/'],
  ['lapor hack', '/sop/pelaporan-insiden/'],
  ['mati lampu', '/sop/listrik-padam/'],
  ['buka port firewall', '/sop/perubahan-aturan-firewall/'],
  ['cek tte asli atau palsu', '/sop/verifikasi-tte/'],
  ['siapa pengganti saat cuti', '/sop/penggantian-personel/'],
  ['backup data', '/sop/cadangan-dan-pemulihan-data/'],
];

for (const [query, url] of first) {
  test(`"${query}" leads to ${url} first`, () => {
    assert.equal(search(query)[0], url);
  });
}

test('a word that stands nowhere finds nothing', () => {
  assert.deepEqual(search('xqzwv'), []);
});

test('an empty question is answered with how to ask', () => {
  assert.throws(() => execFileSync(process.execPath, ['src/cli/search.ts'], { stdio: 'pipe' }), /Cara pakai/);
});
