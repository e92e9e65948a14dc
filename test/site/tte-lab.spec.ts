/** The inbox lab: every letter, right and wrong decisions, by keyboard, on a phone and a desk. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';

const { exercises, officials } = exerciseDocuments();
const letters = exercises.flatMap(({ letters }) => letters);
const DECISIONS = ['terima', 'minta-asli', 'tolak', 'tolak-lapor'];

async function open(page: Page, name: string): Promise<void> {
  await page.goto(`/lab/tte/#${name.replace('.pdf', '')}`);
  await expect(page.locator('form.decision')).toBeVisible();
}

async function press(page: Page, selector: string, key: string): Promise<void> {
  await page.locator(selector).focus();
  await page.keyboard.press(key);
}

async function decide(page: Page, decision: string, reason = 'isi'): Promise<void> {
  await press(page, `input[value="${decision}"]`, 'Space');
  await press(page, `input[value="${reason}"]`, 'Space');
  await page.keyboard.press('Enter');
  await expect(page.locator('.feedback h2')).toBeFocused();
}

/** Opens a letter from the inbox, decides wrongly, reads why, decides again, rightly: all by keyboard. */
async function walk(page: Page, { name, title, from, expected }: (typeof letters)[number]): Promise<void> {
  await press(page, `.inbox [data-letter="${name.replace('.pdf', '')}"]`, 'Enter');
  await expect(page.locator('.letter-head h1')).toHaveText(title);
  await expect(page.locator('.sheets canvas').first()).toBeVisible();
  await expect(page.locator('form.decision')).toBeVisible();
  expect(await page.locator('.verdict-card, .feedback').count()).toBe(0);
  expect(`${title} ${from}`).not.toMatch(/palsu|ubah|valid|dicabut|kedaluwarsa|gambar/i);

  await decide(page, DECISIONS.find((one) => one !== expected.decision)!);
  await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'false');
  await page.getByRole('button', { name: 'Putuskan ulang' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('form.decision')).toBeVisible();

  await decide(page, expected.decision, expected.reason);
  const feedback = page.locator('.feedback');
  await expect(feedback).toHaveAttribute('data-right', 'true');
  await expect(feedback.locator('h2')).toHaveText('Tepat. Keputusan dan alasannya sesuai bukti.');
  await expect(feedback.locator('.why')).toHaveText(expected.why);
  await expect(feedback.locator('.clue')).toContainText('Yang membuka jawabannya');
  await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', expected.verdict);
  const marked = page.locator(`.decisive[data-check="${expected.clue}"]`);
  await expect(marked).toHaveCount(/^(isi-surat|tanpa-tanda-tangan)$/.test(expected.clue) ? 0 : 1);
}

for (const width of [390, 1440]) {
  for (const { folder, title, letters } of exercises) {
    test(`${folder} at ${width} px: every letter decided wrongly and rightly by keyboard`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 } });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto('/lab/tte/');
      await expect(page.locator('.inbox h3', { hasText: title })).toBeVisible();
      await expect(page.locator('.kept-action button')).toBeVisible();
      for (const letter of letters) await walk(page, letter);
      await expect(page.locator('.letter-progress')).toContainText(
        `dari ${exercises.flatMap((one) => one.letters).length}`,
      );
      expect(faults).toEqual([]);
      await context.close();
    });
  }
}

test('the list of officials stands beside the question', async ({ page }) => {
  await open(page, 'uang-muka-pekerjaan.pdf');
  await press(page, '.officials summary', 'Enter');
  await expect(page.locator('.officials dt')).toHaveCount(officials.length);
  await expect(page.locator('.officials')).toContainText('tidak menandatangani surat keluar');
});

/** Letters of which a version or a copy was tampered with: what the comparison has to show. */
const TAMPERED = [
  { id: 'pembayaran-servis-genset', was: '0011 2233 44', is: '0099 8877 66' },
  { id: 'tagihan-langganan', was: '6622 1133 44', is: '8855 9900 77' },
  { id: 'keputusan-tim-tanggap', was: '4 orang', is: '9 orang' },
  { id: 'perjanjian-pemeliharaan', was: null, is: 'Bank Latihan 0077 1122 33' },
];

test('the comparison marks and says what was altered in each tampered letter', async ({ page }) => {
  expect(letters.filter(({ expected }) => expected.reason === 'diubah').length).toBe(TAMPERED.length);
  for (const { id, was, is } of TAMPERED) {
    const { expected } = letters.find(({ name }) => name === `${id}.pdf`)!;
    await open(page, id);
    await decide(page, expected.decision, expected.reason);
    const comparison = page.locator('.comparison');
    await expect(comparison).toHaveAttribute('data-changed', '1');
    await expect(comparison.locator('.current rect')).toHaveCount(1);
    if (was) await expect(comparison.locator('del')).toContainText([was]);
    await expect(comparison.locator('.changes')).toContainText([is]);
    const box = await comparison.locator('.current rect').boundingBox();
    expect(box!.width * box!.height, id).toBeGreaterThan(100);
  }
});

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
  await page.getByRole('button', { name: 'Kosongkan keputusan' }).click();
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
