/** The whole Bimtek as one participant and the facilitator go through it, on any browser, with the telling act of each page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ButirSoal } from '../../../src/schemas/training.ts';
import { inPage, says, seen } from './expressions.ts';
import type { Visitor } from './visitor.ts';
import { walkFacilitator } from './walk-facilitator.ts';

/** Answers every question of a lesson rightly and asks for the check; runs in the page. */
function answerLesson(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('quiz-lesson form.question')) {
    const item = JSON.parse(form.dataset.item ?? 'null') as ButirSoal;
    const options = 'pilihan' in item ? item.pilihan.map(({ benar }) => benar) : [];
    const wrongParts = 'gambar' in item ? item.gambar.bagian.map(({ salah }) => salah) : [];
    for (const [place, wanted] of [...options, ...wrongParts].entries())
      if (wanted) form.querySelector<HTMLInputElement>(`input[value="${place}"]`)?.click();
    for (const [row, { kanan }] of ('pasang' in item ? item.pasang : []).entries()) {
      const list = form.querySelectorAll('select')[row];
      if (list) list.value = [...list.options].find(({ text }) => text.trim() === kanan)?.value ?? '';
    }
    const order = form.querySelector('.is-order');
    for (const place of ('urutan' in item ? item.urutan : []).keys())
      order?.append(form.querySelector(`[data-place="${place}"]`) ?? '');
    const field = form.querySelector<HTMLInputElement>('input[name=teks]');
    if (field && 'jawaban' in item) field.value = item.jawaban[0] ?? '';
    form.requestSubmit();
  }
}

/** Takes the first choice everywhere in a test, as somebody who does not know yet; or the right one. Runs in the page. */
function answerTest(rightly: boolean): void {
  for (const question of document.querySelectorAll<HTMLElement>('.question:not([hidden])')) {
    const item = JSON.parse(question.dataset.item ?? 'null') as ButirSoal;
    if (!('pilihan' in item)) continue;
    const places = rightly ? item.pilihan.flatMap(({ benar }, place) => (benar ? [place] : [])) : [0];
    for (const place of places) question.querySelector<HTMLInputElement>(`input[value="${place}"]`)?.click();
  }
}

export interface WalkFiles {
  /** The built site, for the letter that is verified. */
  dist: string;
  tell(step: string): void;
}

/** A walk that would not hear of a fault proves nothing: three are made on purpose, heard of, and struck off. */
async function listenForFaults(at: Visitor): Promise<void> {
  await at.goto('/pelatihan/');
  await at.read(`void setTimeout(() => { throw new Error('satu'); })`);
  await at.read(`console.error('dua')`);
  await at.read(`fetch('/tidak-ada/').then((answer) => answer.text())`);
  const heard = (): boolean =>
    ['satu', 'dua', '404'].every((sign) => at.faults.some((fault) => fault.includes(sign)));
  for (let tries = 0; tries < 100 && !heard(); tries += 1) await pause(50);
  assert.ok(heard(), `made three faults, heard of: ${at.faults.join('; ')}`);
  at.faults.length = 0;
}

export async function walkBimtek(at: Visitor, { dist, tell }: WalkFiles): Promise<void> {
  await listenForFaults(at);
  await at.goto('/pelatihan/');
  assert.deepEqual(
    await at.read('[isSecureContext, !!crypto.subtle, "serviceWorker" in navigator, !!crypto.randomUUID]'),
    [false, false, false, false],
  );
  const modules = await at.read<string[]>(
    `[...document.querySelectorAll('.agenda li a')].map((link) => link.getAttribute('href'))`,
  );
  assert.equal(modules.length, 14);
  tell('agenda');
  await takeTest(at, '/pelatihan/tes-awal/', 'A', false);
  tell('tes awal');
  for (const path of modules) {
    await walkModule(at, path);
    await at.goto(`${path}fasilitator/`);
    await at.until(seen('.flow li'));
  }
  tell('14 modul');
  await passLevel(at);
  tell('lab firewall');
  await decideLetter(at);
  await signOwnLetter(at);
  tell('lab TTE');
  await at.goto('/alat/verifikasi-tte/');
  await at.click('.training-root input');
  await at.give('#berkas', join(dist, 'lab/tte/berkas/01-empat-surat/undangan-rapat.pdf'));
  await at.until(`document.querySelector('.verdict-card')?.dataset.verdict === 'valid'`);
  tell('verifikasi');
  await takeTest(at, '/pelatihan/tes-akhir/', 'B', true);
  tell('tes akhir');
  const file = await carryProgress(at);
  tell('kemajuan');
  await walkFacilitator(at, file, tell);
}

async function walkModule(at: Visitor, path: string): Promise<void> {
  await at.goto(path);
  if (await at.read(`!!document.querySelector('quiz-lesson')`)) {
    await at.until(
      `[...document.querySelectorAll('quiz-lesson')].every((lesson) => lesson.dataset.ready !== undefined)`,
    );
    await at.read(inPage(answerLesson));
    await at.until(
      `[...document.querySelectorAll('.question-result')].every((result) => result.textContent === 'Benar.')`,
    );
  }
  if (path.includes('membaca-log')) await readLogs(at);
  if (path.includes('tabletop')) await playTabletop(at);
  await at.until(`document.querySelector('.module-end progress-mark')?.dataset.state === 'open'`);
  await at.click('.module-end progress-mark button');
  await at.until(`document.querySelector('.module-end progress-mark').dataset.state === 'done'`);
}

