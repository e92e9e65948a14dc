import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { checkContent } from '../../src/build/content/check.ts';

const copy = mkdtempSync(join(tmpdir(), 'sigap-isi-'));
after(() => rmSync(copy, { recursive: true, force: true }));

/** Checks a copy of the content in which one file was changed. */
function checkWith(file: string, change: (text: string) => string) {
  const root = join(copy, 'content');
  rmSync(root, { recursive: true, force: true });
  cpSync('content', root, { recursive: true });
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  const changed = change(before);
  assert.notEqual(changed, before, 'the change took place');
  writeFileSync(path, changed);
  return checkContent(root).map((fault) => ({
    ...fault,
    file: fault.file.slice(root.length + 1),
    text: changed,
  }));
}

const lineWith = (text: string, part: string) =>
  text.split('\n').findIndex((line) => line.includes(part)) + 1;
const SOP = 'sop/listrik-padam.mdx';

test('the content of the project has no fault', () => {
  assert.deepEqual(checkContent('content'), []);
});

test('frontmatter that is never closed is answered with what to write', () => {
  const [fault] = checkWith(SOP, (text) => text.replace(/\n---\n/, '\n'));
  assert.equal(fault?.file, SOP);
  assert.match(fault?.message ?? '', /tidak ditutup/);
  assert.match(fault?.mend ?? '', /---/);
});

test('broken YAML names its line', () => {
  const [fault] = checkWith(SOP, (text) => text.replace(/^kode: .*$/m, 'kode: "SOP-03'));
  assert.equal(fault?.file, SOP);
  assert.match(fault?.message ?? '', /YAML tidak terbaca/);
  assert.ok((fault?.line ?? 0) > 1);
});

test('an unknown law is named with its line and the laws there are', () => {
  const faults = checkWith(SOP, (text) => text.replace(/peraturan: R\d\d/, 'peraturan: R99'));
  assert.equal(faults.length, 1);
  assert.equal(faults[0]?.line, lineWith(faults[0]?.text ?? '', 'R99'));
  assert.match(faults[0]?.message ?? '', /"R99" tidak ada di content\/peraturan\.yaml/);
});

test('an unknown clause and an unknown related SOP are named', () => {
  const clause = checkWith(SOP, (text) => text.replace(/S1-12/, 'S1-99'));
  assert.match(clause[0]?.message ?? '', /"S1-99" tidak ada/);
  const relation = checkWith(SOP, (text) =>
    text.replace(/^( *)keterkaitan:.*\n( +- .*\n)*/m, '$1keterkaitan: [tidak-ada]\n'),
  );
  assert.match(relation[0]?.message ?? '', /"tidak-ada" tidak ada di content\/sop/);
});

test('a missing field shows an example of it', () => {
  const [fault] = checkWith(SOP, (text) => text.replace(/^pemilik: .*\n/m, ''));
  assert.equal(fault?.field, 'pemilik');
  assert.match(fault?.message ?? '', /wajib ada/);
  assert.match(fault?.mend ?? '', /^pemilik: /);
});

test('a misspelt field is named and asked to be checked', () => {
  const faults = checkWith(SOP, (text) => text.replace(/^pemilik:/m, 'pemilk:'));
  assert.ok(faults.some(({ message }) => /tidak dikenal: pemilk/.test(message)));
});

test('a date without quotes is asked for in quotes', () => {
  const [fault] = checkWith(SOP, (text) => text.replace(/^ditinjau: .*$/m, 'ditinjau: 2026-11-22'));
  assert.equal(fault?.field, 'ditinjau');
  assert.equal(fault?.line, lineWith(fault?.text ?? '', 'ditinjau:'));
  assert.match(fault?.mend ?? '', /'2026-11-22'/);
});

test('a time in an unknown unit names the choices', () => {
  const [fault] = checkWith(SOP, (text) => text.replace(/satuan: menit/, 'satuan: detik'));
  assert.match(fault?.message ?? '', /menit, jam, hari kerja/);
  assert.match(fault?.field ?? '', /^langkah\.\d+\.waktu\.satuan$/);
});

test('a link to a form that does not exist, and a form that does not know the page, are named', () => {
  const gone = checkWith(SOP, (text) => text.replace('/formulir/log-genset/', '/formulir/log-gensset/'));
  assert.match(
    gone.map(({ message }) => message).join('\n'),
    /bukan formulir yang ada[\s\S]*menyebut halaman ini/,
  );
  const foreign = checkWith(SOP, (text) => text.replace('/formulir/log-genset/', '/formulir/buku-cadangan/'));
  assert.ok(foreign.some(({ message }) => /"buku-cadangan" tidak menyebut listrik-padam/.test(message)));
});
