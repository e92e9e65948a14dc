/** The verification tool in a real browser, on documents the project makes and on files that are none. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { PDF } from '@libpdf/core';
import { expect, type Page, test } from 'playwright/test';
import { SIGNER_PROFILE } from '../../labs/signature/make/authority.ts';
import { signFile } from '../../labs/signature/make/cms-file.ts';
import { toPem } from '../../labs/signature/make/index.ts';
import { ecdsaKey } from '../../labs/signature/make/keys.ts';
import { writePkcs12 } from '../../labs/signature/make/pkcs12.ts';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';
import { authority, person, random, SIGNED_AT, signed } from '../signature/make/fixtures.ts';

const { exercises } = exerciseDocuments();
const letters = exercises.flatMap(({ letters }) => letters);
const sound = letters.find(({ name }) => name === 'undangan-rapat.pdf')!;
const altered = letters.find(({ name }) => name === 'pembayaran-servis-genset.pdf')!;
const address = '/alat/verifikasi-tte/';

const pdf = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(bytes),
});

async function check(page: Page, ...files: ReturnType<typeof pdf>[]): Promise<void> {
  await page.setInputFiles('#berkas', files);
  await expect(page.locator('.desk-status')).toContainText('Selesai', { timeout: 25_000 });
}

/** Everything the browser complained about; a policy violation is one. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

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

test('a certificate is read: whose, for what, until when, with a warning thirty days ahead', async ({
  page,
}) => {
  const now = Date.now();
  const { certificate } = authority.issue({
    name: [
      ['C', 'ID'],
      ['CN', 'Kepala Dinas Uji'],
    ],
    key: ecdsaKey(random),
    notBefore: new Date(now - 700 * 86_400_000),
    notAfter: new Date(now + 20.5 * 86_400_000),
    profile: SIGNER_PROFILE,
  });
  await page.goto(address);
  await check(page, { ...pdf('pejabat.pem', new Uint8Array()), buffer: Buffer.from(toPem(certificate)) });
  const card = page.locator('.certificate');
  await expect(card).toContainText('Tinggal 20 hari');
  await expect(card).toContainText('menandatangani');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan register sertifikat' }).click();
  const table = readFileSync(await (await download).path(), 'utf8');
  expect(table).toContain('"Tinggal 20 hari. Urus penggantinya sekarang."');
  await check(page, pdf('rusak.der', new Uint8Array([1, 2, 3])));
  await expect(page.locator('.desk-results [role=alert]')).toContainText('bukan sertifikat');
});

test('the register of a sitting is a table in which no name can act as a formula', async ({ page }) => {
  await page.goto(address);
  await check(page, pdf('=HYPERLINK("x").pdf', sound.bytes), pdf('surat.pdf', altered.bytes));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan register' }).click();
  const rows = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(rows).toHaveLength(3);
  expect(rows[1]).toMatch(/^"'=HYPERLINK\(""x""\)\.pdf",/);
  expect(rows[2]).toContain('"Jangan dipakai"');
});

test('two hundred documents in a row each get a line', async ({ page }) => {
  test.slow();
  const unsigned = letters.find(({ name }) => name === 'edaran-jam-layanan.pdf')!;
  await page.goto(address);
  const many = Array.from({ length: 200 }, (_, place) =>
    pdf(`surat-${place}.pdf`, (place % 40 === 0 ? sound : unsigned).bytes),
  );
  await page.setInputFiles('#berkas', many);
  await expect(page.locator('.desk-status')).toContainText('200 berkas diperiksa', { timeout: 80_000 });
  await expect(page.locator('.result')).toHaveCount(200);
});

/** An official of the tests, with key and certificate. */
const official = person({ key: ecdsaKey(random), from: -1000, to: 5000 });
const note = new TextEncoder().encode('Nota dinas tanpa PDF\n');
const signedNote = (enveloping: boolean) =>
  signFile(note, { signer: official, at: SIGNED_AT, enveloping, timestamp: authority.timestamp });
const file = (name: string, bytes: Uint8Array) => ({
  ...pdf(name, bytes),
  mimeType: 'application/octet-stream',
});

test('a .p7s asks for its document, is judged over it, and says when it is another one', async ({ page }) => {
  const found = complaints(page);
  await page.goto(address);
  await check(page, file('nota.txt.p7s', signedNote(false)));
  await expect(page.locator('.verdict-card')).toContainText('terpisah dari berkasnya');
  await page.getByLabel('Pilih berkas yang ditandatangani').setInputFiles(file('nota.txt', note));
  await expect(page.locator('[data-check=integrity]')).toHaveAttribute('data-state', 'pass');
  await expect(page.locator('.evidence-buttons')).toBeVisible();

  const other = new TextEncoder().encode('Nota dinas lain\n');
  await check(page, file('nota.txt.p7s', signedNote(false)), file('nota.txt', other));
  await expect(page.locator('.result')).toHaveCount(1);
  await expect(page.locator('[data-check=integrity]')).toHaveAttribute('data-state', 'fail');
  expect(found).toEqual([]);
});

test('a .p7m is judged over what it carries, which can be taken out', async ({ page }) => {
  await page.goto(address);
  await check(page, file('nota.txt.p7m', signedNote(true)));
  await expect(page.locator('[data-check=integrity]')).toHaveAttribute('data-state', 'pass');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Simpan berkas di dalamnya' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('nota.txt');
  expect(readFileSync(await saved.path()).equals(note)).toBe(true);
});

test('a key file shows its certificates after the password, and never its key', async ({ page }) => {
  await page.goto(address);
  await check(page, file('pejabat.p12', writePkcs12(official, 'rahasia-uji', random, 'Kunci uji')));
  const password = page.getByLabel('Kata sandi pejabat.p12');
  await password.fill('keliru');
  await password.press('Enter');
  await expect(page.locator('.key-file .fault')).toContainText('salah');
  await password.fill('rahasia-uji');
  await page.getByRole('button', { name: 'Baca sertifikatnya' }).click();
  await expect(page.locator('.certificate').first()).toContainText('Kepala Dinas Uji');
  await expect(page.locator('.certificate')).toHaveCount(1 + official.chain.length);
  await expect(page.locator('.chain li')).toHaveCount(1 + official.chain.length);
  expect(await page.locator('.desk-results').textContent()).not.toMatch(/PRIVATE|rahasia-uji/);
});

test('a folder is opened to its last corner; what is no document is passed over and counted', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'sigap-folder-'));
  mkdirSync(join(folder, 'dalam'));
  writeFileSync(join(folder, 'surat.pdf'), sound.bytes);
  writeFileSync(join(folder, 'dalam/diubah.pdf'), altered.bytes);
  writeFileSync(join(folder, 'dalam/catatan.txt'), 'bukan surat');
  await page.goto(address);
  await page.setInputFiles('#folder', folder);
  await expect(page.locator('.desk-status')).toContainText('2 berkas diperiksa');
  await expect(page.locator('.desk-status')).toContainText('1 berkas lain di folder dilewati');
  await expect(page.locator('[data-file="diubah.pdf"]')).toHaveAttribute('data-verdict', 'invalid');
  await expect(page.locator('.watch')).toContainText('Ke tempat lain: 0.');
  rmSync(folder, { recursive: true });
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
