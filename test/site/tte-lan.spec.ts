/** Plain http over a LAN address: no service worker, no crypto.subtle. Loaded once, then the network is cut. */
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test } from 'playwright/test';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';
import { siteServer } from '../../src/cli/serve.ts';

const { exercises } = exerciseDocuments();
const letters = exercises.flatMap(({ letters }) => letters);
const letter = (id: string) => letters.find(({ name }) => name === `${id}.pdf`)!;

/** An address of this machine that browsers do not call trustworthy. */
const lan = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

test('over plain http on a LAN address, desk, inbox and signing go on with the network cut', async ({
  browser,
}) => {
  test.skip(!lan, 'this machine has no address but its own');
  test.slow();
  const server = siteServer('dist');
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const base = `http://${lan}:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext();
  const faults: string[] = [];
  context.on('console', (message) => {
    // Chromium says on every such page that it passes over one header; nothing here rests on it.
    const expected = message.text().startsWith('The Cross-Origin-Opener-Policy header has been ignored');
    if (message.type() === 'error' && !expected) faults.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => faults.push(error.error().message));

  const desk = await context.newPage();
  await desk.goto(`${base}/alat/verifikasi-tte/`);
  const known = () => [
    isSecureContext,
    'subtle' in crypto && crypto.subtle !== undefined,
    'serviceWorker' in navigator,
  ];
  expect(await desk.evaluate(known)).toEqual([false, false, false]);
  await desk.check('.training-root input');
  await desk.setInputFiles('#berkas', {
    name: 'satu.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(letter('undangan-rapat').bytes),
  });
  await expect(desk.locator('.verdict-card')).toHaveAttribute('data-verdict', 'valid');
  await desk.getByRole('button', { name: 'Siapkan untuk tanpa jaringan' }).click();
  await expect(desk.locator('.offline [role=status]')).toContainText('Siap.');

  const inbox = await context.newPage();
  await inbox.goto(`${base}/lab/tte/#undangan-rapat`);
  await expect(inbox.locator('.sheets canvas').first()).toBeVisible();
  await inbox.waitForLoadState('networkidle');
  const sign = await context.newPage();
  await sign.goto(`${base}/lab/tte/tanda-tangani-sendiri/`);
  await sign.getByRole('button', { name: 'Buat kunci' }).click();
  await expect(sign.locator('.sign-yourself')).toHaveAttribute('data-at', 'permintaan');
  await sign.waitForLoadState('networkidle');
  const explain = await context.newPage();
  await explain.goto(`${base}/lab/tte/cara-kerja/`);
  await explain.getByRole('button', { name: 'Buat kunci' }).click();
  await expect(explain.locator('sigap-key-demo .out')).toHaveAttribute('data-holds', 'true');

  await context.setOffline(true);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));

  await desk.bringToFront();
  await desk.setInputFiles('#berkas', {
    name: 'dua.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(letter('tagihan-langganan').bytes),
  });
  await expect(desk.locator('.verdict-card')).toHaveAttribute('data-verdict', 'invalid');
  await desk.getByRole('button', { name: 'Bandingkan dengan versi' }).click();
  await expect(desk.locator('.comparison ins')).toContainText('8855 9900 77');

  await inbox.bringToFront();
  await inbox.locator('[data-letter="keputusan-tim-tanggap"]').click();
  await expect(inbox.locator('form.decision')).toBeVisible();
  await inbox.check('input[value="tolak-lapor"]');
  await inbox.check('input[value="diubah"]');
  await inbox.getByRole('button', { name: 'Putuskan' }).click();
  await expect(inbox.locator('.feedback')).toHaveAttribute('data-right', 'true');
  await expect(inbox.locator('.comparison ins')).toContainText('9 orang');

  await sign.bringToFront();
  for (const [id, next] of [
    ['permintaan', 'sertifikat'],
    ['sertifikat', 'tanda-tangan'],
    ['tanda-tangan', 'periksa'],
    ['periksa', 'koma'],
    ['koma', 'cabut'],
    ['cabut', 'register'],
    ['register', 'selesai'],
  ] as const) {
    await sign.locator(`[data-step="${id}"] .do button`).click();
    await expect(sign.locator('.sign-yourself')).toHaveAttribute('data-at', next);
  }
  await expect(sign.locator('[data-step="koma"] .comparison rect').first()).toBeVisible();
  expect(faults).toEqual([]);
  await context.close();
});
