/** The log exercise: every finding can be found in the invented logs, and ordinary lines are none. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { parse } from 'yaml';
import { belongsTo, judgeMarks, type LogLine } from '../../src/quiz/log-findings.ts';
import { temuan } from '../../src/schemas/training.ts';

const FOLDER = 'content/pelatihan/membaca-log';
const { berkas, temuan: findings } = temuan.parse(parse(readFileSync(`${FOLDER}/temuan.yaml`, 'utf8')));
const lines: LogLine[] = berkas.flatMap(({ id, berkas: file }) =>
  readFileSync(`${FOLDER}/${file}`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text, place) => ({ log: id, number: place + 1, text })),
);

test('every finding has lines, and most lines belong to none', () => {
  for (const finding of findings) {
    assert.ok(
      lines.some((line) => belongsTo(line, finding)),
      `${finding.id} has no line`,
    );
  }
  const ordinary = lines.filter((line) => !findings.some((finding) => belongsTo(line, finding)));
  assert.ok(ordinary.length > lines.length / 2);
});

test('one line of each finding is enough; nothing marked finds nothing; ordinary lines are named', () => {
  const firsts = findings.map((finding) => lines.find((line) => belongsTo(line, finding)) as LogLine);
  assert.deepEqual(judgeMarks(firsts, findings), { found: findings.map(({ id }) => id), harmless: [] });
  assert.deepEqual(judgeMarks([], findings), { found: [], harmless: [] });
  const ordinary = lines.find((line) => line.text.includes('GET /gaya.css')) as LogLine;
  assert.deepEqual(judgeMarks([ordinary], findings), { found: [], harmless: [ordinary] });
});

test('no line of an intruder is called ordinary', () => {
  const addresses = new Set(
    findings.flatMap(({ memuat }) => memuat.filter((word) => /^\d+(?:\.\d+){3} ?$/.test(word))),
  );
  const theirs = lines.filter(({ text }) => [...addresses].some((address) => text.includes(address.trim())));
  assert.ok(theirs.length > 60);
  assert.deepEqual(judgeMarks(theirs, findings).harmless, []);
});

test('a line of one log is no finding of another', () => {
  const [web] = findings.filter(({ berkas: log }) => log === 'web');
  const line = lines.find((each) => web && belongsTo(each, web)) as LogLine;
  assert.equal(web && belongsTo({ ...line, log: 'masuk' }, web), false);
});

test('the logs name addresses for documentation and private use only', () => {
  const addresses = new Set(lines.flatMap(({ text }) => text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? []));
  assert.ok(addresses.size > 5);
  for (const address of addresses) {
    assert.match(address, /^(?:10\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/);
  }
});
