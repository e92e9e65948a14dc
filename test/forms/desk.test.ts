import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { icsFile } from '../../src/calendar/ics.ts';
import { EMPTY_LOG, elapsed, factsOfLog, withEntry } from '../../src/emergency/log.ts';
import { withFacts } from '../../src/forms/facts.ts';
import { factsOfAnswers } from '../../src/notification/facts.ts';
import { LETTERS, letterAddress } from '../../src/notification/letters.ts';
import { dutiesOf, eventsOf, factsOfRoster, faultsOf, leavesOf, turnsOf } from '../../src/roster/roster.ts';
import { pertanyaan, raci } from '../../src/schemas/desk.ts';
import { factsOfCheck, gapsOf, summary } from '../../src/selfcheck/check.ts';
import { formNamed, forms } from './example.ts';

const at = (text: string) => Date.parse(`${text}Z`);

test('the letters of every duty exist and take the answers', () => {
  const told = {
    date: '2026-11-23',
    time: '07:10',
    answers: { pihakLain: 'ya' as const, tingkat: 'tinggi' as const },
    done: { diskominfo: 'Sen 23 Nov, 07.32' },
  };
  for (const letter of Object.values(LETTERS)) {
    const { form } = formNamed(letter.form);
    const { filled } = withFacts(form, {}, factsOfAnswers(told));
    assert.ok(filled.length >= 2, letter.form);
    assert.match(letterAddress(letter.form), /\?dari=siapa-diberi-tahu$/);
  }
  const { values } = withFacts(formNamed('laporan-insiden').form, {}, factsOfAnswers(told));
  assert.equal(values['jamDiketahui'], '07.10');
  assert.equal(values['tingkat'], 'Tinggi');
  assert.equal(values['iiv'], 'Belum tahu');
  const letter = withFacts(formNamed('surat-wali-kota').form, {}, factsOfAnswers(told)).values;
  assert.equal(letter['statusLapor'], 'telah dilaporkan kepada Diskominfo (Sen 23 Nov, 07.32)');
});

test('the emergency log becomes the report: first time, situation, chronology in order', () => {
  let log = withEntry(
    EMPTY_LOG,
    { at: at('2026-11-23T07:12:00'), note: 'Jaringan diputus' },
    'Dugaan peretasan',
  );
  log = withEntry(log, { at: at('2026-11-23T07:10:00'), note: '  ' }, 'Listrik padam');
  const { values } = withFacts(formNamed('laporan-insiden').form, {}, factsOfLog(log)!);
  assert.equal(values['jamDiketahui'], '07.10');
  assert.equal(values['uraian'], 'Dugaan peretasan');
  assert.deepEqual(values['kronologi'], [
    { tanggal: '2026-11-23', jam: '07.10', uraian: 'Ditandai tanpa keterangan' },
    { tanggal: '2026-11-23', jam: '07.12', uraian: 'Jaringan diputus' },
  ]);
  assert.equal(elapsed(log, at('2026-11-23T08:15:09')), '1 jam 05 menit 09 detik');
  assert.equal(factsOfLog(EMPTY_LOG), undefined);
});

const duties = dutiesOf([
  { tugas: 'Aplikasi izin', nama: 'Agus', pengganti1: 'Citra', pengganti2: '' },
  { tugas: 'Jaringan', nama: 'Dewa', pengganti1: 'Citra' },
  { tugas: 'Ruang server', nama: 'Edi', pengganti1: 'edi ' },
]);

test('a stand-in who is the same person is none: the duty rests on one', () => {
  const faults = faultsOf(duties, turnsOf(duties, [], '2026-11-23', 28));
  const grave = faults.filter((fault) => fault.grave);
  assert.deepEqual(
    grave.map(({ tugas }) => tugas),
    ['Ruang server'],
  );
  assert.match(grave[0]?.message ?? '', /satu orang: Edi/);
});

