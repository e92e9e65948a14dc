/** The verification tool in a real browser, on documents the project makes and on files that are none. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { PDF } from '@libpdf/core';
import { expect, type Page, test } from 'playwright/test';
import { SIGNER_PROFILE } from '../../labs/signature/make/authority.ts';
import { toPem } from '../../labs/signature/make/index.ts';
import { ecdsaKey } from '../../labs/signature/make/keys.ts';
import { authority, random, signed } from '../signature/make/fixtures.ts';
import { address, altered, check, complaints, letters, pdf, sound } from './tte-desk.ts';

const broken = [
  {
    what: 'a picture named .pdf',
    file: pdf('foto.pdf', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])),
    says: 'bukan berkas PDF',
  },
  { what: 'an empty file', file: pdf('kosong.pdf', new Uint8Array(0)), says: 'bukan berkas PDF' },
  {
    what: 'a letter cut in half',
    file: pdf('terpotong.pdf', sound.bytes.slice(0, sound.bytes.length / 2)),
    says: '',
  },
];

for (const { what, file, says } of broken) {
  test(`${what} is answered in words and never looks valid`, async ({ page }) => {
    const found = complaints(page);
    await page.goto(address);
    await check(page, file);
    const card = page.locator('.verdict-card');
    await expect(card).toHaveAttribute('data-verdict', /^(not-checked|invalid)$/);
    await expect(card).toContainText(says);
    expect(found).toEqual([]);
  });
}

test('a file of 60 MB is answered, and one above the limit is refused without being read', async ({
  page,
}) => {
  await page.goto(address);
  for (const [megabytes, says] of [
    [60, 'bukan berkas PDF'],
    [97, 'lebih besar dari 96 MiB'],
  ] as const) {
    await page.evaluate((size) => {
      const list = new DataTransfer();
      list.items.add(
        new File([new Uint8Array(size * 1024 * 1024)], 'besar.pdf', { type: 'application/pdf' }),
      );
      const input = document.querySelector<HTMLInputElement>('#berkas')!;
      input.files = list.files;
      input.dispatchEvent(new Event('change'));
    }, megabytes);
    await expect(page.locator('.verdict-card')).toContainText(says, { timeout: 20_000 });
  }
});

test('markup and direction marks in a signer name stay harmless text', async ({ page }) => {
  const name = 'Kepala <img src=x onerror=alert(1)> \u202Efdp.tsal\u202C';
  const signer = authority.issue({
    name: [
      ['C', 'ID'],
      ['CN', name],
    ],
    key: ecdsaKey(random),
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2028-01-01'),
    profile: SIGNER_PROFILE,
  });
  await page.goto(address);
  await check(page, pdf('nama\u202Efdp.pdf', signed({ signer }).bytes));
  await expect(page.locator('.chain')).toContainText('Kepala <img src=x onerror=alert(1)> fdp.tsal');
  expect(await page.locator('.desk-results img').count()).toBe(0);
  expect(await page.locator('.desk-results').innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
});

test('a root chosen from a file is confirmed by fingerprint, changes the verdict, survives a reload and goes again', async ({
  page,
}) => {
  await page.goto(address);
  const letter = pdf('surat.pdf', signed({}).bytes);
  await check(page, letter);
  await expect(page.locator('[data-check=identityTrust]')).toHaveAttribute('data-state', 'not-checked');
  await page.setInputFiles('#akar', {
    name: 'akar.pem',
    mimeType: 'application/x-pem-file',
    buffer: Buffer.from(toPem(authority.root.certificate)),
  });
  await expect(page.locator('.fingerprint-code')).toHaveText(/^([0-9A-F]{4} ?){16}$/);
  await page.getByRole('button', { name: 'Sidik jari cocok, percayai' }).click();
  await expect(page.locator('[data-check=identityTrust]')).toHaveAttribute('data-state', 'pass');
  await page.reload();
  await check(page, letter);
  await expect(page.locator('[data-check=identityTrust]')).toHaveAttribute('data-state', 'pass');
  await page.getByRole('button', { name: /^Hapus / }).click();
  await expect(page.locator('[data-check=identityTrust]')).toHaveAttribute('data-state', 'not-checked');
});

test('a private key offered as a root is refused by name', async ({ page }) => {
  await page.goto(address);
  const text = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
  await page.setInputFiles('#akar', { name: 'kunci.pem', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await expect(page.locator('.anchor-ask')).toContainText('kunci privat');
});

test('once made ready, it works with the network off and without crypto.subtle', async ({
  page,
  context,
}) => {
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await page.goto(address);
  await page.getByRole('button', { name: 'Siapkan untuk tanpa jaringan' }).click();
  await expect(page.locator('.offline [role=status]')).toContainText('Siap.');
  await context.setOffline(true);
  await check(page, pdf('surat.pdf', altered.bytes));
  await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', 'invalid');
});

test('the comparison frames the altered account number and says both', async ({ page }) => {
  const found = complaints(page);
  await page.goto(address);
  await check(page, pdf('surat.pdf', altered.bytes));
  await page.getByRole('button', { name: 'Bandingkan dengan versi' }).click();
  const comparison = page.locator('.comparison');
  await expect(comparison.locator('del')).toContainText('0011 2233 44', { timeout: 25_000 });
  await expect(comparison.locator('ins')).toContainText('0099 8877 66');
  await expect(comparison.locator('.current rect')).toHaveCount(1);
  await page.getByRole('button', { name: 'Bertumpuk' }).click();
  await expect(comparison.locator('.over canvas')).toBeVisible();
  expect(found).toEqual([]);
});

test('the saved evidence names file, hash, verdict, time and tool, and holds nothing of the document', async ({
  page,
}) => {
  await page.goto(address);
  await check(page, pdf('surat.pdf', altered.bytes));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan bukti' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  for (const part of [
    'surat.pdf',
    'SHA-256: ',
    '(invalid)',
    'Diperiksa pada: ',
    'Sigap ',
    'bukan verifikasi resmi',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('0099');
});

test('by keyboard alone: choose a file, read the verdict, unfold the details', async ({ page }) => {
  // The key must not come before the script that answers it.
  // Nor before the browser hands choosers to this test: it is told when the first listener comes.
  const chooser = page.waitForEvent('filechooser');
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.locator('#berkas').focus();
  await expect(page.locator('#berkas')).toBeFocused();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(pdf('surat.pdf', altered.bytes));
  await expect(page.locator('.verdict-card h3')).toBeFocused({ timeout: 20_000 });
  await page.locator('.technical summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.technical dl')).toContainText('TOTAL-FAILED / FORMAT_FAILURE');
});

for (const width of [390, 1440]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`a result has no accessibility fault at ${width} px, ${colorScheme}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
      const page = await context.newPage();
      await page.goto(address);
      await page.check('.training-root input');
      await check(page, pdf('surat.pdf', altered.bytes));
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await context.close();
    });
  }
}

test('the first view weighs at most 60 kB over the wire', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  expect(bytes).toBeLessThanOrEqual(60_000);
});

/** An engine that says it is ready and then never answers. */
const HANGING = "postMessage({ kind: 'ready' }); onmessage = () => { for (;;); };";

