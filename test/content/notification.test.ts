import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarFile } from '../../src/notification/calendar.ts';
import { dayText, dueAt, readWallTime, timeText, wallTimeIn } from '../../src/notification/clock.ts';
import { type Answers, dutiesFor, type Level, type YesNo } from '../../src/notification/duties.ts';

/**
 * Each line: serious and by another party · level · IIV · personal data · own TTIS -> who is told, and what is to be found out.
 * Sources: S2-33..S2-36 (local), R11 Pasal 15 (at least high risk: TTIS sektoral; IIV 1x24), R20 Pasal 46 (3x24).
 */
const table = `
ya     rendah tidak tidak ya    -> amankan diskominfo wali-kota
ya     rendah tidak tidak tidak -> amankan diskominfo wali-kota
ya     rendah tidak ya    ya    -> amankan diskominfo wali-kota pdp
ya     rendah ya    tidak ya    -> amankan diskominfo wali-kota iiv
ya     rendah ya    ya    ya    -> amankan diskominfo wali-kota iiv pdp
ya     rendah belum tidak ya    -> amankan diskominfo wali-kota iiv | iiv
ya     rendah tidak belum ya    -> amankan diskominfo wali-kota pdp | data
ya     sedang tidak tidak ya    -> amankan diskominfo wali-kota
ya     sedang tidak ya    tidak -> amankan diskominfo wali-kota pdp
ya     sedang ya    tidak tidak -> amankan diskominfo wali-kota iiv
ya     sedang ya    ya    tidak -> amankan diskominfo wali-kota iiv pdp
ya     tinggi tidak tidak ya    -> amankan diskominfo wali-kota sektoral
ya     tinggi tidak tidak tidak -> amankan diskominfo wali-kota sektoral
ya     tinggi tidak tidak belum -> amankan diskominfo wali-kota sektoral | ttis
ya     tinggi ya    tidak ya    -> amankan diskominfo wali-kota sektoral iiv
ya     tinggi ya    ya    ya    -> amankan diskominfo wali-kota sektoral iiv pdp
ya     tinggi ya    ya    tidak -> amankan diskominfo wali-kota sektoral iiv pdp
ya     tinggi tidak ya    ya    -> amankan diskominfo wali-kota sektoral pdp
ya     tinggi belum belum ya    -> amankan diskominfo wali-kota sektoral iiv pdp | data iiv
ya     kritis tidak tidak ya    -> amankan diskominfo wali-kota sektoral
ya     kritis ya    ya    ya    -> amankan diskominfo wali-kota sektoral iiv pdp
ya     kritis ya    tidak belum -> amankan diskominfo wali-kota sektoral iiv | ttis
ya     belum  tidak tidak ya    -> amankan diskominfo wali-kota sektoral | tingkat
ya     belum  ya    ya    ya    -> amankan diskominfo wali-kota sektoral iiv pdp | tingkat
ya     belum  belum belum belum -> amankan diskominfo wali-kota sektoral iiv pdp | data iiv tingkat ttis
belum  rendah tidak tidak ya    -> amankan diskominfo wali-kota | pihak
belum  sedang tidak ya    ya    -> amankan diskominfo wali-kota pdp | pihak
belum  tinggi tidak tidak ya    -> amankan diskominfo wali-kota sektoral | pihak
belum  tinggi ya    tidak ya    -> amankan diskominfo wali-kota sektoral iiv | pihak
belum  kritis ya    ya    tidak -> amankan diskominfo wali-kota sektoral iiv pdp | pihak
belum  belum  belum belum belum -> amankan diskominfo wali-kota sektoral iiv pdp | pihak data iiv tingkat ttis
belum  belum  tidak tidak ya    -> amankan diskominfo wali-kota sektoral | pihak tingkat
tidak  rendah tidak tidak ya    -> helpdesk
tidak  rendah tidak tidak tidak -> helpdesk
tidak  rendah tidak ya    ya    -> helpdesk pdp
tidak  rendah ya    tidak ya    -> helpdesk iiv
tidak  sedang tidak tidak ya    -> helpdesk
tidak  sedang tidak belum ya    -> helpdesk pdp | data
tidak  sedang ya    ya    ya    -> helpdesk iiv pdp
tidak  tinggi tidak tidak ya    -> helpdesk sektoral
tidak  tinggi tidak ya    ya    -> helpdesk sektoral pdp
tidak  tinggi ya    tidak tidak -> helpdesk sektoral iiv
tidak  kritis ya    ya    ya    -> helpdesk sektoral iiv pdp
tidak  kritis tidak tidak belum -> helpdesk sektoral | ttis
tidak  belum  tidak tidak ya    -> helpdesk sektoral | tingkat
tidak  belum  belum belum belum -> helpdesk sektoral iiv pdp | data iiv tingkat ttis
`;