async function readLogs(at: Visitor): Promise<void> {
  await at.fill('log-reader [data-filter]', 'cadangan.zip');
  await at.until(says('log-reader [data-count]', '1 baris cocok'));
  await at.click('log-reader [data-log]:not([hidden]) li:not([hidden]) input');
  await at.click('log-reader [data-action=periksa]');
  await at.until(says('log-reader [data-found]', 'Berkas cadangan terunduh'));
}

async function playTabletop(at: Visitor): Promise<void> {
  await at.click('table-top [data-action=mulai]');
  await at.fill('table-top [data-event="0"] textarea', 'Potret layar, cabut jaringan');
  while (await at.read<boolean>(`!document.querySelector('table-top [data-action=lanjut]').hidden`))
    await at.click('table-top [data-action=lanjut]');
  await at.until(says('table-top [data-timeline]', 'Potret layar, cabut jaringan'));
  await at.click('table-top [data-action=salin]');
  await at.until(`document.querySelector('table-top [data-copied]').textContent !== ''`);
}

async function takeTest(at: Visitor, path: string, form: 'A' | 'B', rightly: boolean): Promise<void> {
  await at.goto(path);
  await at.until(`document.querySelector('quiz-test')?.dataset.ready !== undefined`);
  await at.click(`[data-form-choice=${form}]`);
  await at.read(inPage(answerTest, rightly));
  await at.until(says('[data-answered]', '15 dari 15'));
  await at.click('[data-action=kumpulkan]');
  await at.until(says('[data-score]', `bentuk ${form}`));
  if (rightly) assert.ok(await at.read(says('[data-score]', 'Nilai Anda 100')));
}

async function passLevel(at: Visitor): Promise<void> {
  await at.goto('/lab/firewall/basis-data/');
  await at.until(`document.querySelector('firewall-lab').dataset.proved`);
  const rules = await at.read<string>(`document.querySelector('.plain-editor textarea').value`);
  const closed = rules.replace(/^.*ip daddr \$BASIS_DATA tcp dport 3306 accept\n/m, '');
  assert.notEqual(closed, rules);
  await at.fill('.plain-editor textarea', closed);
  await at.click('[data-action=periksa]');
  await at.until(seen('.done'));
  await at.click('[data-action=ganti-editor]');
  await at.until(`document.querySelectorAll('.rich-editor .view-line').length > 10`);
  await at.click('#tab-terminal');
  await at.until(seen('#panel-terminal .xterm, #panel-terminal textarea'));
  await at.goto('/jalur/pengelola-aplikasi/');
  await at.until(
    `document.querySelector('[data-item="/lab/firewall/basis-data/"]').dataset.state === 'done'`,
  );
}

async function decideLetter(at: Visitor): Promise<void> {
  await at.goto('/lab/tte/#undangan-rapat');
  await at.until(seen('form.decision'));
  await at.until(seen('.sheets canvas'));
  await at.click('input[value="terima"]');
  await at.click('input[value="utuh"]');
  await at.click('form.decision button[type=submit]');
  await at.until(`document.querySelector('.feedback')?.dataset.right === 'true'`);
}

const STEPS = [
  'kunci',
  'permintaan',
  'sertifikat',
  'tanda-tangan',
  'periksa',
  'koma',
  'cabut',
  'register',
  'selesai',
];

async function signOwnLetter(at: Visitor): Promise<void> {
  await at.goto('/lab/tte/tanda-tangani-sendiri/');
  for (const [place, step] of STEPS.slice(0, -1).entries()) {
    await at.click(`[data-step="${step}"] .do button`);
    await at.until(`document.querySelector('.sign-yourself').dataset.at === '${STEPS[place + 1]}'`);
  }
  await at.goto('/lab/tte/cara-kerja/');
  await at.click('sigap-key-demo button');
  await at.until(`document.querySelector('sigap-key-demo .out')?.dataset.holds === 'true'`);
}

/** @returns the learner's file. */
async function carryProgress(at: Visitor): Promise<string> {
  await at.goto('/kemajuan/');
  await at.until(`document.querySelector('progress-page').dataset.ready !== undefined`);
  for (const done of [
    'Lab firewall: Basis data',
    'Surat TTE: Undangan rapat',
    'Tanda tangani sendiri',
    'Latihan insiden',
  ])
    await at.until(says('[data-done]', done));
  await at.fill('[data-name]', 'Peserta Tujuh');
  await at.click('h1');
  const file = await at.save('[data-action=unduh]');
  assert.match(readFileSync(file, 'utf8'), /"nama":"Peserta Tujuh"/);
  await at.give('[data-file]', file);
  await at.until(says('[data-file-result]', '0 catatan baru'));
  assert.ok((await at.print()) > 5000, 'the sheet of self-study prints');
  return file;
}
