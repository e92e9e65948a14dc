/** Questions: what is a fault in one, how an answer is judged, and the gain between two tests. */
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type Answer, isComplete } from '../../src/quiz/answer.ts';
import { classGain, normalisedGain } from '../../src/quiz/gain.ts';
import { grade } from '../../src/quiz/grade.ts';
import { lintQuiz } from '../../src/quiz/lint.ts';
import { disordered, shuffled } from '../../src/quiz/shuffle.ts';
import { type ButirSoal, soal } from '../../src/schemas/training.ts';

const why = 'Sebab begitulah isi SOP-nya.';
const reason = (teks: string) => `${why} Lihat bagian ${teks}.`;
const base = {
  id: 'soal-satu',
  tanya: 'Apa yang lebih dahulu?',
  halaman: '/sop/pelaporan-insiden/',
  topik: 'lapor',
};
const option = (teks: string, benar = false) => ({ teks, benar, penjelasan: reason(teks) });
const read = (item: object): ButirSoal => soal.parse([item])[0] as ButirSoal;

const one = read({
  ...base,
  jenis: 'satu',
  pilihan: [option('Catat'), option('Lapor', true), option('Diam'), option('Tunggu')],
});
const many = read({
  ...base,
  jenis: 'banyak',
  pilihan: [option('Jam', true), option('Gejala', true), option('Sandi'), option('Gaji')],
});
const order = read({
  ...base,
  jenis: 'urut',
  urutan: ['Satu a', 'Dua b', 'Tiga c', 'Empat d'].map((teks) => ({ teks, penjelasan: reason(teks) })),
});
const pairs = read({
  ...base,
  jenis: 'jodoh',
  pasang: [
    ['SSH', 'Port 22'],
    ['HTTPS', 'Port 443'],
    ['Admin', 'Port 22'],
  ].map(([kiri = '', kanan]) => ({ kiri, kanan, penjelasan: reason(kiri) })),
});
const short = read({
  ...base,
  jenis: 'isian',
  jawaban: ['22', 'port 22'],
  penjelasan: why,
  keliru: [{ jawaban: '443', penjelasan: 'Itu port HTTPS, bukan SSH.' }],
});
const picture = read({
  ...base,
  jenis: 'temukan',
  gambar: {
    rupa: 'surel',
    judul: 'Surel pagi ini',
    bagian: [
      { teks: 'Dari: admin@contoh-palsu.example', salah: true, penjelasan: reason('satu') },
      { teks: 'Hal: undangan rapat', penjelasan: reason('dua') },
      { teks: 'Klik sebelum 10 menit', salah: true, penjelasan: reason('tiga') },
    ],
  },
});

test('an option without an explanation is a fault of the file', () => {
  const broken = { ...one, pilihan: [option('Catat'), option('Lapor', true), { teks: 'Diam' }] };
  assert.equal(soal.safeParse([broken]).success, false);
  assert.equal(soal.safeParse([]).success, false);
  assert.equal(soal.safeParse([{ ...one, jenis: 'esai' }]).success, false);
});

test('each fault that a schema cannot say is named with its mend', () => {
  const pages = new Set(['/sop/pelaporan-insiden/']);
  const faults = (...items: object[]) => lintQuiz(soal.parse(items), pages).map(({ message }) => message);
  assert.deepEqual(faults(one, { ...many, id: 'lain' }), []);
  assert.match(faults(one, one)[0] ?? '', /sudah dipakai butir ke-1/);
  assert.match(faults({ ...one, halaman: '/sop/sudah-hilang/#langkah-2' })[0] ?? '', /tidak ada/);
  assert.deepEqual(faults({ ...one, halaman: '/sop/pelaporan-insiden/#langkah-2' }), []);
  assert.match(
    faults({ ...one, pilihan: [option('Aa a'), option('Bb b'), option('Cc c')] })[0] ?? '',
    /ada 0/,
  );
  assert.match(
    faults({ ...many, pilihan: [option('Aa a', true), option('Bb b', true), option('Cc c', true)] })[0] ?? '',
    /3 dari 3/,
  );
  assert.match(
    faults({ ...one, pilihan: [option('Catat.'), option('catat', true), option('Diam')] })[0] ?? '',
    /berbunyi sama/,
  );
  assert.match(
    faults({ ...short, keliru: [{ jawaban: 'Port 22.', penjelasan: why }] })[0] ?? '',
    /benar dan sekaligus keliru/,
  );
  assert.match(faults({ ...one, bentuk: 'A' })[0] ?? '', /ditulis bersama/);
});

test('forms A and B are equivalent or the file is refused', () => {
  const of = (id: string, bentuk: string, more = {}) => ({
    ...one,
    pilihan: [option('Catat'), option(`Lapor ${id}`, true), option('Diam'), option('Tunggu')],
    id,
    pasangan: 'lapor-1',
    bentuk,
    ...more,
  });
  const faults = (...items: object[]) => lintQuiz(soal.parse(items), null).map(({ message }) => message);
  assert.deepEqual(faults(of('a', 'A'), of('b', 'B')), []);
  assert.match(faults(of('a', 'A'))[0] ?? '', /memuat bentuk A/);
  assert.match(faults(of('a', 'A'), of('b', 'A'))[0] ?? '', /memuat bentuk AA/);
  assert.match(faults(of('a', 'A'), of('b', 'B', { topik: 'lain' }))[0] ?? '', /berbeda topik/);
  assert.match(
    faults(of('a', 'A'), { ...many, id: 'b', pasangan: 'lapor-1', bentuk: 'B' })[0] ?? '',
    /berbeda topik atau jenis/,
  );
});

