/** Progress on pages: ticking, two tabs, a new machine, a shared computer, a damaged file, a device that refuses. */
import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, type Page, test } from 'playwright/test';

const PATH = '/jalur/petugas-ruang-server/';
const BLACKOUT = '/sop/listrik-padam/';
const mark = (page: Page, item = BLACKOUT) => page.locator(`progress-mark[data-item="${item}"]`).first();

async function tick(page: Page, item = BLACKOUT): Promise<void> {
  await page.goto(PATH);
  await mark(page, item).getByRole('button').click();
  await expect(mark(page, item)).toHaveAttribute('data-state', 'done');
}

async function open(page: Page): Promise<void> {
  await page.goto('/kemajuan/');
  await page.locator('progress-page[data-ready]').waitFor();
}

test('what is ticked in one tab shows in another, and can be taken back', async ({ context }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await open(two);
  await expect(two.locator('[data-empty]')).toBeVisible();
  await tick(one);
  await expect(two.locator('[data-done]')).toContainText('SOP-03');
  await mark(one).getByRole('button').click();
  await expect(two.locator('[data-done]')).not.toContainText('SOP-03');
});

test('the file carries everything to another machine; merging twice adds nothing; damage is named', async ({
  browser,
  page,
}) => {
  await tick(page);
  await open(page);
  await page.getByLabel(/Nama pada lembar/).fill('Peserta Tujuh');
  await page.getByLabel(/Nama pada lembar/).press('Tab');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Unduh berkas' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^kemajuan-peserta-tujuh-\d{4}-\d\d-\d\d\.jsonl$/);
  const text = readFileSync(await download.path(), 'utf8');
  const other = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await other.goto(new URL(PATH, page.url()).href);
  await mark(other, '/sop/akses-ruang-server/').getByRole('button').click();
  await expect(mark(other, '/sop/akses-ruang-server/')).toHaveAttribute('data-state', 'done');
  await other.goto(new URL('/kemajuan/', page.url()).href);
  const give = async (content: string): Promise<void> =>
    other
      .locator('[data-file]')
      .setInputFiles({ name: 'k.jsonl', mimeType: 'text/plain', buffer: Buffer.from(content) });
  await give(text);
  await expect(other.locator('[data-file-result]')).toContainText('catatan baru digabungkan, 0 sudah ada');
  await expect(other.locator('[data-done]')).toContainText('SOP-03');
  await expect(other.locator('[data-done]')).toContainText('SOP-05');
  await give(text);
  await expect(other.locator('[data-file-result]')).toContainText('0 catatan baru');
  await give(`${text}{"id":"rusak"}\n`);
  await expect(other.locator('[data-file-result]')).toContainText('rusak dan dilewati');
  await give('bukan berkas kita');
  await expect(other.locator('[data-file-result]')).toContainText('bukan berkas kemajuan Sigap');
  await other.context().close();
});

test('two learners on one computer keep apart; a wrong PIN opens nothing', async ({ page }) => {
  await tick(page);
  await open(page);
  await page.getByText('Komputer dipakai bergantian').click();
  await page.getByLabel(/peserta baru/).fill('Peserta 8');
  await page.getByLabel(/^PIN/).fill('12a');
  await page.getByRole('button', { name: 'Tambah peserta' }).click();
  await expect(page.getByText('misalnya 2580')).toBeVisible();
  await page.getByLabel(/^PIN/).fill('2580');
  await page.getByRole('button', { name: 'Tambah peserta' }).click();
  await expect(page.locator('[data-empty]')).toBeVisible();
  await page.getByRole('button', { name: 'Pakai Pelajar 1' }).click();
  await expect(page.locator('[data-done]')).toContainText('SOP-03');
  await page.getByRole('button', { name: 'Pakai Peserta 8' }).click();
  await page.locator('.pin-form input').fill('0000');
  await page.locator('.pin-form input').press('Enter');
  await expect(page.getByText('PIN tidak cocok')).toBeVisible();
  await expect(page.locator('[data-done]')).toContainText('SOP-03');
  await page.locator('.pin-form input').fill('2580');
  await page.locator('.pin-form input').press('Enter');
  await expect(page.locator('[data-empty]')).toBeVisible();
});

test('a device that refuses to store says so, and the tick still counts on the page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await tick(page);
  await open(page);
  await expect(page.locator('[data-refused]')).toBeVisible();
});

test('removal asks twice and leaves nothing', async ({ page }) => {
  await tick(page);
  await open(page);
  await page.getByRole('button', { name: 'Hapus dari perangkat ini' }).click();
  await page.getByRole('button', { name: 'Jangan' }).click();
  await expect(page.locator('[data-done]')).toContainText('SOP-03');
  await page.getByRole('button', { name: 'Hapus dari perangkat ini' }).click();
  await page.getByRole('button', { name: 'Ya, hapus' }).click();
  await expect(page.locator('[data-empty]')).toBeVisible();
});

test('a step that changed since it was done is named on the page', async ({ page }) => {
  await tick(page);
  // The procedure as it will be when its third step is reworded.
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const element = document.querySelector<HTMLElement>('progress-mark[data-item="/sop/listrik-padam/"]');
      const now = JSON.parse(element?.dataset.mark ?? '{}');
      now.version = '9.0';
      now.steps[2] = 'ffffffff';
      element?.setAttribute('data-mark', JSON.stringify(now));
    });
  });
  await page.reload();
  await expect(mark(page)).toContainText('Ada versi baru (9.0): ulangi langkah 3.');
  await mark(page).getByRole('button').click();
  await expect(mark(page)).toHaveAttribute('data-state', 'done');
});

test('the proof of study is one A4 sheet with the name, what was done and what it does not award', async ({
  page,
}) => {
  await tick(page);
  await open(page);
  await page.getByLabel(/Nama pada lembar/).fill('Peserta Tujuh');
  await page.getByLabel(/Nama pada lembar/).press('Tab');
  await expect(page.locator('[data-proof]')).toContainText('Peserta Tujuh');
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf({ preferCSSPageSize: true })) })
    .promise;
  expect(pdf.numPages).toBe(1);
  const sheet = await pdf.getPage(1);
  expect(sheet.view.map(Math.round)).toEqual([0, 0, 595, 842]);
  const { items } = await sheet.getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('');
  for (const words of ['Peserta Tujuh', 'SOP-03', '1 hari', 'tidak memberi jam pelajaran'])
    expect(text).toContain(words);
  expect(text).not.toContain('Hapus dari perangkat');
});