async function hang(page: Page): Promise<void> {
  await page.route('**/aset/worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: HANGING }),
  );
}

test('a file that never ends is stopped after ten seconds and said to be unchecked', async ({ page }) => {
  await hang(page);
  await page.goto(address);
  await check(page, pdf('surat.pdf', sound.bytes));
  await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', 'not-checked');
  await expect(page.locator('.verdict-card')).toContainText('dihentikan setelah 10 detik');
});

test('a check that runs can be cancelled, and the page is ready for the next', async ({ page }) => {
  await hang(page);
  await page.goto(address);
  await page.setInputFiles('#berkas', [pdf('satu.pdf', sound.bytes), pdf('dua.pdf', sound.bytes)]);
  await expect(page.locator('.desk-status')).toContainText('Memeriksa 1 dari 2: satu.pdf');
  await page.getByRole('button', { name: 'Batal' }).click();
  await expect(page.locator('.desk-status')).toContainText('0 berkas diperiksa. 2 dibatalkan.');
  await page.unroute('**/aset/worker-*.js');
  await check(page, pdf('tiga.pdf', sound.bytes));
  await expect(page.locator('.result')).toHaveCount(1);
});

test('when the engine cannot be fetched the page says so and what to do', async ({ page }) => {
  await page.route('**/aset/worker-*.js', (route) => route.abort());
  await page.goto(address);
  await check(page, pdf('surat.pdf', sound.bytes));
  await expect(page.locator('.verdict-card')).toContainText('Sambungkan jaringan, lalu coba lagi.');
});

test('a locked document asks for its password and answers a wrong one', async ({ page }) => {
  const locked = PDF.create();
  locked.addPage();
  locked.setProtection({ userPassword: 'buka', ownerPassword: 'kuasa', algorithm: 'AES-256' });
  await page.goto(address);
  await check(page, pdf('terkunci.pdf', new Uint8Array(await locked.save())));
  const field = page.getByLabel('Kata sandi dokumen');
  await field.fill('salah');
  await field.press('Enter');
  await expect(page.locator('.password .fault')).toHaveText('Kata sandi itu tidak cocok.');
  await page.getByLabel('Kata sandi dokumen').fill('buka');
  await page.getByRole('button', { name: 'Buka dan periksa' }).click();
  await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', 'no-signature');
  await expect(page.locator('.password')).toHaveCount(0);
});

test('times stand on a line that is also said: claimed, proved, validity and a late revocation', async ({
  page,
}) => {
  const { bytes } = letters.find(({ name }) => name === 'rekomendasi-hasil-audit.pdf')!;
  await page.goto(address);
  await page.check('.training-root input');
  await check(page, pdf('audit.pdf', bytes));
  const line = page.locator('.timeline').first();
  await expect(line.locator('svg[role=img]')).toHaveAttribute(
    'aria-label',
    /^Garis waktu: ditandatangani.*; terbukti.*; sertifikat dicabut di dalam masa berlaku/,
  );
  const moments = await line.locator('li b').allTextContents();
  expect(moments).toEqual([
    'Sertifikat mulai berlaku',
    'Ditandatangani, menurut penanda tangan',
    'Terbukti sudah ada, oleh cap waktu',
    'Sertifikat dicabut',
    'Diperiksa',
    'Sertifikat berakhir',
  ]);
});

test('a received file can be laid beside the copy its sender kept', async ({ page }) => {
  const { bytes, original } = letters.find(({ name }) => name === 'keputusan-tim-tanggap.pdf')!;
  await page.goto(address);
  await check(page, pdf('diterima.pdf', bytes));
  await page.getByLabel('Bandingkan dengan berkas lain').setInputFiles(pdf('asli.pdf', original!));
  const comparison = page.locator('.comparison');
  await expect(comparison.locator('del')).toHaveText('4 orang');
  await expect(comparison.locator('ins')).toHaveText('9 orang');
  await expect(comparison.locator('.current rect')).toHaveCount(1);
});
