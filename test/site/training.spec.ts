/** The practice of day one and the facilitator's class table, as people use them. */
import { expect, test } from 'playwright/test';

test('the log exercise finds by search and mark, names ordinary lines, and hints one finding at a time', async ({
  page,
}) => {
  await page.goto('/pelatihan/membaca-log/');
  const exercise = page.locator('log-reader[data-ready]');
  await exercise.getByRole('button', { name: 'Periksa temuan' }).click();
  await expect(exercise.locator('[data-result]')).toContainText('Tandai dulu satu baris');
  await exercise.getByRole('searchbox', { name: 'Saring' }).fill('cadangan.zip');
  await expect(exercise.locator('[data-count]')).toHaveText('1 baris cocok.');
  await exercise.getByRole('checkbox', { name: /cadangan\.zip/ }).press('Space');
  await exercise.getByRole('searchbox', { name: 'Saring' }).fill('gaya.css 200');
  await exercise.locator('li:visible', { hasText: 'gaya.css' }).first().getByRole('checkbox').check();
  await exercise.getByRole('button', { name: 'Periksa temuan' }).press('Enter');
  await expect(exercise.locator('[data-result]')).toContainText(
    '1 baris yang Anda tandai adalah kejadian biasa',
  );
  await expect(exercise.locator('[data-found]')).toContainText('Berkas cadangan terunduh');
  await exercise.getByRole('button', { name: 'Petunjuk' }).click();
  await expect(exercise.locator('[data-result]')).toContainText('Petunjuk:');
});

test('the tabletop brings events, keeps decisions through a closed tab, and ends in a time line', async ({
  page,
}) => {
  await page.goto('/pelatihan/tabletop/');
  const game = page.locator('table-top[data-ready]');
  await game.getByRole('button', { name: 'Mulai', exact: true }).click();
  await game.getByRole('textbox', { name: 'Keputusan meja' }).fill('Potret layar, cabut jaringan');
  await page.reload();
  await expect(game.getByRole('textbox', { name: 'Keputusan meja' })).toHaveValue(
    'Potret layar, cabut jaringan',
  );
  const next = game.getByRole('button', { name: 'Kejadian berikutnya' });
  while (await next.isVisible()) await next.click();
  await expect(game.locator('[data-event]:visible')).toHaveCount(6);
  await expect(game.locator('[data-timeline]')).toContainText('07.10 Potret layar, cabut jaringan');
});

test('the facilitator sees a class from its files; a foreign file is named and the others count', async ({
  page,
}) => {
  await page.goto('/pelatihan/tes-awal/');
  await page.locator('quiz-test[data-ready]').waitFor();
  await page.getByRole('button', { name: 'Mulai bentuk A' }).click();
  for (const question of await page.locator('.question:visible').all())
    await question.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Kumpulkan jawaban' }).click();
  await expect(page.locator('[data-score]')).toContainText('bentuk A');
  await page.goto('/kemajuan/');
  await page.locator('progress-page[data-ready]').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh berkas' }).click(),
  ]);
  await page.goto('/pelatihan/kelas/');
  await page.locator('class-desk[data-ready]').waitFor();
  const foreign = { name: 'catatan.txt', mimeType: 'text/plain', buffer: Buffer.from('bukan') };
  await page.locator('[data-files]').setInputFiles(await download.path());
  await expect(page.locator('[data-people] tr')).toHaveCount(1);
  await page.locator('[data-files]').setInputFiles([foreign]);
  await expect(page.locator('[data-faults]')).toContainText(
    'catatan.txt: Berkas ini bukan berkas kemajuan Sigap',
  );
  await expect(page.locator('[data-people] tr')).toHaveCount(1);
  await expect(page.locator('[data-topics] tr')).not.toHaveCount(0);
});
