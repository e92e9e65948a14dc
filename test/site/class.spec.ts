/** The facilitator's desk: sheets without names, the report, a practice key, making stopped half way. */
import { expect, test } from 'playwright/test';
import { writeProgress } from '../../src/progress/file.ts';
import { fillSheet, PASSWORD, saved } from './class-page.ts';

test('sheets without names are counted once each, and the report opens with the figures of the class', async ({
  page,
}) => {
  const sheets: string[] = [];
  for (const rating of ['2', '5']) {
    await page.goto('/pelatihan/evaluasi/');
    const form = page.locator('bimtek-evaluation[data-ready]');
    await form.getByRole('button', { name: 'Unduh lembar evaluasi' }).click();
    await expect(form.locator('[data-told]')).toContainText('Belum ada yang diisi');
    await form.getByRole('group', { name: 'Materinya sesuai' }).getByRole('radio', { name: rating }).check();
    await page.reload();
    await expect(form.getByRole('radio', { checked: true })).toHaveCount(1);
    await form.getByLabel('Apa yang perlu diubah?').fill(`Nilai saya ${rating}`);
    sheets.push(await saved(page, form.getByRole('button', { name: 'Unduh lembar evaluasi' })));
    await form.getByRole('button', { name: 'Kosongkan' }).click();
    await expect(form.getByRole('radio', { checked: true })).toHaveCount(0);
  }
  await page.goto('/pelatihan/kelas/');
  await page.locator('class-desk[data-ready]').waitFor();
  await page.locator('[data-files]').setInputFiles([...sheets, sheets[0] ?? '']);
  await expect(page.locator('[data-status]')).toHaveText('2 lembar evaluasi.');
  const row = page.locator('[data-evaluation-result] tr', { hasText: 'Materinya sesuai' });
  await expect(row.getByRole('cell')).toHaveText(['3,5', '0', '1', '0', '0', '1']);
  await page.getByRole('link', { name: 'Susun laporan' }).click();
  await page.locator('sigap-formulir[data-ready]').waitFor();
  await expect(page.locator('[data-paper]')).toContainText('Materinya sesuai dengan tugas saya.3,52');
  await expect(page.locator('[data-paper]')).toContainText('Nilai saya 5');
});

test('a foreign file opens no key, a practice key made on the page does, and making can be stopped half way', async ({
  page,
}) => {
  const files = Array.from({ length: 40 }, (_, place) => {
    const learner = { id: String(place), name: `Peserta ${place + 1}` };
    return {
      name: `${place}.jsonl`,
      mimeType: 'text/plain',
      buffer: Buffer.from(writeProgress(learner, [])),
    };
  });
  await page.goto('/pelatihan/kelas/');
  const desk = page.locator('bimtek-certificates[data-ready]');
  await desk.waitFor({ state: 'attached' });
  await page.locator('[data-files]').setInputFiles(files);
  await expect(desk.locator('[data-count]')).toHaveText(
    '0 dari 40 peserta memenuhi batas. 0 lembar akan dibuat.',
  );
  await desk.getByLabel('Sesi selesai, sekurangnya').fill('0');
  await desk.getByLabel('Tes akhir, sekurangnya').fill('');
  await desk.getByLabel('Tes akhir, sekurangnya').press('Tab');
  await expect(desk.locator('[data-count]')).toContainText('40 lembar akan dibuat.');
  await fillSheet(desk);
  const file = desk.getByLabel('Berkas kunci', { exact: true });
  await file.setInputFiles({ name: 'foto.p12', mimeType: 'image/png', buffer: Buffer.from('bukan kunci') });
  await desk.getByRole('button', { name: 'Buka kunci' }).click();
  await expect(desk.locator('[data-key-told]')).toContainText('Ini bukan berkas PKCS#12');
  await desk.getByText('Belum punya berkas kunci?').click();
  await desk.getByLabel('Kata sandi baru').fill(PASSWORD);
  await file.setInputFiles(await saved(page, desk.getByRole('button', { name: 'Buat berkas kunci' })));
  await desk.getByLabel('Kata sandi berkas').fill(PASSWORD);
  await desk.getByRole('button', { name: 'Buka kunci' }).click();
  await expect(desk.locator('[data-key-told]')).toContainText('dibuat sendiri, untuk latihan');
  await desk.getByRole('button', { name: 'Buat sertifikat' }).click();
  await desk.getByRole('button', { name: 'Batal' }).click();
  await expect(desk).toHaveAttribute('data-state', 'done');
  await expect(desk.locator('[data-told]')).toContainText('belum dibuat karena dihentikan.');
  await desk.getByRole('button', { name: 'Lupakan kunci' }).click();
  await desk.getByRole('button', { name: 'Buat sertifikat' }).click();
  await expect(desk.locator('[data-key-told]')).toHaveText('Pilih berkas kunci dan buka dulu.');
  await page.reload();
  await page.locator('[data-files]').setInputFiles(files.slice(0, 1));
  await expect(desk.getByLabel('Tempat', { exact: true })).toHaveValue('Ruang Rapat 1');
  await desk.getByRole('button', { name: 'Hapus isian dari perangkat ini' }).click();
  await expect(desk.getByLabel('Tempat', { exact: true })).toHaveValue('');
});