test('right, wrong and half right answers of every kind', () => {
  const score = (item: ButirSoal, answer: Answer) => Math.round(grade(item, answer).score * 100) / 100;
  assert.equal(score(one, { jenis: 'satu', pilih: 1 }), 1);
  assert.equal(score(one, { jenis: 'satu', pilih: 0 }), 0);
  assert.equal(score(one, { jenis: 'satu', pilih: null }), 0);
  assert.equal(score(many, { jenis: 'banyak', pilih: [0, 1] }), 1);
  assert.equal(score(many, { jenis: 'banyak', pilih: [0] }), 0.5);
  assert.equal(score(many, { jenis: 'banyak', pilih: [0, 1, 2] }), 0.5);
  assert.equal(score(order, { jenis: 'urut', urutan: [0, 1, 2, 3] }), 1);
  assert.equal(score(order, { jenis: 'urut', urutan: [1, 0, 2, 3] }), 0.67);
  assert.equal(score(order, { jenis: 'urut', urutan: [3, 2, 1, 0] }), 0);
  assert.equal(score(pairs, { jenis: 'jodoh', pasang: [0, 1, 0] }), 1);
  assert.equal(score(pairs, { jenis: 'jodoh', pasang: [0, 0, null] }), 0.33);
  assert.equal(score(short, { jenis: 'isian', teks: '  PORT  22. ' }), 1);
  assert.equal(score(short, { jenis: 'isian', teks: '443' }), 0);
  assert.equal(
    grade(short, { jenis: 'isian', teks: '443' }).parts[0]?.explanation,
    'Itu port HTTPS, bukan SSH.',
  );
  assert.equal(score(picture, { jenis: 'temukan', pilih: [0, 2] }), 1);
  assert.throws(() => grade(one, { jenis: 'isian', teks: '22' }), TypeError);
});

test('choosing everything and choosing nothing earn nothing', () => {
  const all = [0, 1, 2, 3];
  assert.equal(grade(many, { jenis: 'banyak', pilih: all }).score, 0);
  assert.equal(grade(picture, { jenis: 'temukan', pilih: [0, 1, 2] }).score, 0);
  const nothing: [ButirSoal, Answer][] = [
    [one, { jenis: 'satu', pilih: null }],
    [many, { jenis: 'banyak', pilih: [] }],
    [pairs, { jenis: 'jodoh', pasang: [null, null, null] }],
    [short, { jenis: 'isian', teks: ' ' }],
    [picture, { jenis: 'temukan', pilih: [] }],
  ];
  for (const [item, empty] of nothing) {
    assert.equal(isComplete(empty), false);
    assert.equal(grade(item, empty).score, 0, item.jenis);
  }
});

test('a score stays between 0 and 1, and only the whole answer earns 1', () => {
  const subset = fc.uniqueArray(fc.nat(3));
  fc.assert(
    fc.property(subset, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (chosen, places) => {
      const some = grade(many, { jenis: 'banyak', pilih: chosen });
      assert.ok(some.score >= 0 && some.score <= 1);
      assert.equal(
        some.score === 1,
        some.parts.every(({ right }) => right),
      );
      const sorted = grade(order, { jenis: 'urut', urutan: places });
      assert.ok(sorted.score >= 0 && sorted.score <= 1);
      assert.equal(
        sorted.score === 1,
        sorted.parts.every(({ right }) => right),
      );
    }),
  );
});

test('an order is decided by its seed, and every place is as likely as any other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.string(), (count, seed) => {
      const order = shuffled(count, seed);
      assert.deepEqual(order, shuffled(count, seed));
      assert.deepEqual(
        [...order].sort(),
        Array.from({ length: count }, (_, i) => i),
      );
    }),
  );
  assert.notDeepEqual(shuffled(8, 'satu'), shuffled(8, 'dua'));
  const first = Array.from({ length: 3000 }, (_, seed) => shuffled(3, `soal-${seed}`).indexOf(0));
  for (const place of [0, 1, 2]) {
    const share = first.filter((at) => at === place).length / first.length;
    assert.ok(Math.abs(share - 1 / 3) < 0.05, `place ${place}: ${share}`);
  }
});

test('parts to be put in order or paired never stand in the order of the file, which is the answer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), fc.string(), (count, seed) => {
      const order = disordered(count, seed);
      assert.deepEqual(order, disordered(count, seed));
      assert.notDeepEqual(order, [...order].sort());
    }),
  );
});

test('gain is the share of what was left to learn', () => {
  assert.equal(normalisedGain(40, 70), 0.5);
  assert.equal(normalisedGain(100, 100), null);
  assert.equal(normalisedGain(50, 40), -0.2);
  assert.equal(classGain([]), null);
  assert.equal(
    classGain([
      { pre: 20, post: 60 },
      { pre: 60, post: 80 },
    ]),
    0.5,
  );
  assert.equal(
    classGain([
      { pre: 100, post: 100 },
      { pre: 0, post: 50 },
    ]),
    0.5,
  );
});
