import { expect, type Page, test } from 'playwright/test';

const open = async (page: Page, path: string) => {
  await page.goto(path);
  await page.locator('sigap-formulir[data-ready]').waitFor();
};
const LETTER = '/formulir/surat-wali-kota/';

test('what is typed stands on the paper at once, in Indonesian', async ({ page }) => {
  await open(page, LETTER);
  await page.getByLabel('Tanggal surat').fill('2026-11-23');
  await page.getByLabel('Nama tanpa gelar').fill('Nama Contoh');
  await page.getByLabel('Gelar belakang').fill('S.Kom.');
  const paper = page.locator('[data-paper]');
  await expect(paper).toContainText('Kota Contoh, 23 November 2026');
  await expect(paper).toContainText('Nama Contoh, S.Kom.');
});

test('invalid input is explained at its box, and the first one has the focus', async ({ page }) => {
  await open(page, LETTER);
  await page.getByLabel('Perangkat daerah', { exact: true }).fill('Dinas Uji');
  await page.getByLabel('Jam diketahui').fill('7.75');
  await page.getByLabel('NIP').fill('123');
  await page.getByRole('button', { name: 'Unduh .docx' }).click();
  await expect(page.getByLabel('Alamat perangkat daerah')).toBeFocused();
  await expect(page.getByLabel('Jam diketahui')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('[data-fault="jamDiketahui"]')).toContainText('misalnya 07.10');
  await expect(page.locator('[data-fault="penandatangan.nip"]')).toContainText('18 angka');
  await expect(page.locator('[data-faults]')).toContainText('Isian Anda tidak hilang');
  await expect(page.getByLabel('Jam diketahui')).toHaveValue('7.75');
});

test('a killed tab loses nothing: the draft is offered, and comes back when asked', async ({ context }) => {
  const first = await context.newPage();
  await open(first, LETTER);
  await first.getByLabel('Nomor surat').fill('800/015/UJI/2026');
  await expect(first.locator('[data-paper]')).toContainText('800/015/UJI/2026');
  await first.close();
  const second = await context.newPage();
  await open(second, LETTER);
  await expect(second.getByLabel('Nomor surat')).toHaveValue('');
  await second.getByRole('button', { name: 'Lanjutkan isian itu' }).click();
  await expect(second.getByLabel('Nomor surat')).toHaveValue('800/015/UJI/2026');
});

test('remembered when agreed, also by other forms; on a shared computer nothing stays', async ({
  context,
}) => {
  const first = await context.newPage();
  await open(first, LETTER);
  await first.getByLabel('Ingat di perangkat ini sampai saya hapus').check();
  await first.getByLabel('Perangkat daerah', { exact: true }).fill('Dinas Uji');
  await expect(first.locator('[data-kept]')).toContainText('Tersimpan di perangkat ini saja');
  await first.close();
  const second = await context.newPage();
  await open(second, LETTER);
  await expect(second.getByLabel('Perangkat daerah', { exact: true })).toHaveValue('Dinas Uji');
  await open(second, '/formulir/laporan-insiden/');
  await expect(second.getByLabel('Perangkat daerah', { exact: true })).toHaveValue('Dinas Uji');
  await second.getByLabel('Hanya di tab ini (komputer bersama)').check();
  await second.getByLabel('Nama pelapor').fill('Orang Contoh');
  await second.close();
  const third = await context.newPage();
  await open(third, '/formulir/laporan-insiden/');
  await expect(third.getByLabel('Nama pelapor')).toHaveValue('');
  await expect(third.locator('[data-offer]')).toBeHidden();
});

test('a register is filled row by row and written as .docx and as a table file', async ({ page }) => {
  await open(page, '/formulir/log-genset/');
  await page.getByRole('button', { name: 'Tambah catatan' }).click();
  await expect(page.getByRole('group', { name: 'Catatan 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Hapus catatan 2' }).click();
  const row = page.getByRole('group', { name: 'Catatan 1' });
  await row.getByLabel('Tanggal').fill('2026-11-23');
  await row.getByLabel('Kegiatan').selectOption('Uji bulanan');
  await row.getByLabel('Mulai').fill('09.00');
  await row.getByLabel('Hasil dan temuan').fill('=1+1');
  await row.getByLabel('Petugas').fill('Petugas Contoh');
  const csv = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Unduh CSV' }).click();
  const file = await (await csv).createReadStream();
  let text = '';
  for await (const part of file) text += String(part);
  expect(text).toContain("'=1+1");
  await page.getByRole('button', { name: 'Unduh .docx' }).click();
  const docx = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lanjutkan, sisanya diisi tangan' }).click();
  expect((await docx).suggestedFilename()).toBe('log-genset.docx');
});

test('the empty form is on the page without JavaScript', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/formulir/laporan-insiden/');
  await expect(page.getByText('LAPORAN INSIDEN KEAMANAN INFORMASI', { exact: true })).toBeVisible();
  await expect(page.locator('sigap-formulir form')).toBeHidden();
  await context.close();
});

