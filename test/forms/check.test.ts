import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkValues } from '../../src/forms/check.ts';
import { csvOf, safeCell } from '../../src/forms/csv.ts';
import { dateInWords, isDate, readTime } from '../../src/forms/date.ts';
import { KNOWN_FACTS, withFacts } from '../../src/forms/facts.ts';
import { readNumber, spell, writeNumber } from '../../src/forms/number.ts';
import { carriesTitle, signsWithoutNip } from '../../src/forms/official.ts';
import { exampleOf, formNamed, forms } from './example.ts';

const incident = formNamed('laporan-insiden');
const faultsWith = (slug: string, change: Record<string, unknown>) => {
  const { form, definition } = formNamed(slug);
  return checkValues(definition, { ...exampleOf(form), ...change } as Parameters<typeof checkValues>[1]);
};

test('an empty form names every required box, in the order of the boxes', () => {
  const faults = checkValues(incident.definition, {});
  assert.ok(faults.length > 8 && faults.every(({ missing }) => missing));
  assert.equal(faults[0]?.path, 'unit');
});

test('a date that does not exist, a time that is none and a number in words are explained', () => {
  assert.match(
    faultsWith('laporan-insiden', { tanggalDiketahui: '2026-02-30' })[0]?.message ?? '',
    /tidak ada/,
  );
  assert.match(faultsWith('laporan-insiden', { jamDiketahui: '25.10' })[0]?.message ?? '', /misalnya 07\.10/);
  assert.match(faultsWith('log-genset', { tangki: 'dua ratus' })[0]?.message ?? '', /Titik untuk ribuan/);
});

test('a NIP is held to its parts, and the fault says which', () => {
  const nip = (text: string) =>
    faultsWith('surat-wali-kota', { penandatangan: { nama: 'Nama Contoh', jabatan: 'Kepala', nip: text } })[0]
      ?.message ?? '';
  assert.match(nip('1980'), /18 angka\. Yang tertulis 4/);
  assert.match(nip('198013012005011001'), /tanggal lahir/);
  assert.match(nip('198001012005131001'), /bulan pengangkatan/);
  assert.match(nip('198001012005013001'), /ke-15/);
  assert.equal(nip('198001012005011001'), '');
});

test('a title in the name is sent to its own box', () => {
  for (const name of ['Budi, S.Kom', 'Dr. Budi', 'Ir. Budi', 'Budi M.T.'])
    assert.ok(carriesTitle(name), name);
  for (const name of ['Budi Raharja', 'M. Ali', 'Sri Wahyuni', "Ma'ruf"])
    assert.ok(!carriesTitle(name), name);
  const [fault] = faultsWith('surat-wali-kota', {
    penandatangan: { nama: 'Budi, S.Kom', jabatan: 'Kepala', nip: '198001012005011001' },
  });
  assert.equal(fault?.path, 'penandatangan.nama');
});

test('addresses and ports are held to their form', () => {
  const rule = { asal: '10.0.0.1', tujuan: '10.0.0.2', protokol: 'TCP', port: '443', keterangan: 'Uji' };
  const paths = (change: Partial<typeof rule>) =>
    faultsWith('permintaan-perubahan-firewall', { aturanDiminta: [{ ...rule, ...change }] }).map(
      ({ path }) => path,
    );
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths({ asal: '10.0.0.300' }), ['aturanDiminta.0.asal']);
  assert.deepEqual(paths({ tujuan: '10.0.0.0/33' }), ['aturanDiminta.0.tujuan']);
  assert.deepEqual(paths({ port: '70000' }), ['aturanDiminta.0.port']);
  assert.deepEqual(paths({ port: '80, 8000-8010', asal: '2001:db8::/32' }), []);
});

test('rules over two boxes hold: order of days, two different people, asked only when it matters', () => {
  assert.match(faultsWith('laporan-insiden', { tanggalLapor: '2026-11-01' })[0]?.message ?? '', /mendahului/);
  const one = { nama: 'Orang Sama', jabatan: 'Kepala', nip: '198001012005011001' };
  const same = faultsWith('berita-acara-serah-terima', { penyerah: one, penerima: one });
  assert.equal(same[0]?.path, 'penerima.nama');
  assert.match(same[0]?.message ?? '', /satu orang/);
  assert.equal(
    faultsWith('surat-rekomendasi-sertifikat', { keperluan: 'Pencabutan', alasan: '' })[0]?.path,
    'alasan',
  );
  assert.deepEqual(faultsWith('surat-rekomendasi-sertifikat', { keperluan: 'Penerbitan', alasan: '' }), []);
});

