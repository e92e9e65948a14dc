import { expect, test } from 'playwright/test';

test('after one visit the procedures, the emergency card and the search work with the network cut', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('[data-offline="stored"]')).toBeVisible({ timeout: 40_000 });
  await context.setOffline(true);
  await page.goto('/sop/listrik-padam/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Listrik padam');
  await expect(page.locator('[data-offline="offline"]')).toBeVisible();
  await page.goto('/cari/?q=genset%20mati');
  await expect(page.locator('.search-results a').first()).toHaveAttribute('href', '/sop/listrik-padam/');
  await page.goto('/darurat/');
  await expect(page.getByRole('heading', { name: 'Listrik padam' })).toBeVisible();
  await context.close();
});

test('a page that was never stored is answered with what is there, not with the browser error', async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('[data-offline="stored"]')).toBeVisible({ timeout: 40_000 });
  await context.setOffline(true);
  await page.goto('/belum-pernah-dibuka/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('tanpa internet');
  await context.close();
});
