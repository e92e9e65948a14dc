/** Evaluation sheets: nothing but answers in them, nothing foreign counted; and what the report starts from. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { distinct, ratingRows, readSheet, remarks, writeSheet } from '../../src/evaluation/sheet.ts';
import { participantsOf } from '../../src/progress/class.ts';
import { classFacts } from '../../src/progress/class-facts.ts';
import { readProgress } from '../../src/progress/file.ts';

const ITEMS = [
  { id: 'materi', text: 'Materinya berguna.' },
  { id: 'waktu', text: 'Waktunya cukup.' },
];

test('what is no evaluation is not read as one', () => {
  for (const text of [
    '',
    'bukan',
    '[]',
    '{"sigap":"kemajuan"}',
    '{"sigap":"evaluasi","id":""}',
    '{"sigap":"evaluasi","id":7}',
  ])
    assert.equal(readSheet(text), null, text);
  assert.throws(() => readProgress(writeSheet({ id: 'a', ratings: {}, words: {} })));
});

test('ratings out of range and words that are none are left out, the rest counts', () => {
  const sheet = readSheet(
    '\uFEFF{"sigap":"evaluasi","id":"a","nilai":{"a":0,"b":6,"c":2.5,"d":"5","e":5},"kata":{"f":7,"g":"  ","h":" baik "}}',
  );
  assert.deepEqual(sheet, { id: 'a', ratings: { e: 5 }, words: { h: 'baik' } });
  assert.deepEqual(readSheet('{"sigap":"evaluasi","id":"a"}'), { id: 'a', ratings: {}, words: {} });
});

test('a sheet holds its answers and nothing that tells who or when', () => {
  const text = writeSheet({ id: 'ab12', ratings: { materi: 4 }, words: { ubah: 'Lebih lama' } });
  assert.deepEqual(Object.keys(JSON.parse(text)).sort(), ['id', 'kata', 'nilai', 'sigap', 'versi']);
  assert.deepEqual(readSheet(text), { id: 'ab12', ratings: { materi: 4 }, words: { ubah: 'Lebih lama' } });
});

test('a sheet given twice counts once; an item nobody rated has no mean', () => {
  const sheets = distinct([
    { id: '1', ratings: { materi: 2 }, words: { ubah: 'Zona' } },
    { id: '2', ratings: { materi: 5 }, words: { ubah: 'Awal' } },
    { id: '1', ratings: { materi: 2 }, words: { ubah: 'Zona' } },
  ]);
  assert.deepEqual(ratingRows(sheets, ITEMS), [
    { ...ITEMS[0], counts: [0, 1, 0, 0, 1], raters: 2, mean: 3.5 },
    { ...ITEMS[1], counts: [0, 0, 0, 0, 0], raters: 0, mean: null },
  ]);
  assert.deepEqual(remarks(sheets, 'ubah'), ['Awal', 'Zona']);
});

test('the report starts from figures alone: what is not known stays empty', () => {
  const files = [readProgress('{"sigap":"kemajuan","versi":2,"pelajar":{"id":"1","nama":"Peserta A"}}\n')];
  const sheets = [{ id: '1', ratings: { materi: 4 }, words: { ubah: 'Lebih lama' } }];
  const people = participantsOf(files);
  const questions = ['A', 'B'].map((form) => ({
    id: `p-${form}`,
    pair: 'p',
    topic: 'tte',
    question: 'Soal?',
  }));
  const facts = classFacts({ people, questions, sheets, items: ITEMS, open: ['ubah'] });
  assert.deepEqual(facts['kelas.topik'], [{ topik: 'TTE', awal: '', akhir: '' }]);
  assert.equal(facts['kelas.jumlah'], '1');
  assert.deepEqual(facts['kelas.peserta'], [{ nama: 'Peserta A', awal: '', akhir: '', selesai: '0' }]);
  assert.deepEqual(facts['kelas.evaluasi'], [{ butir: 'Materinya berguna.', rata: '4', penilai: '1' }]);
  assert.deepEqual(facts['kelas.masukan'], ['Lebih lama']);
  assert.deepEqual(facts['kelas.keliru'], []);
});
