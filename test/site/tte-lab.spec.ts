/** The inbox lab: every letter, right and wrong decisions, by keyboard, on a phone and a desk. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';

const letters = exerciseDocuments().exercises.flatMap(({ letters }) => letters);
const DECISIONS = ['terima', 'minta-asli', 'tolak-lapor'];

async function open(page: Page, name: string): Promise<void> {
  await page.goto(`/lab/tte/#${name.replace('.pdf', '')}`);
  await expect(page.locator('form.decision')).toBeVisible({ timeout: 20_000 });
}

async function decide(page: Page, decision: string, reason = 'isi'): Promise<void> {
  await page.locator(`input[value="${decision}"]`).focus();
  await page.keyboard.press('Space');
  await page.locator(`input[value="${reason}"]`).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.locator('.feedback h2')).toBeFocused({ timeout: 25_000 });
}

for (const { name, title, from, expected } of letters) {
  test(`${name}: nothing is told before the decision; right and wrong are told after it`, async ({
    page,
  }) => {
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await open(page, name);
    await expect(page.locator('.sheets canvas').first()).toBeVisible({ timeout: 20_000 });
    expect(await page.locator('.verdict-card').count()).toBe(0);
    expect(`${title} ${from}`).not.toMatch(/palsu|ubah|valid|dicabut|kedaluwarsa|gambar/i);

    await decide(page, expected.decision);
    await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'true');
    await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', expected.verdict);
    await expect(page.locator('.feedback .why')).toHaveText(expected.why);

    await page.getByRole('button', { name: 'Putuskan ulang' }).click();
    await expect(page.locator('form.decision')).toBeVisible();
    await decide(page, DECISIONS.find((one) => one !== expected.decision)!);
    await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'false');
    expect(faults).toEqual([]);
  });
}

test('a decision without a reason is asked for one', async ({ page }) => {
  await open(page, letters[0]!.name);
  await page.check('input[value="terima"]');
  await page.getByRole('button', { name: 'Putuskan' }).click();
  await expect(page.locator('.decision [role=alert]')).toHaveText('Pilih juga alasannya.');
});

test('progress is kept on this device and can be taken away', async ({ page }) => {
  await open(page, letters[0]!.name);
  await decide(page, letters[0]!.expected.decision, 'utuh');
  await page.goto('/lab/tte/');
  await expect(page.locator('.letter-progress')).toContainText(`1 dari ${letters.length}`);
  await page.getByRole('button', { name: 'Hapus kemajuan' }).click();
  await expect(page.locator('.letter-progress')).toContainText(`0 dari ${letters.length}`);
});

test('without JavaScript every letter can be downloaded and no answer stands in the page', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/lab/tte/');
  await expect(page.locator('noscript .notice')).toBeVisible();
  for (const { name, expected } of letters) {
    const address = await page.locator(`[data-letter="${name.replace('.pdf', '')}"]`).getAttribute('href');
    expect((await page.request.get(address!)).headers()['content-type']).toContain('application/pdf');
    expect(await page.content()).not.toContain(expected.why.slice(0, 40));
  }
  await context.close();
});

test('a letter once opened, the others open with the network off', async ({ page, context }) => {
  await open(page, letters[0]!.name);
  await expect(page.locator('.sheets canvas').first()).toBeVisible({ timeout: 20_000 });
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.locator(`[data-letter="${letters[1]!.name.replace('.pdf', '')}"]`).click();
  await expect(page.locator('form.decision')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.sheets canvas').first()).toBeVisible({ timeout: 20_000 });
});

for (const width of [390, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`question and answer have no accessibility fault at ${width} px, ${colorScheme}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
      const page = await context.newPage();
      const altered = letters.find(({ name }) => name === 'pembayaran-servis-genset.pdf')!;
      await open(page, altered.name);
      await page.getByRole('button', { name: 'Periksa tanda tangan' }).click();
      for (const stage of ['question', 'answer']) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${stage} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        if (stage === 'question') {
          await decide(page, 'tolak-lapor', 'diubah');
          await expect(page.locator('.comparison')).toBeVisible({ timeout: 25_000 });
        }
      }
      await context.close();
    });
  }
}
