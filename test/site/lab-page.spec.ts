/** The page around the lab: its window, keyboard, phone, a stopped engine, no JavaScript, accessibility. */
import AxeBuilder from '@axe-core/playwright';
import { type ConsoleMessage, expect, test } from 'playwright/test';
import { area, LEVEL, open, START_LINE, writeInThePlainEditor } from './lab-level.ts';

writeInThePlainEditor();

test('a level fills its window: nothing hidden in a pane makes the page longer', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const path of [LEVEL, '/lab/firewall/terapkan-dan-uji/']) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  }
});

test('an engine that cannot be loaded is said where the verdict would stand', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/engine\.worker/, (route) => route.abort());
  await page.goto(LEVEL);
  await expect(page.locator('.verdict')).toContainText('Aturan Anda tetap tersimpan');
  await expect(page.getByRole('button', { name: 'Muat ulang halaman' })).toBeVisible();
  await context.close();
});

test('the level is solved by keyboard alone', async ({ page }) => {
  await open(page);
  await area(page).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 14; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-cell-count]')).toHaveText('23 dari 23 sesuai');
  await page.keyboard.press('Tab');
  await expect(area(page), 'Tab leaves the plain editor').not.toBeFocused();
  for (let stop = 0; stop < 30; stop++) {
    if ((await page.locator('.matrix button:focus').count()) > 0) break;
    await page.keyboard.press('Tab');
  }
  const focused = page.locator('.matrix button:focus');
  await expect(focused).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/LAN kantor ke Web 443/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict .tuple')).toContainText('10.40.0.21');
});

test('the first load carries no editor; a mouse in the rules brings it without one refused style', async ({
  page,
}) => {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  expect(requests.filter((url) => url.includes('monaco'))).toEqual([]);
  await page.mouse.move(600, 300);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await expect(page.locator('.monaco-editor .zone-breach')).toContainText('Terlalu longgar');
  // Until the zone with the finding is laid out, the lines below it move.
  const overlapping = () =>
    page.locator('.monaco-editor .view-line').evaluateAll((lines) => {
      const tops = lines.map((line) => line.getBoundingClientRect().top);
      return tops.length - new Set(tops).size;
    });
  await expect.poll(overlapping, { message: 'every line stands at its own height' }).toBe(0);
  await page.locator('.monaco-editor').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# halo');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(
    page.locator('.monaco-editor .native-edit-context, .monaco-editor textarea').first(),
  ).not.toBeFocused();
  await page.getByRole('button', { name: 'Editor sederhana' }).click();
  expect(await area(page).inputValue()).toMatch(/^# halo/);
  expect(faults).toEqual([]);
});

test('a phone shows one view at a time and leads from a line number to the rules', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expect(page.getByText('Pemindaian semalam')).toBeVisible();
  await expect(area(page)).toBeHidden();
  await page.locator('.view-tabs').getByText('Jalur').click();
  await expect(page.locator('.network-map.is-narrow')).toBeVisible();
  await page.getByRole('button', { name: 'aturan baris 14' }).click();
  await expect(area(page)).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('without JavaScript the story, the rules and the policy are readable', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(LEVEL);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Tingkat 1: Basis data hanya dari server aplikasi',
  );
  expect(await area(page).inputValue()).toContain(START_LINE);
  await expect(page.getByText('memerlukan JavaScript')).toBeVisible();
  await expect(page.getByRole('row', { name: /LAN kantor/ })).toContainText('harus lolos');
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, view] of [
    [1440, 'tugas'],
    [390, 'tugas'],
    [390, 'jalur'],
    [390, 'aturan'],
  ] as const) {
    test(`the level has no accessibility fault at ${width} px, ${scheme}, ${view}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme });
      const page = await context.newPage();
      await open(page);
      if (width < 900) await page.locator(`.view-tabs a[href="#${view}"]`).click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      await context.close();
    });
  }
}
