/** Progress files made to hurt: bottomless nesting, names of the language itself, endless damage, foreign lists. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileName, importWords } from '../../src/browser/progress/file-words.ts';
import {
  missedMost,
  namesakes,
  participantsOf,
  type TestQuestion,
  topicsOf,
} from '../../src/progress/class.ts';
import { classTable } from '../../src/progress/class-table.ts';
import { gainWords } from '../../src/progress/class-words.ts';
import { makeEvent } from '../../src/progress/event.ts';
import {
  belongsToAnother,
  NotAProgressFile,
  type ProgressFile,
  readProgress,
  writeProgress,
} from '../../src/progress/file.ts';
import { gainSentence } from '../../src/progress/gain-words.ts';
import { stateOf } from '../../src/progress/state.ts';

const LEARNER = { id: 'a'.repeat(32), name: 'Peserta 7' };
const AT = '2026-11-22T08:00:00.000Z';
const event = makeEvent({ at: AT, kind: 'done', item: '/x/', data: {}, nonce: '1' });

test('a line nested without end is damaged like any other: the lines beside it are read', () => {
  const deep = `{"id":"x","at":"${AT}","kind":"done","item":"/x/","nonce":"","data":{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`;
  const read = readProgress(`${writeProgress(LEARNER, [event])}${deep}\n`);
  assert.deepEqual(read.events, [event]);
  assert.deepEqual(read.damaged, [3]);
});

test('words of the language are plain words in a file, and reach no prototype', () => {
  const data = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  const made = makeEvent({ at: AT, kind: '__proto__', item: '__proto__', data, nonce: '1' });
  const text = writeProgress(LEARNER, [made]);
  const read = readProgress(text);
  assert.equal(writeProgress(read.learner, read.events), text);
  assert.equal(stateOf(read.events).items.get('__proto__')?.done, false);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('a hundred thousand damaged lines are counted, not recited', () => {
  const read = readProgress(`${writeProgress(LEARNER, [event])}${'x\n'.repeat(100_000)}`);
  const words = importWords(read, 1);
  assert.match(words, /Baris 3, 4, 5.* dan 99.990 baris lain rusak/);
  assert.ok(words.length < 400);
});

test('a file that only says what it is, in the wrong encoding or with a mark in front, is told apart', () => {
  const text = writeProgress(LEARNER, [event]);
  assert.equal(readProgress(`\uFEFF${text.replaceAll('\n', '\r\n')}`).events.length, 1);
  const wide = new TextDecoder().decode(Buffer.from(text, 'utf16le'));
  assert.throws(() => readProgress(wide), NotAProgressFile);
  assert.throws(() => readProgress('x'.repeat(50_000_000)), NotAProgressFile);
});

test('a name of any length makes a file name every disk takes', () => {
  for (const name of [
    'a'.repeat(300),
    '-'.repeat(300),
    '🙂'.repeat(300),
    '../../etc/passwd',
    '<img onerror=x>',
  ])
    assert.match(fileName(name, new Date(2026, 10, 22)), /^kemajuan-(?:[a-z0-9-]{1,60}-)?2026-11-22\.jsonl$/);
});

test('a file with another name and another origin is somebody else’s; without either nobody can tell', () => {
  const own = { id: 'a', name: 'Siti ' };
  assert.equal(belongsToAnother(own, { id: 'b', name: 'Budi' }), true);
  for (const other of [
    { id: 'a', name: 'Budi' },
    { id: 'b', name: 'siti' },
    { id: 'b', name: '' },
    { id: '', name: 'Budi' },
  ])
    assert.equal(belongsToAnother(own, other), other.id === '' && other.name === 'Budi');
  assert.equal(belongsToAnother({ id: 'a', name: '' }, { id: 'b', name: 'Budi' }), false);
});

const QUESTIONS: TestQuestion[] = ['a', 'b'].flatMap((topic) =>
  ['A', 'B'].map((form) => ({ id: `${topic}-${form}`, pair: topic, topic, question: `Soal ${topic}?` })),
);

function file(
  id: string,
  name: string,
  pre: number | null,
  post: number | null,
  missed: string[] = [],
): ProgressFile {
  const attempt = (item: string, form: string, score: number) =>
    makeEvent({ at: AT, kind: 'quiz', item, data: { form, score, max: 100, missed }, nonce: id });
  const events = [
    ...(pre === null ? [] : [attempt('/pelatihan/tes-awal/', 'A', pre)]),
    ...(post === null ? [] : [attempt('/pelatihan/tes-akhir/', 'B', post)]),
  ];
  return readProgress(writeProgress({ id, name }, events));
}

test('a list that names one question many times, or questions of the other form, makes no share below nothing', () => {
  const people = participantsOf([file('1', 'Satu', 0, 0, ['a-A', 'a-A', 'a-A', 'a-B', 'a-B', 'tidak-ada'])]);
  for (const { pre, post } of topicsOf(people, QUESTIONS))
    for (const share of [pre, post]) assert.ok(share !== null && share >= 0 && share <= 1, String(share));
  assert.equal(missedMost(people, QUESTIONS)[0]?.missed, 1);
});

test('a class that knew everything before, or knows less after, is told so in words', () => {
  const words = (...pairs: [number, number][]): string =>
    gainWords(participantsOf(pairs.map(([pre, post], place) => file(String(place), 'x', pre, post))));
  assert.match(
    words([100, 100], [100, 90]),
    /^Rata-rata 100 menjadi 95 dari 2 peserta\. Tes awal sudah penuh/,
  );
  assert.match(words([80, 60]), /^Rata-rata 80 menjadi 60 dari 1 peserta\. Turun 20 angka\.$/);
  assert.match(words([50, 75]), /Dari yang belum dikuasai, 50 % sudah dikuasai/);
  assert.equal(gainSentence(100, 100), null);
  assert.equal(gainSentence(90, 40), 'Turun 50 angka.');
  assert.equal(gainSentence(50, 75), 'Dari yang belum dikuasai, 50 % sudah dikuasai.');
});

test('a name from a file is one line of sight: no marks that turn it, no markup run, no end', () => {
  const [one] = participantsOf([file('1', ` \u202eSiti\n\u0000 Aminah\t${'x'.repeat(5000)}`, null, null)]);
  assert.match(one?.name ?? '', /^Siti Aminah x+$/);
  assert.ok((one?.name.length ?? 0) <= 200);
  const [two] = participantsOf([file('1', '<img src=x onerror=alert(1)>', null, null)]);
  assert.equal(two?.name, '<img src=x onerror=alert(1)>');
  assert.equal(participantsOf([file('1', '\u200b\u202e', null, null)])[0]?.name, 'Tanpa nama');
});

test('people of one name are named, people without one are not', () => {
  const people = participantsOf([
    file('1', 'Siti', null, null),
    file('2', 'siti ', null, null),
    file('3', '', null, null),
    file('4', '', null, null),
    file('1', 'Siti', 10, null),
  ]);
  assert.deepEqual(namesakes(people), [{ name: 'siti', count: 2 }]);
});

test('an older file given after a newer one changes nothing', () => {
  const older = file('1', 'Lama', 40, null);
  const at = (hour: number) => `2026-11-22T0${hour}:00:00.000Z`;
  const named = (name: string, hour: number) =>
    makeEvent({ at: at(hour), kind: 'name', item: '', data: { name }, nonce: name });
  const newer = readProgress(writeProgress({ id: '1', name: 'Baru' }, [named('Lama', 1), named('Baru', 2)]));
  const both = [
    [older, newer],
    [newer, older],
  ].map((files) => participantsOf(files));
  for (const [person] of both) assert.deepEqual([person?.name, person?.pre], ['Baru', 40]);
});

test('figures of a table stay figures where the gain is negative, and a name stays a name', () => {
  const table = classTable(participantsOf([file('1', '=HYPERLINK("http://x";"y")', 80, 60)]));
  assert.match(table, /^\uFEFFNama;/);
  assert.match(table, /"'=HYPERLINK\(""http:\/\/x"";""y""\)";80;60;-100;0\r\n$/);
});
