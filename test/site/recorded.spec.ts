/** What labs and quizzes tell the learner's progress by themselves: the role path ticks, nobody ticks it by hand. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';
import { answer } from './quiz-answers.ts';

const LEVEL = '/lab/firewall/basis-data/';
const HOLE = /^.*ip daddr \$BASIS_DATA tcp dport 3306 accept\n/m;

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
});

const mark = (page: Page, item: string) => page.locator(`progress-mark[data-item="${item}"]`).first();
const area = (page: Page) => page.locator('.plain-editor textarea');

async function passLevel(page: Page): Promise<void> {
  await page.goto(LEVEL);
  await page.locator('firewall-lab[data-answered]').waitFor();
  await area(page).fill((await area(page).inputValue()).replace(HOLE, ''));
  await page.getByRole('button', { name: 'Periksa aturan' }).click();
  await expect(page.locator('.done')).toBeVisible();
}

async function openProgress(page: Page): Promise<void> {
  await page.goto('/kemajuan/');
  await page.locator('progress-page[data-ready]').waitFor();
}

test('a level passed ticks the role path by itself, and stays passed when its rules are broken again', async ({
  page,
}) => {
  await passLevel(page);
  await page.goto('/jalur/pengelola-aplikasi/');
  await expect(mark(page, LEVEL)).toHaveAttribute('data-state', 'done');
  await expect(mark(page, LEVEL).getByRole('button')).toHaveCount(0);
  await page.goto(LEVEL);
  await page.locator('firewall-lab[data-proved]:not([data-proved=""])').waitFor();
  await page.getByRole('button', { name: 'Ulang', exact: true }).click();
  await expect(page.locator('.done')).toBeHidden();
  await page.goto('/lab/firewall/');
  await expect(page.locator('[data-level="basis-data"]')).toHaveClass(/is-solved/);
  await openProgress(page);
  await expect(page.locator('[data-done]')).toContainText(
    'Lab firewall: Basis data hanya dari server aplikasi1 menit',
  );
});

test('a level passed on another machine is ticked here once its file is merged; a neighbour sees none of it', async ({
  browser,
  page,
}) => {
  await passLevel(page);
  await openProgress(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh berkas' }).click(),
  ]);
  const other = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await other.goto(new URL('/kemajuan/', page.url()).href);
  await other.locator('progress-page[data-ready]').waitFor();
  const buffer = readFileSync(await download.path());
  await other.locator('[data-file]').setInputFiles({ name: 'k.jsonl', mimeType: 'text/plain', buffer });
  await expect(other.locator('[data-done]')).toContainText('Lab firewall');
  await other.goto(new URL('/lab/firewall/', page.url()).href);
  await expect(other.locator('[data-level="basis-data"]')).toHaveClass(/is-solved/);
  await other.context().close();

  await page.getByText('Komputer dipakai bergantian').click();
  await page.getByLabel(/peserta baru/).fill('Peserta 8');
  await page.getByRole('button', { name: 'Tambah peserta' }).click();
  await expect(page.locator('[data-empty]')).toBeVisible();
  await page.goto(LEVEL);
  await page.locator('firewall-lab[data-proved]:not([data-proved=""])').waitFor();
  expect(await area(page).inputValue()).toMatch(HOLE);
  await openProgress(page);
  await expect(page.locator('[data-empty]')).toBeVisible();
  await page.getByRole('button', { name: 'Pakai Pelajar 1' }).click();
  await expect(page.locator('[data-done]')).toContainText('Lab firewall');
});

test('a pass kept before there was progress is not lost, and removal takes it away for good', async ({
  page,
}) => {
  await page.goto('/');
  await page.evaluate(() =>
    localStorage.setItem('sigap:lab-firewall:sambungan', '{"solved":true,"text":"x"}'),
  );
  await page.goto('/jalur/admin-jaringan/');
  await openProgress(page);
  await expect(page.locator('[data-done]')).toContainText('Balasan boleh masuk');
  await page.getByRole('button', { name: 'Hapus dari perangkat ini' }).click();
  await page.getByRole('button', { name: 'Ya, hapus' }).click();
  await expect(page.locator('[data-empty]')).toBeVisible();
  await openProgress(page);
  await expect(page.locator('[data-empty]')).toBeVisible();
  await page.goto('/lab/firewall/');
  await expect(page.locator('[data-level="sambungan"]')).not.toHaveClass(/is-solved/);
});

test('a letter decided wrongly is an attempt; decided rightly it is done', async ({ page }) => {
  const item = '/lab/tte/#undangan-rapat';
  const decide = async (decision: string): Promise<void> => {
    await page.locator('form.decision').waitFor();
    await page.check(`input[value="${decision}"]`);
    await page.check('input[value="utuh"]');
    await page.getByRole('button', { name: 'Putuskan', exact: true }).click();
  };
  await page.goto(item);
  await decide('tolak');
  await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'false');
  const path = await page.context().newPage();
  await path.goto('/jalur/sekretariat/');
  await expect(mark(path, item)).toHaveAttribute('data-state', 'open');
  await page.getByRole('button', { name: 'Putuskan ulang' }).click();
  await decide('terima');
  await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'true');
  await expect(mark(path, item)).toHaveAttribute('data-state', 'done');
});

test('the questions of a module are done once each was answered right', async ({ page }) => {
  const item = '/pelatihan/verifikasi-tte/#soal';
  await page.goto('/pelatihan/verifikasi-tte/');
  await page.locator('quiz-lesson[data-ready]').last().waitFor();
  const path = await page.context().newPage();
  await path.goto('/jalur/sekretariat/');
  const questions = await page.locator('quiz-lesson form.question').all();
  for (const question of questions) {
    await expect(mark(path, item)).toHaveAttribute('data-state', 'open');
    await answer(question);
    await question.getByRole('button', { name: 'Periksa jawaban' }).click();
    await expect(question.getByRole('status')).toHaveText('Benar.');
  }
  await expect(mark(path, item)).toHaveAttribute('data-state', 'done');
});
