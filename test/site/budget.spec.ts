import { expect, test } from 'playwright/test';

/** Bytes as they crossed the wire, headers included, as the browser counts them. */
async function weigh(page: import('playwright/test').Page, path: string) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  return { bytes, requests };
}

const pages = [
  { path: '/sop/pelaporan-insiden/', bytes: 45_000, requests: 6 },
  { path: '/sop/listrik-padam/', bytes: 45_000, requests: 6 },
  { path: '/', bytes: 45_000, requests: 8 },
  // The stopwatch shares its clock, its log and its store with the form pages: three small files more, stored offline.
  { path: '/darurat/', bytes: 45_000, requests: 9 },
];

for (const { path, bytes, requests } of pages) {
  test(`${path} weighs at most ${bytes} bytes in ${requests} requests`, async ({ page }) => {
    const weight = await weigh(page, path);
    expect(weight.bytes).toBeLessThanOrEqual(bytes);
    expect(weight.requests).toBeLessThanOrEqual(requests);
  });
}

test('an SOP reads without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/sop/pelaporan-insiden/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pelaporan insiden');
  await expect(page.getByText('Menerima atau menemukan tanda insiden').first()).toBeVisible();
  await context.close();
});
