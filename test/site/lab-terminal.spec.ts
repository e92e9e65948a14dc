/** The terminal of the firewall lab, the comparison with the last check, and the drill: mouse, keyboard, phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';

const LEVEL = '/lab/firewall/basis-data/';
const HOLE = 'ip daddr $BASIS_DATA tcp dport 3306 accept';

const area = (page: Page) => page.locator('.plain-editor textarea');
const said = (page: Page) => page.locator('[data-terminal-said]');
const copy = (page: Page) => page.locator('[data-terminal-text]');
const ready = (page: Page) => page.locator('#panel-terminal[data-state="siap"]').waitFor();

test.beforeEach(async ({ context }) => {
  await context.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
});

async function open(page: Page, path = LEVEL): Promise<void> {
  await page.goto(path);
  await page.locator('firewall-lab[data-answered]').waitFor();
}

async function openTerminal(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await ready(page);
}

test('the terminal comes when it is opened, says what it is, and shares its rules with the editor', async ({
  page,
}) => {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
  await open(page);
  expect(requests.filter((url) => /\/desk\./.test(url))).toEqual([]);
  await openTerminal(page);
  await expect(copy(page)).toContainText('Simulasi, bukan Linux sungguhan');
  await page.keyboard.type('dari internet nc -zv basisdata 3306\n');
  await expect(said(page)).toHaveText(
    'Internet ke Basis data, TCP port 3306: lolos. Diputuskan di baris 14.',
  );
  await expect(page.locator('.verdict .tuple')).toContainText('203.0.113.9:40112 → 10.20.0.5:3306');
  await page.keyboard.type('nft delete rule inet kantor teruskan handle 4\n');
  await expect(page.locator('[data-cell-count]')).toHaveText('23 dari 23 sesuai');
  expect(await area(page).inputValue()).not.toContain(`    ${HOLE}`);
  await area(page).fill(`${await area(page).inputValue()}# catatan\n`);
  await page.locator('.terminal-screen').click();
  await page.keyboard.type('cat kantor.nft | grep catatan\n');
  await expect(copy(page)).toContainText('\n# catatan\n');
  await expect(page.locator('.xterm-rows')).toContainText('# catatan');
  expect(faults).toEqual([]);
});

test('several pasted lines run one after the other, and Ctrl+C stops a ping with its summary', async ({
  page,
}) => {
  await open(page);
  await openTerminal(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'dari lan\nss -t\nexit\nping lan\n');
    const target = document.querySelector('.xterm-helper-textarea');
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(copy(page)).toContainText('petugas@lan:~$ ss -t');
  await expect(copy(page)).toContainText('PING lan');
  await page.keyboard.press('Control+c');
  await expect(copy(page)).toContainText('packets transmitted');
});

test('the terminal is reached, used and left by keyboard alone', async ({ page }) => {
  await open(page);
  await page.getByRole('tab', { name: 'Mengapa' }).focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await ready(page);
  const input = page.getByRole('textbox', { name: 'Terminal latihan' });
  for (let stop = 0; stop < 6 && (await input.evaluate((one) => one !== document.activeElement)); stop++) {
    await page.keyboard.press('Tab');
  }
  await expect(input).toBeFocused();
  await page.keyboard.type('connt');
  await page.keyboard.press('Tab');
  await page.keyboard.type('-L\n');
  await expect(copy(page)).toContainText('root@gerbang:~# conntrack -L\n');
  await expect(said(page)).toHaveText('Belum ada sambungan yang tercatat.');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(copy(page)).toContainText(/(conntrack -L[\s\S]*){2}/);
  await page.keyboard.press('Tab');
  await expect(input, 'Tab on an empty line leaves').not.toBeFocused();
  await input.focus();
  await page.keyboard.type('ping');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(input, 'Esc, then Tab leaves').not.toBeFocused();
});

test('a phone types into a plain field, reads the outcome below the screen, and reads the map', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await page.locator('.view-tabs').getByText('Terminal').click();
  await ready(page);
  await page.getByRole('textbox', { name: 'Perintah' }).fill('dari lan nc -zv -w 1 basisdata 22');
  await page.getByRole('button', { name: 'Jalankan' }).click();
  await expect(said(page)).toHaveText(
    'LAN kantor ke Basis data, TCP port 22: ditolak. Diputuskan di baris 20.',
  );
  await page.locator('.view-tabs').getByText('Jalur').click();
  const sizes = await page
    .locator('.network-map.is-narrow .node text')
    .evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().height));
  expect(Math.min(...sizes), 'words on the map are as tall as small print').toBeGreaterThan(11);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('what changed since the last check is told in meaning and in text', async ({ page }) => {
  await open(page);
  const panel = page.locator('#panel-beda');
  await page.getByRole('tab', { name: 'Perubahan' }).click();
  await expect(panel).toContainText('Sama dengan aturan awal');
  await area(page).fill((await area(page).inputValue()).replace(`    ${HOLE}\n`, ''));
  await expect(panel).toContainText('Dibanding aturan awal: menutup 1 hal.');
  await expect(panel.locator('.changes li')).toContainText(
    'Menutup TCP port 3306 ke Zona data dari Internet',
  );
  await expect(panel.locator('.changes li')).toContainText(
    '203.0.113.9 (Internet) ke 10.20.0.5 (Basis data)',
  );
  await expect(panel.locator('.diff .is-removed')).toContainText(HOLE);
  await page.getByRole('button', { name: 'Periksa aturan' }).click();
  await area(page).fill(
    (await area(page).inputValue()).replace('ct state invalid drop', 'tcp dport 23 accept'),
  );
  await expect(panel).toContainText('Dibanding pemeriksaan terakhir: membuka');
  await expect(panel.locator('.changes li').first()).toContainText('Membuka TCP port 23');
});

test('a known mistake is answered with what is probably misunderstood', async ({ page }) => {
  await open(page);
  await area(page).fill((await area(page).inputValue()).replace(HOLE, HOLE.replace('accept', 'drop')));
  await page.getByRole('button', { name: 'Periksa aturan' }).click();
  await expect(page.locator('[data-lesson]')).toContainText('Aturan dibaca dari atas');
  await area(page).fill(`${await area(page).inputValue()}# lagi\n`);
  await expect(page.locator('[data-lesson]')).toBeHidden();
});

test('a drill shows its request and both kinds of test, and brings the backup back', async ({ page }) => {
  await open(page, '/lab/firewall/kembalikan/');
  await expect(page.getByRole('heading', { name: 'Hasil uji sesudah perubahan' })).toBeVisible();
  const row = page.getByRole('row', { name: /Server bank ke Pembayaran/ }).first();
  await expect(row).toContainText(/gagal\s*gagal/);
  await expect(page.getByRole('rowheader', { name: 'Harus ditolak' })).toBeVisible();
  await openTerminal(page);
  await page.keyboard.type('nft -f cadangan.nft\n');
  await expect(row).toContainText(/gagal\s*lulus/);
  await expect(page.getByRole('heading', { name: 'Semua sasaran tercapai' })).toBeVisible();
  await page.getByRole('button', { name: 'Kembali ke aturan saya' }).isVisible();
});

test('the rich editor suggests what may come next and explains a word', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  await page.getByRole('button', { name: 'Editor lengkap' }).click();
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await page.locator('.monaco-editor').click();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 11; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.type('\nct state ');
  await expect(page.locator('.suggest-widget')).toContainText('established,related');
  await page.keyboard.press('Escape');
  await page.locator('.monaco-editor .view-line').getByText('daddr').first().hover();
  const hover = page.locator('.monaco-hover').filter({ hasText: 'Alamat IPv4 tujuan paket' });
  await expect(hover).toBeVisible();
});

for (const [scheme, width] of [
  ['light', 1440],
  ['dark', 390],
] as const) {
  test(`terminal and comparison have no accessibility fault at ${width} px, ${scheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme });
    const page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
    await open(page);
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
    };
    if (width < 900) await page.locator('.view-tabs').getByText('Terminal').click();
    else await page.getByRole('tab', { name: 'Terminal' }).click();
    await ready(page);
    await check();
    if (width < 900) await page.locator('.view-tabs').getByText('Aturan').click();
    await area(page).fill((await area(page).inputValue()).replace(`    ${HOLE}\n`, ''));
    await page.getByRole('tab', { name: 'Perubahan' }).click();
    await page.locator('#panel-beda .changes li').waitFor();
    await check();
    await context.close();
  });
}
