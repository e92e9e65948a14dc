import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultText } from '../../src/build/content/fault.ts';
import { checkForm } from '../../src/build/content/form.ts';
import { checkShape } from '../../src/build/content/shape.ts';
import { readSource } from '../../src/build/content/source.ts';
import { formulir } from '../../src/schemas/form.ts';

const FILE = 'content/formulir/laporan-insiden.yaml';
const text = readFileSync(FILE, 'utf8');

/** Faults of the incident report with one thing changed, and the line on which it was changed. */
function faults(from: string | RegExp, to: string) {
  const changed = text.replace(from, to);
  assert.notEqual(changed, text, 'the change took place');
  const source = readSource(FILE, changed, 'yaml');
  const shape = checkShape(FILE, source, formulir);
  const line = changed.split('\n').findIndex((row, place) => row !== text.split('\n')[place]) + 1;
  return { list: shape.length > 0 ? shape : checkForm(FILE, source), line };
}

test('a form in order has no fault', () => {
  assert.deepEqual(checkForm(FILE, readSource(FILE, text, 'yaml')), []);
});

test('a placeholder that names no field is shown with its line and the names there are', () => {
  const { list, line } = faults('{{dampak}}', '{{dampaknya}}');
  const fault = list.find(({ message }) => message.includes('dampaknya'));
  assert.ok(fault);
  assert.equal(fault.line, line);
  assert.match(fault.mend, /nama yang ada: .*dampak/);
  assert.match(faultText(fault), /laporan-insiden\.yaml:\d+ · dokumen\.isi\.\d+.*\n {4}Perbaiki: /);
});

test('a field that stands on no paper is named', () => {
  const { list } = faults("- { label: Dugaan penyebab, isi: '{{dugaan}}' }", '');
  assert.match(list[0]?.message ?? '', /"dugaan" diisi orang tetapi tidak muncul/);
});

test('a block that is given the wrong kind of field says which kinds fit', () => {
  const { list } = faults('tabel: kronologi', 'tabel: bukti');
  assert.match(list[0]?.message ?? '', /memerlukan bidang berjenis tabel/);
});

test('an unknown filter, an unknown fact and broken braces are each explained', () => {
  assert.match(
    faults('{{tanggalDiketahui|hari}}', '{{tanggalDiketahui|minggu}}').list[0]?.mend ?? '',
    /hari, huruf/,
  );
  assert.match(
    faults('isiDari: kejadian.jam', 'isiDari: kejadian.menit').list[0]?.mend ?? '',
    /kejadian\.jam/,
  );
  assert.match(faults('{{tiket}}', '{{tiket}').list[0]?.message ?? '', /tidak terbaca/);
});

test('a filter for dates on another field, and an unknown word of the agency, are faults', () => {
  assert.match(faults('{{layanan}}', '{{layanan|hari}}').list[0]?.message ?? '', /hanya untuk tanggal/);
  assert.match(faults('{{instansi.timTanggap}}', '{{instansi.tim}}').list[0]?.mend ?? '', /timTanggap/);
});

test('an unknown kind of field names the kinds there are', () => {
  const { list, line } = faults(
    'jenis: paragraf, wajib: true, bantuan: Tulis',
    'jenis: panjang, wajib: true, bantuan: Tulis',
  );
  assert.ok(list.length > 0);
  assert.ok(Math.abs((list[0]?.line ?? 0) - line) <= 1);
  assert.match(list[0]?.field ?? '', /^bagian\.1\.bidang/);
});

test('a misspelt key inside a block is named', () => {
  const { list } = faults('rata: kiri', 'rataa: kiri');
  assert.ok(list.some(({ message, field }) => /rataa/.test(message) && field.startsWith('dokumen.isi')));
});

test('two fields of one name and a rule over a field that is not there are faults', () => {
  assert.match(
    faults('id: alamatUnit', 'id: unit')
      .list.map(({ message }) => message)
      .join(),
    /sudah dipakai/,
  );
  assert.match(
    faults('tidakSebelum: tanggalDiketahui', 'tidakSebelum: kemarin').list[0]?.message ?? '',
    /"kemarin" tidak ada/,
  );
});
