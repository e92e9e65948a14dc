/** All question files together: outcomes without a question, thin modules and questions asked twice are refused. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { checkQuizBanks } from '../../src/build/content/quiz.ts';
import { readSource } from '../../src/build/content/source.ts';
import { sameAnswer } from '../../src/quiz/grade.ts';
import { lintBanks, type QuizBank, TESTS } from '../../src/quiz/lint-banks.ts';
import { soal } from '../../src/schemas/training.ts';

const item = (id: string, more: object = {}) => ({
  id,
  jenis: 'isian',
  tanya: `Apa itu ${id}?`,
  halaman: '/istilah/',
  topik: 'zona',
  jawaban: ['zona'],
  penjelasan: 'Begitu tertulis di daftar istilah.',
  ...more,
});
const bank = (name: string, ...items: object[]): QuizBank => ({ name, items: soal.parse(items) });
const outcomes = new Map([['zona', ['Menggambar zona.', 'Menunjuk server.']]]);
const zona = (...more: object[]) =>
  bank('zona', item('a', { hasil: 1 }), item('b', { hasil: 2 }), item('c', { hasil: 2 }), ...more);
const fourth = item('d', { hasil: 1 });
const messages = (...banks: QuizBank[]) => lintBanks(banks, outcomes).map(({ message }) => message);

test('four questions that reach every outcome are enough', () => {
  assert.deepEqual(messages(zona(fourth)), []);
});

test('a thin module and an outcome that nobody tests are named', () => {
  assert.deepEqual(messages(zona()), ['modul "zona" punya 3 soal']);
  const onlyFirst = bank('zona', ...['a', 'b', 'c', 'd'].map((id) => item(id, { hasil: 1 })));
  assert.deepEqual(messages(onlyFirst), ['hasil ke-2 tidak diuji: Menunjuk server.']);
  const test2 = bank(TESTS, item('e', { modul: 'zona', hasil: 2 }));
  assert.deepEqual(messages(onlyFirst, test2), [], 'the tests reach it');
});

test('a question that names no outcome, or one that is not there, is named', () => {
  assert.match(messages(zona(item('d'))).join(), /soal "d": hasil yang diuji tidak disebut/);
  assert.match(messages(zona(item('d', { hasil: 3 }))).join(), /soal "d": hasil zona\/3 tidak ada/);
  assert.match(
    messages(zona(fourth), bank(TESTS, item('e', { hasil: 1 }))).join(),
    /soal "e": hasil \/1 tidak ada/,
  );
});

test('one question asked in two files is named with both places', () => {
  const again = bank(TESTS, item('lain', { tanya: ' APA itu a? ', modul: 'zona', hasil: 1 }));
  assert.deepEqual(messages(zona(fourth), again), ['pertanyaan sama dengan soal zona/a']);
});

test('the fault of a file says its path and line; without its questions, that of the lesson', () => {
  const file = (below: string, text: string) => ({
    path: `content/${below}`,
    below,
    source: readSource(below, text, below.endsWith('.mdx') ? 'mdx' : 'yaml'),
  });
  const lesson = file(
    'pelatihan/tabletop/index.mdx',
    readFileSync('content/pelatihan/tabletop/index.mdx', 'utf8'),
  );
  const text = readFileSync('content/pelatihan/tabletop/soal.yaml', 'utf8');
  const questions = (changed: string) => file('pelatihan/tabletop/soal.yaml', changed);
  assert.deepEqual(checkQuizBanks([lesson, questions(text)]), []);
  const [fault] = checkQuizBanks([lesson, questions(text.replace(/ {2}hasil: \d\n/, ''))]);
  assert.equal(fault?.file, 'content/pelatihan/tabletop/soal.yaml');
  assert.equal(fault?.line, 1);
  assert.match(fault?.message ?? '', /hasil yang diuji tidak disebut/);
  const [none] = checkQuizBanks([lesson]);
  assert.equal(none?.file, 'content/pelatihan/tabletop/index.mdx');
  assert.match(none?.message ?? '', /punya 0 soal/);
});

test('spellings that people use for one word are one answer; other figures are another', () => {
  for (const [one, other] of [
    ['pass phrase', 'Passphrase'],
    ['e-mail', 'email'],
    ['dua puluh', 'duapuluh'],
    ['05.40', '05:40'],
    ['ke-2', 'ke 2'],
  ] as const)
    assert.ok(sameAnswer(one, other), `${one} / ${other}`);
  assert.equal(sameAnswer('1.24', '12.4'), false);
  assert.equal(sameAnswer('443', '8443'), false);
});
