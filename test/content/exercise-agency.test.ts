import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const MAKER = resolve('src/build/exercise-documents.ts');

/** Makes all letters in a project whose agency file has been edited, and returns every byte and word of them. */
function lettersOf(agencyFile: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'sigap-agency-'));
  try {
    mkdirSync(join(folder, 'content'));
    writeFileSync(join(folder, 'content/instansi.yaml'), agencyFile);
    symlinkSync(resolve('labs'), join(folder, 'labs'));
    const script = `const { exerciseDocuments } = await import(${JSON.stringify(MAKER)});
      for (const { title, letters } of exerciseDocuments().exercises)
        for (const { bytes, ...words } of letters)
          console.log(title, JSON.stringify(words), Buffer.from(bytes).toString('latin1'));`;
    const options = { cwd: folder, encoding: 'latin1', maxBuffer: 64 * 1024 * 1024 } as const;
    return execFileSync(process.execPath, ['--input-type=module', '-e', script], options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the letters of another agency carry its name and no trace of the sample city', () => {
  const sample = readFileSync('content/instansi.yaml', 'utf8');
  const other = sample
    .replaceAll('Kota Contoh', 'Kota Sungai Uji')
    .replaceAll('Jalan Contoh', 'Jalan Dermaga')
    .replaceAll('contoh.go.id', 'sungaiuji.go.id');
  assert.match(lettersOf(sample), /KOTA CONTOH/, 'the page text can be searched');
  const made = lettersOf(other);
  assert.match(made, /KOTA SUNGAI UJI/);
  assert.match(made, /Jalan Dermaga/);
  assert.doesNotMatch(made, /kota contoh|jalan contoh|contoh\.go\.id/i);
});