test('numbers are read and written as Indonesians do, there and back', () => {
  assert.equal(readNumber('1.250,5'), 1250.5);
  assert.equal(readNumber('1250'), 1250);
  assert.equal(readNumber('1.25'), undefined);
  assert.equal(writeNumber(1250.5), '1.250,5');
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
      assert.equal(readNumber(writeNumber(value)), value);
    }),
  );
});

test('numbers are said as Indonesians do', () => {
  const said: [number, string][] = [
    [0, 'nol'],
    [11, 'sebelas'],
    [17, 'tujuh belas'],
    [40, 'empat puluh'],
    [100, 'seratus'],
    [1250, 'seribu dua ratus lima puluh'],
    [21_000, 'dua puluh satu ribu'],
    [1_000_000, 'satu juta'],
    [2026, 'dua ribu dua puluh enam'],
  ];
  for (const [value, words] of said) assert.equal(spell(value), words);
});

test('a day is said in full, and only days and times that exist are taken', () => {
  assert.equal(
    dateInWords('2026-11-23'),
    'Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam',
  );
  assert.ok(isDate('2028-02-29') && !isDate('2026-02-29') && !isDate('23-11-2026'));
  assert.equal(readTime('7:05'), '07.05');
  assert.equal(readTime('24.00'), undefined);
});

test('no cell of a table file can run as a formula', () => {
  for (const text of ['=1+1', '+cmd', '@sum(A1)', '-2+3', '\t=1', ' =1']) {
    assert.match(safeCell(text).replace(/^"/, ''), /^'/, JSON.stringify(text));
  }
  assert.equal(safeCell('-5'), '-5');
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.doesNotMatch(safeCell(text).replace(/^"/, ''), /^[=+@\t\r]/);
    }),
  );
});

test('a register becomes a table file with its labels, quoted where it must be', () => {
  const { form } = formNamed('log-genset');
  const field = form.bagian[1]?.bidang[0];
  assert.ok(field?.jenis === 'tabel');
  const csv = csvOf(field, [
    { tanggal: '2026-11-23', hasil: 'Baik; "normal"\nsekali', petugas: '=HYPERLINK("x")' },
  ]);
  assert.ok(csv.startsWith('\uFEFFNo.;Tanggal;'));
  assert.match(csv, /"Baik; ""normal""\nsekali"/);
  assert.match(csv, /"'=HYPERLINK\(""x""\)"/);
});

test('facts fill what is empty and never what is written', () => {
  const facts = {
    'kejadian.tanggal': '2026-11-23',
    'kejadian.jam': '07.10',
    'kejadian.tingkat': 'Tinggi',
    'kejadian.iiv': 'Mungkin',
  };
  const { values, filled } = withFacts(incident.form, { jamDiketahui: '06.00' }, facts);
  assert.equal(values['tanggalDiketahui'], '2026-11-23');
  assert.equal(values['jamDiketahui'], '06.00');
  assert.equal(values['tingkat'], 'Tinggi');
  assert.equal(values['iiv'], undefined, 'an answer the form does not offer is left out');
  assert.deepEqual(filled, ['Tanggal diketahui', 'Tingkat risiko']);
});

test('every fact a form may start from is used by some form', () => {
  const used = new Set(
    forms.flatMap(({ form }) => form.bagian.flatMap(({ bidang }) => bidang.map(({ isiDari }) => isiDari))),
  );
  for (const name of Object.keys(KNOWN_FACTS)) assert.ok(used.has(name), name);
});

test('only heads of regions, their deputies and secretaries sign without NIP', () => {
  for (const position of ['Wali Kota Contoh', 'Wakil Bupati Contoh', 'Sekretaris Daerah'])
    assert.ok(signsWithoutNip(position));
  for (const position of ['Kepala Dinas', 'Sekretaris Dinas', 'Asisten Wali Kota'])
    assert.ok(!signsWithoutNip(position));
});
