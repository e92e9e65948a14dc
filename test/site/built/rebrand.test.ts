import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';

test('another city in instansi.yaml leaves no trace of the sample city in the built site', () => {
  const copy = mkdtempSync(join(tmpdir(), 'sigap-kota-'));
  try {
    for (const name of [
      'src',
      'content',
      'labs',
      'public',
      'astro.config.mjs',
      'package.json',
      'tsconfig.json',
    ]) {
      cpSync(name, join(copy, name), { recursive: true });
    }
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const file = join(copy, 'content/instansi.yaml');
    const sample = parse(readFileSync(file, 'utf8'));
    const other = parse(
      readFileSync(file, 'utf8').replaceAll('Contoh', 'Rawa Uji').replaceAll('contoh', 'rawauji'),
    );
    assert.notEqual(other.nama, sample.nama);
    writeFileSync(file, stringify(other));
    execFileSync('npm', ['run', '-s', 'build'], { cwd: copy, stdio: 'pipe' });
    const traces = [sample.nama, sample.kota, sample.diskominfo.alamat, new URL(sample.situs).host];
    const dist = join(copy, 'dist');
    const files = globSync('**/*', { cwd: dist, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(files.length > 20);
    let named = 0;
    for (const entry of files) {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'latin1');
      if (text.includes(other.nama)) named += 1;
      for (const trace of traces) assert.ok(!text.includes(trace), `${path} still says "${trace}"`);
    }
    assert.ok(named > 10, 'the other city is named instead');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});
