import { expect, test } from 'playwright/test';

test('the slash key, a few letters and the arrow keys lead to a procedure without a mouse', async ({
  page,
}) => {
  await page.goto('/istilah/');
  await page.keyboard.press('/');
  await page.keyboard.type('genset mati');
  await expect(page.locator('.search-results a').first()).toHaveAttribute('href', '/sop/listrik-padam/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/sop\/listrik-padam\/$/);
});

test('Escape closes the results and leaves what was typed', async ({ page }) => {
  await page.goto('/istilah/');
  await page.keyboard.press('/');
  await page.keyboard.type('lapor');
  await page.locator('.search-panel').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.locator('.search-panel')).toBeHidden();
  await expect(page.locator('.search.header input')).toHaveValue('lapor');
});

test('a misspelt word gets a suggestion that leads on', async ({ page }) => {
  await page.goto('/cari/?q=gensed');
  await page.getByRole('link', { name: 'genset' }).click();
  await expect(page.locator('.search-results a').first()).toBeVisible();
});

test('a search that finds nothing says so and shows the way to all procedures', async ({ page }) => {
  await page.goto('/cari/?q=xqzwv');
  await expect(page.locator('.search-status')).toContainText('Tidak ada hasil');
  await expect(page.locator('.search-hint').getByRole('link', { name: 'semua SOP' })).toBeVisible();
});

test('a page text that looks like markup stays text in a result', async ({ page }) => {
  await page.goto(`/cari/?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await page.locator('.search-status').waitFor();
  expect(await page.locator('.search-panel img').count()).toBe(0);
});

test('when the index cannot be fetched the box says so and can try again', async ({ page }) => {
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.goto('/cari/?q=genset');
  await expect(page.locator('.search-status')).toContainText('belum termuat');
  await page.unroute('**/pagefind/**');
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(page.locator('.search-results a').first()).toBeVisible();
});

test('without JavaScript the form leads to the search page, which says what to open instead', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('.search.home input').fill('genset');
  await page.locator('.search.home button').click();
  await expect(page).toHaveURL(/\/cari\/\?q=genset/);
  await expect(page.locator('noscript .notice')).toBeVisible();
  await context.close();
});

test('the theme button changes the theme and the choice survives a reload', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /terang atau gelap/ }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
