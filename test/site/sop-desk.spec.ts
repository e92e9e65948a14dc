import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, type Page, test } from 'playwright/test';
import { readMdx } from '../../src/sop/draft/mdx.ts';

const DESK = '/alat/penyusun-sop/';

async function open(page: Page, path = DESK): Promise<void> {
  await page.goto(path);
  await expect(page.locator('sigap-sop-desk')).toHaveAttribute('data-ready', '');
}

const saved = (page: Page) => expect(page.locator('.keadaan')).toHaveAttribute('data-state', 'saved');
const judged = (page: Page) => expect(page.locator('.samping')).not.toHaveAttribute('aria-busy', 'true');
const kegiatan = (page: Page) => page.getByLabel('Kegiatan', { exact: true });

async function file(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.locator('.keluar > summary').click();
  await page.locator('.keluar').getByRole('button', { name }).click();
  return readFileSync((await (await waiting).path())!);
}

test('an SOP of the library opens with its sheet, clean of findings, and leaves as the same file', async ({
  page,
}) => {
  await open(page, `${DESK}?sop=pelaporan-insiden`);
  await expect(page.locator('.langkah-satu')).toHaveCount(13);
  await expect(page.locator('.daftar-temuan')).toContainText(/Tidak ada temuan|Pertimbangkan/);
  await expect(page.locator('.tray .lembar')).toHaveCount(3);
  const text = (await file(page, 'Berkas pustaka')).toString('utf8');
  const original = readMdx(
    'pelaporan-insiden.mdx',
    readFileSync('content/sop/pelaporan-insiden.mdx', 'utf8'),
  );
  expect(readMdx('pelaporan-insiden.mdx', text)).toEqual(original);
});

test('a tab that is killed while someone types loses at most the last second', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await open(page);
  await page.getByRole('button', { name: 'Mulai dari kosong' }).click();
  await kegiatan(page).fill('Menerima aduan');
  await saved(page);
  // Typing goes on without a pause; the renderer is killed in the middle, so that no handler of the page can run.
  const typed = 'dari warga lewat telepon atau datang langsung ke loket pelayanan';
  const stamps: number[] = [];
  for (const letter of ` ${typed}`) {
    await page.keyboard.type(letter);
    stamps.push(Date.now());
  }
  const cdp = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  cdp.send('Page.crash').catch(() => {});
  await crashed;
  const killed = Date.now();
  const again = await context.newPage();
  await open(again);
  const found = await kegiatan(again).inputValue();
  expect(`Menerima aduan ${typed}`.startsWith(found)).toBe(true);
  const kept = found.length - 'Menerima aduan'.length;
  const oldestLost = stamps[kept] ?? killed;
  expect(killed - oldestLost, `kept "${found}"`).toBeLessThanOrEqual(1000);
  await context.close();
});

test('two tabs with one draft follow each other, and neither overwrites the other unseen', async ({
  context,
}) => {
  const one = await context.newPage();
  await open(one, `${DESK}?sop=listrik-padam`);
  await saved(one);
  const two = await context.newPage();
  await open(two);
  await expect(two.locator('.nama-draf')).toHaveText(/Listrik padam/);
  await kegiatan(one).fill('Menerima tanda padam dari tab satu');
  await saved(one);
  await expect(kegiatan(two)).toHaveValue('Menerima tanda padam dari tab satu');
  await kegiatan(two).fill('Menerima tanda padam dari tab dua');
  await saved(two);
  await expect(kegiatan(one)).toHaveValue('Menerima tanda padam dari tab dua');
});

