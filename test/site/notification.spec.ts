import { expect, test } from 'playwright/test';

test.beforeEach(async ({ page }) => {
  await page.goto('/siapa-diberi-tahu/');
});

const choose = (page: import('playwright/test').Page, name: string, value: string) =>
  page.locator(`[name="${name}"][value="${value}"]`).check();

test('a serious intrusion with personal data names every duty and the two limits', async ({ page }) => {
  await page.getByLabel('Tanggal').fill('2026-11-23');
  await page.getByLabel(/Pukul/).fill('07.10');
  await choose(page, 'pihakLain', 'ya');
  await choose(page, 'tingkat', 'tinggi');
  await choose(page, 'iiv', 'ya');
  await choose(page, 'dataPribadi', 'ya');
  await choose(page, 'ttis', 'ya');
  const duties = page.locator('.duty');
  await expect(duties).toHaveCount(6);
  await expect(page.locator('[data-duty="iiv"]')).toContainText('Sel 24 Nov, 07.10');
  await expect(page.locator('[data-duty="pdp"]')).toContainText('Kam 26 Nov, 07.10');
  await expect(page.locator('[data-duty="diskominfo"]')).toContainText('sumber tidak memberi batas jam');
});

test('before any answer every duty stands and the page says what to find out', async ({ page }) => {
  await expect(page.locator('.duty')).toHaveCount(6);
  await expect(page.locator('[data-unsure] li')).toHaveCount(5);
});

test('a power cut is no matter for the mayor', async ({ page }) => {
  await choose(page, 'pihakLain', 'tidak');
  await expect(page.locator('[data-duty="wali-kota"]')).toHaveCount(0);
  await expect(page.locator('[data-duty="helpdesk"]')).toBeVisible();
});

test('a time that is none is explained at its field and nothing typed is lost', async ({ page }) => {
  await page.getByLabel(/Pukul/).fill('7.75');
  await expect(page.getByText('misalnya 07.10')).toBeVisible();
  await expect(page.getByLabel(/Pukul/)).toHaveValue('7.75');
});

test('answers and what was done survive a closed tab, and can be cleared', async ({ page }) => {
  await choose(page, 'pihakLain', 'ya');
  await page.getByLabel('Diskominfo').first().check();
  await page.reload();
  await expect(page.locator('[name="pihakLain"][value="ya"]')).toBeChecked();
  await expect(page.locator('[data-duty="diskominfo"]')).toContainText('Dikerjakan');
  await page.getByRole('button', { name: 'Mulai baru' }).click();
  await expect(page.locator('[name="pihakLain"][value="ya"]')).not.toBeChecked();
});

test('the deadlines can be saved as a calendar', async ({ page }) => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan ke kalender' }).click();
  expect((await download).suggestedFilename()).toMatch(/^batas-waktu-.*\.ics$/);
});
