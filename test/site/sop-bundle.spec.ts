import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';
import { parse } from 'yaml';
import { CLAUSES } from '../content/sop-clauses.ts';

const countPages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;

async function holdPrinting(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.printed = '';
    };
  });
}

for (const [paper, path, width] of [
  ['A4', '/sop/bundel/', 297],
  ['F4', '/sop/bundel/f4/', 330],
] as const) {
  test(`a bundle of two on ${paper} prints cover, list, explanation and both sheets, a paper each`, async ({
    page,
  }) => {
    await holdPrinting(page);
    await page.goto(path);
    await page.getByRole('button', { name: 'Kosongkan pilihan' }).click();
    await page.getByRole('checkbox', { name: /SOP-03/ }).check();
    await page.getByRole('checkbox', { name: /SOP-07/ }).check();
    await page.getByRole('button', { name: `Cetak bundel ${paper}` }).click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', '');
    const rows = page.locator('tr[data-sop]:visible');
    await expect(rows).toHaveCount(2);
    const sheets = (await rows.locator('td:last-child').allTextContents()).map(Number);
    const pages = 3 + sheets.reduce((sum, each) => sum + each, 0);
    await expect(page.locator('.tray .lembar')).toHaveCount(pages);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(countPages(pdf)).toBe(pages);
    for (const [, w] of pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) /g))
      expect(Math.abs((Number(w) / 72) * 25.4 - width)).toBeLessThan(0.6);
  });
}

test('nothing on the front pages of the whole bundle is cut off', async ({ page }) => {
  await page.goto('/sop/bundel/');
  await page.emulateMedia({ media: 'print' });
  for (const front of await page.locator('.depan').all()) {
    const spill = await front.evaluate((element) => element.scrollHeight - element.clientHeight);
    expect(spill, (await front.getAttribute('aria-label')) ?? '').toBeLessThanOrEqual(1);
  }
});

test('a sheet that cannot be fetched is said, and the next press tries again', async ({ page }) => {
  await holdPrinting(page);
  await page.route('**/sop/listrik-padam/lembar/', (route) => route.abort());
  await page.goto('/sop/bundel/');
  await page.getByRole('button', { name: /^Cetak bundel/ }).click();
  await expect(page.locator('.bundle-said')).toContainText('belum dapat diambil');
  await page.unroute('**/sop/listrik-padam/lembar/');
  await page.getByRole('button', { name: /^Cetak bundel/ }).click();
  await expect(page.locator('.bundle-said')).toContainText('halaman siap dicetak');
});

test('every poster is one upright A4 with five lines large enough for two metres', async ({ page }) => {
  const emergencies = (parse(readFileSync('content/darurat.yaml', 'utf8')) as { sop: string }[]).map(
    ({ sop }) => sop,
  );
  expect(emergencies.every((slug) => slug in CLAUSES)).toBe(true);
  for (const slug of Object.keys(CLAUSES)) {
    await page.goto(`/sop/${slug}/poster/`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(countPages(pdf), slug).toBe(1);
    expect(pdf.toString('latin1'), slug).toMatch(/\/MediaBox \[0 0 (594|595|596)[\d.]* (841|842)/);
    const lines = page.locator('.poster li');
    await expect(lines).toHaveCount(5);
    const size = await lines.first().evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
    // 25 points: capitals of six millimetres.
    expect(size, slug).toBeGreaterThanOrEqual((25 * 96) / 72);
    const spill = await page.locator('.poster').evaluate((sheet) => {
      const foot = sheet.querySelector('.poster-foot')!.getBoundingClientRect();
      return Math.max(
        sheet.scrollHeight - sheet.clientHeight,
        foot.bottom - sheet.getBoundingClientRect().bottom,
      );
    });
    expect(spill, `${slug} fits its paper`).toBeLessThanOrEqual(1);
  }
});
