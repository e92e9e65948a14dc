/** What gives a question away, or leaves a wrong answer without a reason, is refused with the place and the mend. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { lintQuiz } from '../../src/quiz/lint.ts';
import { rightIsLongest, shownPlace } from '../../src/quiz/lint-craft.ts';
import { type ButirSoal, soal } from '../../src/schemas/training.ts';

const base = { halaman: '/sop/pelaporan-insiden/', topik: 'lapor', hasil: 1 };
const option = (teks: string, benar = false) => ({
  teks,
  benar,
  penjelasan: `Sebabnya ada di bagian ${teks}.`,
});
const single = (id: string, right = 'Catat', wrong = ['Lapor', 'Diam', 'Tunggu']) => ({
  ...base,
  id,
  tanya: `Apa yang lebih dahulu pada ${id}?`,
  jenis: 'satu',
  pilihan: [option(right, true), ...wrong.map((teks) => option(teks))],
});
const many = {
  ...base,
  id: 'banyak',
  tanya: 'Apa saja yang dicatat?',
  jenis: 'banyak',
  pilihan: [option('Jam', true), option('Gejala', true), option('Sandi'), option('Gaji')],
};
const short = {
  ...base,
  id: 'isian',
  tanya: 'Berapa orang yang menyetujui?',
  jenis: 'isian',
  jawaban: ['2', 'dua'],
  penjelasan: 'Dua orang, supaya yang satu melihat yang lain.',
};
const pairs = {
  ...base,
  id: 'jodoh',
  tanya: 'Pasangkan setiap alat.',
  jenis: 'jodoh',
  pasang: [
    ['Penyaring paket', 'Firewall'],
    ['Penahan padam', 'UPS'],
    ['Jalur terenkripsi', 'VPN'],
  ].map(([kiri, kanan]) => ({ kiri, kanan, penjelasan: `Begitulah kerja sebuah ${kanan}.` })),
};

const faults = (...items: object[]) => lintQuiz(soal.parse(items), null).map(({ message }) => message);
const fault = (item: object) => faults(item).join('\n');

test('well made questions of every kind have no fault', () => {
  assert.deepEqual(faults(single('satu'), many, short, pairs), []);
});

test('a right option much longer than the others gives itself away', () => {
  const long = 'Catat jam dan gejala, lalu salin log ke media yang bersih';
  assert.match(fault(single('satu', long)), /jawaban yang benar 57 huruf, pengecoh terpanjang 6/);
  assert.equal(fault(single('satu', long, [`${long} besok`, 'Diam', 'Tunggu'])), '');
  assert.equal(
    fault(single('satu', 'Lapor dulu', ['Lapor', 'Diam', 'Tunggu'])),
    '',
    'a word more tells nothing',
  );
});

test('a file in which the right option is mostly the longest is refused, and says how often', () => {
  const longest = (count: number) =>
    Array.from({ length: 10 }, (_, i) => single(`soal-${i}`, i < count ? 'Tunggui' : 'Catat'));
  assert.ok(
    rightIsLongest(soal.parse([single('satu', 'Tunggui')])[0] as Extract<ButirSoal, { jenis: 'satu' }>),
  );
  assert.deepEqual(faults(...longest(4)), []);
  assert.match(faults(...longest(5)).join('\n'), /paling panjang pada 5 dari 10 soal/);
});

test('a file that shows the right option mostly at one place is refused, and names the place', () => {
  const at = (place: number, count: number) =>
    Array.from({ length: 400 }, (_, i) => single(`nomor-${i}`))
      .filter((item) => shownPlace(soal.parse([item])[0] as Extract<ButirSoal, { jenis: 'satu' }>) === place)
      .slice(0, count);
  assert.deepEqual(faults(...at(0, 5), ...at(1, 5)), []);
  assert.match(faults(...at(2, 6), ...at(1, 4)).join('\n'), /tampil di tempat ke-3 pada 6 dari 10 soal/);
});

test('options that point at other options, and questions for what is not, are refused', () => {
  for (const teks of [
    'Semua benar',
    'Semua jawaban benar',
    'Semua di atas',
    'Tidak ada yang benar',
    'a dan b benar',
  ]) {
    assert.match(fault(single('satu', 'Catat', ['Lapor', 'Diam', teks])), /menunjuk pilihan lain/, teks);
  }
  assert.match(fault({ ...many, tanya: 'Catat semuanya, kecuali apa?' }), /yang bukan atau kecuali/);
  assert.match(
    fault({ ...single('satu'), tanya: 'Mana yang tidak boleh dilakukan?' }),
    /yang bukan atau kecuali/,
  );
});

test('too few options to choose from are refused', () => {
  assert.match(fault(single('satu', 'Catat', ['Lapor', 'Diam'])), /hanya 3 pilihan/);
  assert.match(fault({ ...many, pilihan: many.pilihan.slice(0, 3) }), /hanya 1 pilihan yang keliru/);
});

test('an explanation without a reason, or used twice, is refused', () => {
  const pilihan = [option('Catat', true), option('Lapor'), option('Diam')];
  const with4 = (penjelasan: string) => ({
    ...single('satu'),
    pilihan: [...pilihan, { teks: 'Tunggu', penjelasan }],
  });
  assert.match(fault(with4('Jawaban keliru.')), /tidak memberi sebab/);
  assert.match(fault(with4('Sebabnya ada di bagian Diam.')), /dipakai dua kali/);
});

test('a number is accepted in figures and as a word, or the file is refused', () => {
  assert.match(fault({ ...short, jawaban: ['2'] }), /"2" dan "dua" tidak sama-sama diterima/);
  assert.match(fault({ ...short, jawaban: ['dua'] }), /"2" dan "dua" tidak sama-sama diterima/);
  assert.match(fault({ ...short, jawaban: ['12', 'dua blas'] }), /"12" dan "dua belas"/);
  assert.equal(fault({ ...short, jawaban: ['8443'] }), '', 'nobody writes a port as words');
});

test('a question that holds its own answer, and a pair that names its partner, are refused', () => {
  const tanya = 'Phishing adalah pesan palsu. Apa sebutannya?';
  assert.match(fault({ ...short, tanya, jawaban: ['phishing'] }), /memuat jawabannya, "phishing"/);
  const [first, ...rest] = pairs.pasang;
  const telling = { ...pairs, pasang: [{ ...first, kiri: 'Mesin firewall kantor' }, ...rest] };
  assert.match(fault(telling), /menyebut pasangannya sendiri/);
});

test('forms of a pair test one outcome with as many options', () => {
  const of = (bentuk: string, more: object) => ({
    ...single(`lapor-${bentuk.toLowerCase()}`, bentuk === 'A' ? 'Catat' : 'Salin'),
    pasangan: 'lapor',
    bentuk,
    modul: 'tabletop',
    ...more,
  });
  assert.deepEqual(faults(of('A', {}), of('B', {})), []);
  assert.match(faults(of('A', {}), of('B', { hasil: 2 })).join('\n'), /menguji hasil yang berbeda/);
  assert.match(faults(of('A', {}), of('B', { modul: 'klinik' })).join('\n'), /menguji hasil yang berbeda/);
  const five = single('x', 'Salin', ['Lapor', 'Diam', 'Tunggu', 'Hapus']).pilihan;
  assert.match(faults(of('A', {}), of('B', { pilihan: five })).join('\n'), /berbeda jumlah pilihan/);
  const known = single('x', 'catat.').pilihan;
  assert.match(faults(of('A', {}), of('B', { pilihan: known })).join('\n'), /berjawaban sama bunyinya/);
});
