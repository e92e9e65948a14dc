/** What the facilitator does in the room: collect, evaluate, certify, verify, project, print. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { says, seen } from './expressions.ts';
import type { Visitor } from './visitor.ts';

const PASSWORD = 'Kelas-Latihan 1';

/** @param progress a participant's file. */
export async function walkFacilitator(
  at: Visitor,
  progress: string,
  tell: (step: string) => void,
): Promise<void> {
  await at.goto('/pelatihan/evaluasi/');
  await at.until(`document.querySelector('bimtek-evaluation').dataset.ready !== undefined`);
  await at.click('.rating input[value="5"]');
  const sheet = await at.save('.evaluation-actions button[type=submit]');
  await at.goto('/pelatihan/kelas/');
  await at.until(`document.querySelector('class-desk').dataset.ready !== undefined`);
  await at.give('[data-files]', progress);
  await at.until(says('[data-people]', 'Peserta Tujuh'));
  const table = await at.save('[data-action=unduh]');
  assert.match(readFileSync(table, 'utf8'), /Peserta Tujuh/);
  await at.give('[data-files]', sheet);
  await at.until(seen('[data-evaluation-result]'));
  tell('kumpulan kelas');
  await certify(at);
  tell('sertifikat diperiksa');
  await at.goto('/pelatihan/jadwal/');
  await at.click('[data-day="2"]');
  await at.until(seen('[data-day-list="2"]'));
  assert.ok((await at.print()) > 1000, 'the agenda prints');
  await at.goto('/pelatihan/menyiapkan-kelas/');
  await at.until(seen('h1'));
  await at.goto('/formulir/daftar-hadir-bimtek/');
  await at.until(seen('[data-paper]'));
  tell('jadwal dan daftar hadir');
}

/** A certificate signed with a practice key made in the browser, then verified like any other document. */
async function certify(at: Visitor): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  for (const [name, value] of Object.entries({
    from: today,
    until: today,
    place: 'Ruang Rapat 1',
    number: '{no}/BIMTEK/2026',
    issuedOn: today,
    signer: 'Nama Pejabat Contoh',
  }))
    await at.fill(`[data-event] input[name=${name}]`, value);
  await at.click('details:has([data-practice]) > summary');
  await at.fill('[data-practice] input[name=password]', PASSWORD);
  const key = await at.save('[data-practice] button[type=submit]');
  await at.give('#berkas-kunci', key);
  await at.fill('#sandi-kunci', PASSWORD);
  await at.click('form[data-key] button[type=submit]');
  await at.until(says('[data-key-told]', 'Kunci terbuka'));
  await at.click('[data-make]');
  await at.until(`document.querySelector('bimtek-certificates').dataset.state === 'done'`);
  const certificate = await at.save('[data-made] button');
  const anchor = await at.save('[data-anchor]');
  await at.goto('/alat/verifikasi-tte/');
  await at.give('#akar', anchor);
  await at.until(seen('.anchor-ask button'));
  await at.click('.anchor-ask button');
  await at.give('#berkas', certificate);
  await at.until(`document.querySelector('.verdict-card')?.dataset.verdict === 'valid'`);
}
