/** A class from files: one row a person, gain, subjects, and a table no name can turn into a formula. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { missedMost, participantsOf, type TestQuestion, topicsOf } from '../../src/progress/class.ts';
import { classTable } from '../../src/progress/class-table.ts';
import { makeEvent } from '../../src/progress/event.ts';
import { type ProgressFile, readProgress, writeProgress } from '../../src/progress/file.ts';

const QUESTIONS: TestQuestion[] = ['a', 'b'].flatMap((topic) =>
  ['A', 'B'].map((form) => ({ id: `${topic}-${form}`, pair: topic, topic, question: `Soal ${topic}?` })),
);

function file(id: string, name: string, pre: string[] | null, post: string[] | null): ProgressFile {
  const attempt = (item: string, form: string, missed: string[], minute: number) =>
    makeEvent({
      at: `2026-11-23T0${minute}:00:00.000Z`,
      kind: 'quiz',
      item,
      data: { form, score: 2 - missed.length, max: 2, missed },
      nonce: id,
    });
  const events = [
    ...(pre ? [attempt('/pelatihan/tes-awal/', 'A', pre, 1)] : []),
    ...(post ? [attempt('/pelatihan/tes-akhir/', 'B', post, 5)] : []),
  ];
  return readProgress(writeProgress({ id, name }, events));
}

test('two files of one learner are one participant; a test not taken is no zero', () => {
  const people = participantsOf([
    file('1', 'Peserta B', ['a-A', 'b-A'], null),
    file('1', 'Peserta B', null, ['a-B']),
    file('2', 'Peserta A', null, null),
  ]);
  assert.deepEqual(
    people.map(({ name, pre, post, gain }) => [name, pre, post, gain]),
    [
      ['Peserta A', null, null, null],
      ['Peserta B', 0, 50, 0.5],
    ],
  );
});

test('subjects before and after, and what was missed most', () => {
  const people = participantsOf([
    file('1', 'Satu', ['a-A', 'b-A'], ['b-B']),
    file('2', 'Dua', ['b-A'], ['b-B']),
    file('3', 'Tiga', ['a-A'], ['a-B']),
  ]);
  const [a, b] = topicsOf(people, QUESTIONS);
  assert.deepEqual([a?.topic, a?.pre?.toFixed(2), a?.post?.toFixed(2)], ['a', '0.33', '0.67']);
  assert.deepEqual([b?.topic, b?.pre?.toFixed(2), b?.post?.toFixed(2)], ['b', '0.33', '0.33']);
  assert.deepEqual(
    missedMost(people, QUESTIONS).map(({ pair, missed, of }) => [pair, missed, of]),
    [
      ['b', 2, 3],
      ['a', 1, 3],
    ],
  );
  assert.deepEqual(topicsOf([], QUESTIONS)[0], { topic: 'a', pre: null, post: null });
});

test('no name can act as a formula or break the table', () => {
  const names = ['=CMD()', '+1', '-2+3', '@x', 'Titik;koma', 'Kutip "x"', 'Biasa'];
  const table = classTable(participantsOf(names.map((name, i) => file(String(i), name, null, null))));
  const lines = table.trim().split('\r\n').slice(1);
  assert.equal(lines.length, names.length);
  for (const line of lines) assert.doesNotMatch(line, /^"?[=+\-@]/);
  assert.ok(table.includes('"Titik;koma"') && table.includes('"Kutip ""x"""'));
});