test('steps are moved with the keyboard, branches follow, and undo brings everything back', async ({
  page,
}) => {
  await open(page, `${DESK}?sop=pelaporan-insiden`);
  const card = page.locator('.langkah-satu');
  await expect(card.nth(3)).toContainText('tidak ke 13');
  await card.nth(12).locator('.ringkas').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(card.nth(11)).toContainText('Menutup tiket');
  await expect(card.nth(3)).toContainText('tidak ke 12');
  await expect(card.nth(11).locator('.ringkas')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(card.nth(12)).toContainText('Menutup tiket');
  await expect(card.nth(3)).toContainText('tidak ke 13');
  await page.keyboard.press('Control+y');
  await expect(card.nth(11)).toContainText('Menutup tiket');
});

test('a step dragged by its handle goes where it is dropped', async ({ page }) => {
  await open(page, `${DESK}?sop=listrik-padam`);
  const card = page.locator('.langkah-satu');
  await card.first().locator('.ringkas').click();
  await expect(card.first().locator('.isi')).toHaveCount(0);
  await card.nth(4).locator('.pegangan').dragTo(card.nth(1));
  await expect(card.nth(1)).toContainText('Mematikan server menurut urutan prioritas');
  await saved(page);
});

test('a version put aside comes back, and the state it replaces is a version too', async ({ page }) => {
  await open(page, `${DESK}?sop=listrik-padam`);
  await kegiatan(page).fill('Menerima tanda pertama');
  await saved(page);
  await page.getByRole('button', { name: 'Versi', exact: true }).click();
  await expect(page.locator('.dialog-versi')).toContainText('Awal: SOP-03 dari pustaka');
  await page.getByRole('button', { name: 'Simpan keadaan sekarang sebagai versi' }).click();
  await expect(page.locator('.isi-versi li').first()).toContainText('Disimpan sendiri');
  await page.getByRole('button', { name: 'Pulihkan' }).last().click();
  await expect(kegiatan(page)).toHaveValue('Menerima tanda listrik padam');
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(kegiatan(page)).toHaveValue('Menerima tanda pertama');
});

test('what is wrong is said beside the step while it is written, by the judge of the build', async ({
  page,
}) => {
  await open(page, `${DESK}?sop=listrik-padam`);
  await kegiatan(page).fill('Petugas menerima tanda');
  await expect(page.locator('.langkah-satu').first()).toContainText('Kegiatan diawali pelaku atau benda');
  await kegiatan(page).fill('Menerima tanda');
  await judged(page);
  await expect(page.locator('.langkah-satu').first()).not.toContainText('diawali pelaku');
});

test('a broken file is refused with line and mend, and the draft stays as it was', async ({ page }) => {
  await open(page, `${DESK}?sop=listrik-padam`);
  await kegiatan(page).fill('Menerima kabar padam');
  await saved(page);
  await page.locator('.awal > summary').click();
  const good = readFileSync('content/sop/byod.mdx', 'utf8');
  await page.locator('#berkas-mdx').setInputFiles({
    name: 'rusak.mdx',
    mimeType: 'text/markdown',
    buffer: Buffer.from(good.replace(/^kode: .*$/m, 'kode: "SOP-12')),
  });
  await expect(page.locator('.galat')).toContainText(
    'rusak.mdx tidak dapat dibuka. Draf Anda tidak berubah.',
  );
  await expect(page.locator('.galat')).toContainText(/baris \d+.*YAML tidak terbaca.*Perbaiki:/s);
  await expect(kegiatan(page)).toHaveValue('Menerima kabar padam');
  await page.locator('#berkas-mdx').setInputFiles({
    name: 'byod.mdx',
    mimeType: 'text/markdown',
    buffer: Buffer.from(good),
  });
  await expect(page.locator('.nama-draf')).not.toHaveText(/Listrik/);
  await page.locator('.awal > summary').click();
  await expect(page.locator('.daftar-draf')).toContainText('Listrik padam');
});

test('the Word document holds every step, the identity block and a picture of each page', async ({
  page,
}) => {
  await open(page, `${DESK}?sop=listrik-padam`);
  await judged(page);
  const parts = unzipSync(new Uint8Array(await file(page, 'Dokumen Word')));
  const xml = new TextDecoder().decode(parts['word/document.xml']);
  const { draft } = readMdx('x.mdx', readFileSync('content/sop/listrik-padam.mdx', 'utf8'));
  for (const { kegiatan } of draft!.sop.langkah) expect(xml).toContain(kegiatan);
  const media = Object.entries(parts).filter(([name]) => /^word\/media\/.*\.png$/.test(name));
  expect(media.length).toBeGreaterThan(0);
  // A drawn page weighs far more than an empty one.
  for (const [, bytes] of media) expect(bytes.length).toBeGreaterThan(20_000);
});

for (const [paper, width, height] of [
  ['A4', 297, 210],
  ['F4', 330, 215],
] as const) {
  test(`the desk prints nothing but the sheet, on ${paper}`, async ({ page }) => {
    await open(page, `${DESK}?sop=listrik-padam`);
    await page.getByRole('radio', { name: paper }).check();
    await expect(page.locator(`.lembar.${paper.toLowerCase()}`).first()).toBeVisible();
    const pages = await page.locator('.tray .lembar').count();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(pages);
    for (const [, w, h] of pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)) {
      expect(Math.abs((Number(w) / 72) * 25.4 - width)).toBeLessThan(0.6);
      expect(Math.abs((Number(h) / 72) * 25.4 - height)).toBeLessThan(0.6);
    }
  });
}

test('a browser that refuses every store still lets one write, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
    Storage.prototype.setItem = () => {
      throw new DOMException('refused', 'QuotaExceededError');
    };
  });
  await open(page);
  await page.getByRole('button', { name: 'Mulai dari kosong' }).click();
  await kegiatan(page).fill('Menerima aduan');
  await expect(page.locator('.keadaan')).toHaveAttribute('data-state', 'memory');
  await expect(page.locator('.keadaan')).toContainText('simpan sebagai berkas');
});

test('opened once, the desk writes, judges and saves files with the network cut', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await open(page, `${DESK}?sop=listrik-padam`);
  await expect(page.locator('sigap-sop-desk')).toHaveAttribute('data-kept', '', { timeout: 40_000 });
  await context.setOffline(true);
  await open(page);
  await expect(page.locator('.nama-draf')).toHaveText(/Listrik padam/);
  await kegiatan(page).fill('Petugas menerima tanda');
  await expect(page.locator('.langkah-satu').first()).toContainText('Kegiatan diawali pelaku atau benda');
  await saved(page);
  expect((await file(page, 'Berkas pustaka')).toString('utf8')).toContain('Petugas menerima tanda');
  await context.close();
});
