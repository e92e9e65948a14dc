import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { answersOf, checkCitations, checkCoverage } from '../../src/build/content/coverage.ts';
import { readSource } from '../../src/build/content/source.ts';
import { checkWording } from '../../src/build/content/wording/check.ts';
import { claimsIn, FORBIDDEN } from '../../src/build/content/wording/claims.ts';
import { EXCEPTIONS } from '../../src/build/content/wording/exceptions.ts';
import { fileProse, type Piece } from '../../src/build/content/wording/prose.ts';
import { longSentences, MOST_WORDS, sentencesOf, wordsIn } from '../../src/build/content/wording/sentence.ts';

const piece = (text: string, sources: string[] = []): Piece => ({
  file: 'x.mdx',
  line: 1,
  path: '',
  text,
  sources,
});
const messages = (text: string, sources?: string[]) =>
  claimsIn(piece(text, sources)).map(({ message }) => message);

const clauses: { id: string }[] = parse(readFileSync('content/klausul.yaml', 'utf8'));
const laws: { id: string }[] = parse(readFileSync('content/peraturan.yaml', 'utf8'));
const known = { klausul: new Set(clauses.map(({ id }) => id)), peraturan: new Set(laws.map(({ id }) => id)) };
const files = globSync('content/**/*.{mdx,yaml}').map((file) => ({
  below: file.slice('content/'.length),
  data: readSource(file, readFileSync(file, 'utf8'), file.endsWith('.mdx') ? 'mdx' : 'yaml').data,
}));

test('each of the 87 clauses is answered by at least one page', () => {
  assert.equal(clauses.length, 87);
  assert.deepEqual(checkCoverage('content', known.klausul, answersOf(files)), []);
});

test('a clause no page answers is named', () => {
  const answers = answersOf(files.filter(({ below }) => !below.startsWith('kebijakan/')));
  const faults = checkCoverage('content', known.klausul, answers);
  assert.ok(faults.length > 0);
  assert.match(faults[0]?.message ?? '', /^klausul S[12]-\d\d belum dijawab/);
});

test('the register of clauses does not answer itself, and a term or a quiz answers nothing', () => {
  const own = files.filter(({ below }) => /^(klausul|istilah|peraturan)\.yaml$|soal\.yaml$/.test(below));
  assert.equal(answersOf(own).size, 0);
});

test('a clause or law in running text that is in no register is named', () => {
  const faults = checkCitations('content', [piece('Menurut S2-99 dan R16, bukan S2-35.')], known);
  assert.deepEqual(
    faults.map(({ message }) => message.split('"')[1]),
    ['S2-99', 'R16'],
  );
});

test('claims of compliance, safety and invented limits are refused, each with what to write instead', () => {
  for (const text of [
    'Formulir ini sudah sesuai regulasi.',
    'Aplikasi Anda dijamin aman.',
    'Server ini bebas dari serangan.',
    'Sistem tidak dapat diretas.',
    'Lapor dalam kesempatan pertama, paling lambat 1 jam.',
    'Kode QR membuktikan keaslian.',
    'Peserta mendapat 16 JP.',
    'Panduan ini diakui BSSN.',
  ]) {
    const [fault] = claimsIn(piece(text));
    assert.ok(fault, text);
    assert.ok(fault.mend.length > 10);
  }
});

test('honest neighbours of those phrases pass', () => {
  for (const text of [
    'Sesuaikan dan tetapkan oleh pejabat berwenang.',
    'Lapor dalam kesempatan pertama. Sumber tidak menyebut batas jam.',
    'Urutan mati yang aman tertempel di dinding.',
    'Situs ini tidak memberi JP.',
  ]) {
    assert.deepEqual(messages(text), [], text);
  }
});

test('"wajib" without a source is a fault; a clause, an article or the entry\'s own source mends it', () => {
  assert.equal(messages('Setiap kantor wajib memasang firewall.').length, 1);
  assert.deepEqual(messages('Setiap kantor wajib memasang firewall (S2-23).'), []);
  assert.deepEqual(messages('UU 27/2022 Pasal 46 mewajibkan pemberitahuan.'), []);
  assert.deepEqual(messages('Setiap kantor wajib memasang firewall.', ['S2-23']), []);
  assert.deepEqual(messages('Ditulis sebagai tugas, tanpa kata wajib.'), []);
});

test('the sources of a whole page do not cover its blocks; those of an entry do', () => {
  const text = `judul: Uji coba\nklausul: [S2-06]\nringkasan: Semua wajib ikut uji.\nwajib:\n  - isi: Semua wajib ikut uji.\n    sumber: [S2-06]\n`;
  const faults = fileProse('kebijakan/uji.yaml', text).flatMap(claimsIn);
  assert.deepEqual(
    faults.map(({ piece: { path } }) => path),
    ['ringkasan'],
  );
});

test('a sentence over the limit is found, one at the limit is not', () => {
  const words = (count: number) => `${Array.from({ length: count }, () => 'kata').join(' ')}.`;
  assert.equal(longSentences([piece(words(MOST_WORDS))]).length, 0);
  assert.equal(longSentences([piece(words(MOST_WORDS + 1))])[0]?.words, MOST_WORDS + 1);
  assert.equal(longSentences([piece(`${words(12)} ${words(12)}`)]).length, 0);
});

test('times, abbreviations and links do not cut or stretch a sentence', () => {
  assert.deepEqual(sentencesOf('Pukul 07.10 laman berubah. Lapor ke [Diskominfo kota](/darurat/).'), [
    'Pukul 07.10 laman berubah.',
    'Lapor ke Diskominfo kota.',
  ]);
  assert.deepEqual(sentencesOf('Lihat hlm. 3 dan Jl. Contoh.'), ['Lihat hlm. 3 dan Jl. Contoh.']);
  assert.equal(wordsIn('Tunggu 3 × 24 jam – lalu lapor'), 6);
});

test('prose is read from paragraphs, lists and values, not from code or ids', () => {
  const text =
    '---\njudul: Uji judul\nsop: [a b]\n---\n\nSatu kalimat\ndua baris.\n\n- Butir satu.\n- Butir dua.\n\n```\nkode di sini\n```\n';
  assert.deepEqual(
    fileProse('sop/uji.mdx', text).map(({ text: prose, line }) => [prose, line]),
    [
      ['Uji judul', 2],
      ['Satu kalimat dua baris.', 6],
      ['- Butir satu.', 9],
      ['- Butir dua.', 10],
    ],
  );
});

test('the content keeps the wording rules, and every exception has a reason and a use', () => {
  assert.deepEqual(checkWording('content'), []);
  assert.ok(EXCEPTIONS.every(({ reason }) => reason.length > 30));
});

test('without its exceptions the content would be refused, and an idle exception is refused too', () => {
  assert.ok(checkWording('content', []).length > EXCEPTIONS.length);
  const idle = { rule: 'klaim' as const, file: 'sop/', has: 'tidak ada di mana pun', reason: 'uji' };
  assert.match(checkWording('content', [...EXCEPTIONS, idle]).at(-1)?.message ?? '', /tidak dipakai lagi/);
});

test('no page template says what content must not say', () => {
  const faults = globSync('src/**/*.{astro,ts}')
    .filter((file) => !file.startsWith('src/build/content/wording/'))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8').replace(/\s+/g, ' ');
      return FORBIDDEN.flatMap(({ pattern }) => {
        const found = pattern.exec(text)?.[0];
        return found ? [`${file}: ${found}`] : [];
      });
    });
  assert.deepEqual(faults, []);
});
