/** What else the verification tool reads: certificates, detached and enveloping signatures, key files, folders. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { SIGNER_PROFILE } from '../../labs/signature/make/authority.ts';
import { signFile } from '../../labs/signature/make/cms-file.ts';
import { toPem } from '../../labs/signature/make/index.ts';
import { ecdsaKey } from '../../labs/signature/make/keys.ts';
import { writePkcs12 } from '../../labs/signature/make/pkcs12.ts';
import { authority, person, random, SIGNED_AT } from '../signature/make/fixtures.ts';
import { address, altered, check, complaints, letters, pdf, sound } from './tte-desk.ts';

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