const QUESTION: Record<string, RegExp> = {
  pihak: /pihak lain/,
  data: /data pribadi/,
  iiv: /daftar IIV/,
  tingkat: /tingkat risikonya/,
  ttis: /punya TTIS/,
};

const cases = table.trim().split('\n');

function readCase(line: string): { answers: Answers; duties: string[]; unknown: string[] } {
  const [left = '', right = ''] = line.split('->');
  const [pihakLain, tingkat, iiv, dataPribadi, ttis] = left.trim().split(/\s+/);
  const [duties = '', unknown = ''] = right.split('|');
  const words = (text: string) => text.trim().split(/\s+/).filter(Boolean);
  const answers = {
    pihakLain: pihakLain as YesNo,
    tingkat: tingkat as Level,
    iiv: iiv as YesNo,
    dataPribadi: dataPribadi as YesNo,
    ttis: ttis as YesNo,
  };
  return { answers, duties: words(duties), unknown: words(unknown) };
}

test('the table has at least forty cases', () => assert.ok(cases.length >= 40));

for (const line of cases) {
  test(`who is told: ${line.replace(/\s+/g, ' ')}`, () => {
    const { answers, duties, unknown } = readCase(line);
    const outcome = dutiesFor(answers);
    assert.deepEqual(
      outcome.kewajiban.map(({ id }) => id),
      duties,
    );
    assert.equal(outcome.pastikan.length, unknown.length);
    for (const [place, word] of unknown.entries())
      assert.match(outcome.pastikan[place] ?? '', QUESTION[word]!);
  });
}

const all: Answers = { pihakLain: 'ya', tingkat: 'tinggi', iiv: 'ya', dataPribadi: 'ya', ttis: 'ya' };
const known = readWallTime('2026-11-20', '07.10')!;

test('only the two limits of the rules carry hours; "kesempatan pertama" never does', () => {
  const hours = dutiesFor(all).kewajiban.map(({ id, tenggat }) => [
    id,
    tenggat.kind === 'batas' ? tenggat.hours : null,
  ]);
  assert.deepEqual(hours, [
    ['amankan', null],
    ['diskominfo', null],
    ['wali-kota', null],
    ['sektoral', null],
    ['iiv', 24],
    ['pdp', 72],
  ]);
});

test('every duty names its source, and the proposal says it is none', () => {
  for (const pihakLain of ['ya', 'tidak'] as const) {
    for (const duty of dutiesFor({ ...all, pihakLain }).kewajiban)
      assert.match(duty.sumber[0] ?? '', /^(S[12]-\d\d|R\d\d)/);
  }
  assert.match(dutiesFor({ ...all, pihakLain: 'tidak' }).kewajiban[0]?.catatan ?? '', /^Contoh/);
});

test('the limits run from when it became known, over the weekend too', () => {
  const due = (id: string) => dueAt(known, dutiesFor(all).kewajiban.find((duty) => duty.id === id)!.tenggat)!;
  assert.equal(`${dayText(due('iiv'))} ${timeText(due('iiv'))}`, 'Sab 21 Nov 07.10');
  assert.equal(`${dayText(due('pdp'))} ${timeText(due('pdp'))}`, 'Sen 23 Nov 07.10');
});

test('one working day after a Friday is Monday', () => {
  assert.equal(dayText(dueAt(known, { kind: 'contoh', workingDays: 1 })!), 'Sen 23 Nov');
});

test('a time that is none is refused, not guessed', () => {
  for (const time of ['7.75', '24.00', '7', '', 'pagi', '07-10'])
    assert.equal(readWallTime('2026-11-20', time), undefined);
  assert.equal(readWallTime('2026-02-30', '07.10'), undefined);
  assert.equal(readWallTime('', '07.10'), undefined);
  assert.equal(readWallTime('2026-11-20', '7:10'), known);
});

test('the wall clock of the agency is taken from its zone', () => {
  const wall = wallTimeIn(new Date('2026-11-22T23:30:00Z'), 'Asia/Makassar');
  assert.equal(`${dayText(wall)} ${timeText(wall)}`, 'Sen 23 Nov 07.30');
});

test('the calendar holds an event for each duty with an hour, folded and escaped as RFC 5545 asks', () => {
  const file = calendarFile(dutiesFor(all).kewajiban, known, Date.UTC(2026, 10, 20));
  assert.equal(file.match(/BEGIN:VEVENT/g)?.length, 3);
  assert.match(file, /DTSTART:20261121T071000\r\n/);
  assert.ok(file.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75));
  assert.match(file.replace(/\r\n /g, ''), /Sumber: R20 Pasal 46/);
});
