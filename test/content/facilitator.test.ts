/** The facilitator's pages against their sessions: a plan that does not fit its time is no plan. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { rightAnswers } from '../../src/quiz/right-answers.ts';
import { fasilitator, modul, skenario, soal } from '../../src/schemas/training.ts';

const front = (file: string): unknown => parse(readFileSync(file, 'utf8').split(/^---$/m)[1] ?? '');
const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const guides = globSync('content/pelatihan/*/fasilitator.mdx')
  .sort()
  .map((file) => ({
    file,
    guide: fasilitator.parse(front(file)),
    session: modul.parse(front(`${dirname(file)}/index.mdx`)),
  }));

test('each of the fourteen sessions has a guide whose minutes rise from 0 and end inside the session', () => {
  assert.equal(guides.length, 14);
  for (const { file, guide, session } of guides) {
    const at = guide.alur.map(({ menit }) => menit);
    assert.equal(at[0], 0, file);
    assert.deepEqual(
      at,
      [...new Set(at)].sort((a, b) => a - b),
      file,
    );
    assert.ok((at.at(-1) ?? 0) < minutes(session.selesai) - minutes(session.mulai), file);
  }
});

test('a guide that says its cards are printed from its page has them', () => {
  for (const { file, guide } of guides)
    if (guide.siapkan.some((line) => /dari halaman ini/.test(line))) assert.ok(guide.kartu.length > 0, file);
});

test('the events of the tabletop are over before its guide stops the game', () => {
  const { kejadian } = skenario.parse(
    parse(readFileSync('content/pelatihan/tabletop/skenario.yaml', 'utf8')),
  );
  const plan = guides.find(({ file }) => file.includes('/tabletop/'))?.guide.alur ?? [];
  const start = plan.find(({ isi }) => isi.includes('Mulai'))?.menit ?? 0;
  const stop = plan.find(({ isi }) => isi.startsWith('Hentikan'))?.menit ?? 0;
  const last = kejadian.at(-1)?.menit ?? 0;
  assert.ok(start + last < stop, `${start} + ${last} < ${stop}`);
});

test('every question has a right answer with its reason for the key', () => {
  for (const file of globSync('content/pelatihan/*/soal.yaml'))
    for (const item of soal.parse(parse(readFileSync(file, 'utf8')))) {
      const answers = rightAnswers(item);
      assert.ok(answers.length > 0, `${file}: ${item.id}`);
      for (const { text, why } of answers) assert.ok(text.length > 0 && why.length >= 10, item.id);
    }
});