test('leave moves the duty to the stand-in for its days, and a gap shows where nobody is left', () => {
  const leaves = leavesOf([
    { nama: 'agus', mulai: '2026-11-24', sampai: '2026-11-26' },
    { nama: 'Citra', mulai: '2026-11-26', sampai: '' },
  ]);
  const turns = turnsOf(duties.slice(0, 1), leaves, '2026-11-23', 7);
  assert.deepEqual(
    turns.map(({ nama, from, to }) => [nama, from, to]),
    [
      ['Agus', '2026-11-23', '2026-11-23'],
      ['Citra', '2026-11-24', '2026-11-25'],
      ['', '2026-11-26', '2026-11-26'],
      ['Agus', '2026-11-27', '2026-11-29'],
    ],
  );
  assert.ok(faultsOf(duties, turns).some(({ message, grave }) => grave && /Kosong 26-11-2026/.test(message)));
});

test('one stand-in for two duties on the same day is shown', () => {
  const leaves = leavesOf([
    { nama: 'Agus', mulai: '2026-11-24', sampai: '2026-11-25' },
    { nama: 'Dewa', mulai: '2026-11-25', sampai: '2026-11-27' },
  ]);
  const faults = faultsOf(duties, turnsOf(duties, leaves, '2026-11-23', 7));
  assert.ok(faults.some(({ message }) => /Citra juga menggantikan "Jaringan"/.test(message)));
});

test('the calendar carries stand-ins as whole days, the last day included', () => {
  const leaves = leavesOf([{ nama: 'Agus', mulai: '2026-11-24', sampai: '2026-11-25' }]);
  const file = icsFile('Siaga', eventsOf(turnsOf(duties.slice(0, 1), leaves, '2026-11-23', 7)), 0);
  assert.match(
    file,
    /DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261126\r\nSUMMARY:Citra menggantikan: Aplikasi izin/,
  );
  assert.equal(file.match(/BEGIN:VEVENT/g)?.length, 1);
  assert.ok(file.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75));
});

test('the decree takes the matrix from the roster', () => {
  const roster = {
    tugas: [{ tugas: 'Jaringan', nama: 'Dewa', pengganti1: 'Citra', pengganti2: '' }, { tugas: '' }],
    cuti: [],
    mulai: '',
  };
  const { values } = withFacts(formNamed('sk-pengelola-dan-pengganti').form, {}, factsOfRoster(roster));
  assert.deepEqual(values['petugas'], [
    { tugas: 'Jaringan', nama: 'Dewa', pengganti1: 'Citra', pengganti2: '' },
  ]);
});

const questions = pertanyaan.array().parse(parse(readFileSync('content/periksa-diri.yaml', 'utf8')));

test('twenty questions cover the three sources, and each is closed by an SOP and a form that exist', () => {
  assert.equal(questions.length, 20);
  for (const asal of ['Data', 'Prasarana', 'Orang'])
    assert.ok(questions.some((question) => question.asal === asal));
  for (const { formulir } of questions)
    assert.ok(
      forms.some(({ slug }) => slug === formulir),
      formulir,
    );
});

test('gaps are what is not "ya", and begin the risk register without a value nobody set', () => {
  const answers = {
    cadangan: 'ya' as const,
    'uji-pulih': 'belum' as const,
    pengganti: 'tidak-tahu' as const,
  };
  const gaps = gapsOf(questions, answers);
  assert.equal(
    summary(questions, answers),
    '1 dari 20 sudah berjalan, 2 perlu dikerjakan, 17 belum dijawab.',
  );
  const { values } = withFacts(
    formNamed('register-risiko').form,
    {},
    factsOfCheck({ unit: '', answers, gaps }),
  );
  const rows = values['risiko'] as Record<string, string>[];
  assert.deepEqual(
    rows.map(({ asal }) => asal),
    ['Data', 'Orang'],
  );
  assert.ok(rows.every((row) => row['mungkin'] === undefined));
});

test('the matrix of roles has nine actors, and every duty nobody is named for says so', () => {
  const data = parse(readFileSync('content/raci.yaml', 'utf8'));
  const { pelaku, tugas } = raci.parse(data);
  assert.equal(pelaku.length, 9);
  for (const { peran, catatan, tugas: name } of tugas)
    assert.ok(Object.keys(peran).length > 0 || catatan, name);
  assert.throws(() => raci.parse({ ...data, pelaku: pelaku.slice(1) }));
});