test('the letters open filled from the answers', async ({ page }) => {
  await page.goto('/siapa-diberi-tahu/');
  await page.getByLabel('Tanggal').fill('2026-11-23');
  await page.getByLabel(/Pukul/).fill('07.10');
  await page.locator('[name="pihakLain"][value="ya"]').check();
  await page.getByRole('link', { name: 'Buat surat' }).click();
  await page.locator('sigap-formulir[data-ready]').waitFor();
  await expect(page.getByLabel('Tanggal diketahui')).toHaveValue('2026-11-23');
  await expect(page.getByLabel('Jam diketahui')).toHaveValue('07.10');
  await expect(page.locator('[data-from]')).toContainText('Siapa diberi tahu');
});

test('the emergency log survives a closed tab and becomes the incident report', async ({ context }) => {
  const first = await context.newPage();
  await first.goto('/darurat/#dugaan-peretasan');
  await first.locator('sigap-catat[data-ready]').waitFor();
  await first.getByLabel('Yang baru terjadi atau dikerjakan').fill('Laman depan berubah');
  await first.getByRole('button', { name: 'Catat', exact: true }).click();
  await expect(first.locator('[data-entries]')).toContainText('Laman depan berubah');
  await first.close();
  const second = await context.newPage();
  await second.goto('/darurat/');
  await expect(second.locator('[data-entries]')).toContainText('Laman depan berubah');
  await second.getByRole('link', { name: 'Jadikan laporan insiden' }).click();
  await second.locator('sigap-formulir[data-ready]').waitFor();
  await expect(second.getByLabel('Apa yang terjadi')).toHaveValue('Dugaan peretasan');
  await expect(second.locator('[data-paper]')).toContainText('Laman depan berubah');
});

test('the self-check shows gaps and begins the risk register', async ({ page }) => {
  await page.goto('/periksa-diri/');
  await page.locator('sigap-periksa[data-ready]').waitFor();
  await page.locator('[name="genset"][value="belum"]').check();
  await page.locator('[name="cadangan"][value="ya"]').check();
  await expect(page.locator('[data-summary]')).toContainText('1 dari 20 sudah berjalan, 1 perlu dikerjakan');
  await page.getByRole('link', { name: 'Mulai register risiko' }).click();
  await expect(page.locator('[data-paper]')).toContainText('Listrik cadangan gagal saat padam');
});

test('the roster shows a duty that rests on one person, and the decree takes the matrix', async ({
  page,
}) => {
  await page.goto('/siaga/');
  await page.locator('sigap-siaga[data-ready]').waitFor();
  const duty = page.getByRole('group', { name: 'Tugas 1' });
  await duty.getByLabel('Tugas atau aplikasi').fill('Jaringan kantor');
  await duty.getByLabel('Petugas').fill('Orang Satu');
  await expect(page.locator('[data-roster-faults]')).toContainText('Bergantung pada satu orang');
  await duty.getByLabel('Pengganti pertama').fill('Orang Dua');
  await expect(page.locator('[data-rule]')).toContainText('Aturan terpenuhi');
  await page.getByRole('link', { name: 'Susun SK' }).click();
  await expect(page.locator('[data-paper]')).toContainText('Orang Dua');
});

test('policies and forms narrow by what is chosen', async ({ page }) => {
  await page.goto('/kebijakan/');
  await page.getByRole('radio', { name: 'Fisik' }).check();
  await expect(page.locator('.documents li:visible')).not.toHaveCount(0);
  for (const item of await page.locator('.documents li:visible').all()) {
    expect(await item.getAttribute('data-aspek')).toContain('fisik');
  }
  await page.goto('/formulir/');
  await page.getByLabel('Cari formulir').fill('genset');
  await expect(page.locator('.documents li:visible')).toHaveCount(1);
});
