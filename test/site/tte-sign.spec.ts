/** Signing it yourself, and the page that explains how it works: pressed through as a learner does. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { verifyPdf } from '../../labs/signature/index.ts';

const STEPS = ['kunci', 'permintaan', 'sertifikat', 'tanda-tangan', 'periksa', 'koma', 'cabut', 'register'];

function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

const step = (page: Page, id: string) => page.locator(`[data-step="${id}"]`);

/** Takes one step by keyboard and waits until the page offers the next. */
async function take(page: Page, id: string): Promise<void> {
  await step(page, id).locator('.do button').focus();
  await page.keyboard.press('Enter');
  const next = STEPS[STEPS.indexOf(id) + 1] ?? 'selesai';
  await expect(page.locator('.sign-yourself')).toHaveAttribute('data-at', next);
}

for (const width of [390, 1440]) {
  test(`at ${width} px: key, request, certificate, signature, one comma, revocation and register`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const found = complaints(page);
    await page.goto('/lab/tte/tanda-tangani-sendiri/');
    await expect(step(page, 'cabut').locator('.do')).toHaveText('Selesaikan langkah sebelumnya dulu.');

    await take(page, 'kunci');
    await step(page, 'permintaan').locator('input').fill('Kepala Bidang <b>Uji</b>');
    await take(page, 'permintaan');
    await expect(step(page, 'permintaan')).toContainText('ditandatangani oleh kuncinya sendiri');
    await take(page, 'sertifikat');
    await expect(step(page, 'sertifikat').locator('.certificate h3')).toHaveText('Kepala Bidang <b>Uji</b>');
    await take(page, 'tanda-tangan');
    await expect(step(page, 'tanda-tangan').locator('.sheet canvas')).toBeVisible();
    await take(page, 'periksa');
    await expect(step(page, 'periksa').locator('.verdict-card')).toHaveAttribute('data-verdict', 'valid');

    await take(page, 'koma');
    const comma = step(page, 'koma');
    await expect(comma.locator('.verdict-card')).toHaveAttribute('data-verdict', 'invalid');
    await expect(comma.locator('[data-check=integrity]')).toHaveAttribute('data-state', 'fail');
    await expect(comma.locator('.current rect')).toHaveCount(1);
    await expect(comma).toContainText(/berubah pada 1\d\d dari 256 bit/);

    await take(page, 'cabut');
    const verdicts = await step(page, 'cabut')
      .locator('.three-letters li[data-verdict]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-verdict')));
    expect(verdicts).toEqual(['valid', 'indeterminate', 'indeterminate']);

    await take(page, 'register');
    const download = page.waitForEvent('download');
    await step(page, 'register').getByRole('button', { name: 'Simpan baris register' }).click();
    const rows = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows[0]).toContain('"Nomor seri"');
    expect(rows[1]).toContain('"Dicabut"');

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(found).toEqual([]);
    await context.close();
  });
}

test('the letter signed on the page is a PDF whose signature the engine finds whole', async ({ page }) => {
  await page.goto('/lab/tte/tanda-tangani-sendiri/');
  for (const id of STEPS.slice(0, 4)) await take(page, id);
  const download = page.waitForEvent('download');
  await step(page, 'tanda-tangan').getByRole('button', { name: 'Simpan PDF' }).click();
  const bytes = new Uint8Array(readFileSync(await (await download).path()));
  const { signatures } = verifyPdf(bytes, { anchors: [], at: new Date() });
  expect(signatures.map(({ checks }) => checks)).toMatchObject([
    { integrity: 'pass', coverage: 'pass', changesAfter: 'none', identityTrust: 'not-checked' },
  ]);
});

test('the demonstrations answer to every key: digest, keys and timestamp', async ({ page }) => {
  const found = complaints(page);
  await page.goto('/lab/tte/cara-kerja/');
  const hash = page.locator('sigap-hash-demo');
  await expect(hash.locator('.out')).toHaveAttribute('data-changed', '0');
  await hash.locator('textarea').press('End');
  await hash.locator('textarea').press('Backspace');
  await expect(hash.locator('.digest')).toBeVisible();
  const changed = Number(await hash.locator('.out').getAttribute('data-changed'));
  expect(changed).toBeGreaterThan(80);
  await expect(hash.locator('.bits .changed')).toHaveCount(changed);

  const keys = page.locator('sigap-key-demo');
  await keys.getByRole('button', { name: 'Buat kunci' }).click();
  await expect(keys.locator('.out')).toHaveAttribute('data-holds', 'true');
  await keys.locator('textarea').press('End');
  await keys.locator('textarea').press('Backspace');
  await expect(keys.locator('.out')).toHaveAttribute('data-holds', 'false');
  await keys.locator('textarea').pressSequentially('.');
  await expect(keys.locator('.out')).toHaveAttribute('data-holds', 'true');
  await keys.getByRole('button', { name: 'kunci orang lain' }).click();
  await expect(keys.locator('.out')).toHaveAttribute('data-holds', 'false');

  const time = page.locator('sigap-time-demo');
  await expect(time.locator('.out')).toHaveAttribute('data-good', 'true');
  await time.getByLabel('Dengan cap waktu').uncheck();
  await expect(time.locator('.out')).toContainText('Tidak ada bukti, jadi belum pasti.');
  await time.getByLabel('Sesudah dicabut').check();
  await time.getByLabel('Dengan cap waktu').check();
  await expect(time.locator('.out')).toContainText('Jangan diterima.');
  await expect(time.locator('svg[role=img]')).toHaveAttribute('aria-label', /di dalam masa berlaku/);
  expect(found).toEqual([]);
});
