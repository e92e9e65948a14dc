/** The firewall lab as a learner meets it: mouse, keyboard, phone, no JavaScript, storage. */
import AxeBuilder from '@axe-core/playwright';
import { type ConsoleMessage, expect, type Page, test } from 'playwright/test';

const LEVEL = '/lab/firewall/basis-data/';
const START_LINE = 'ip daddr $BASIS_DATA tcp dport 3306 accept';

const area = (page: Page) => page.locator('.plain-editor textarea');
const cell = (page: Page, name: RegExp) => page.getByRole('button', { name });
const database = /Internet ke Basis data 3306/;

// A mouse on its way to a button must not bring Monaco in the middle of a test about something else.
test.beforeEach(async ({ context }, { title }) => {
  if (title.includes('a mouse in the rules')) return;
  await context.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
});

/** Opens a level and waits for the engine's first answer. */
async function open(page: Page, path = LEVEL): Promise<void> {
  await page.goto(path);
  await page.locator('firewall-lab[data-answered]').waitFor();
}

/** Replaces the text of the plain editor and waits until the engine has answered it. */
async function write(page: Page, change: (text: string) => string): Promise<void> {
  const lab = page.locator('firewall-lab');
  const before = await lab.getAttribute('data-answered');
  await area(page).fill(change(await area(page).inputValue()));
  await expect(lab).not.toHaveAttribute('data-answered', before ?? '');
}

const withoutLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== START_LINE)
    .join('\n');

test('a fix typed in turns the matrix, the goals and the result line', async ({ page }) => {
  await open(page);
  await expect(cell(page, database)).toHaveAccessibleName(/lolos, harus ditolak/);
  await expect(page.locator('[data-cell-count]')).toHaveText('18 dari 23 sesuai');
  await write(page, withoutLine);
  await expect(cell(page, database)).toHaveAccessibleName(/ditolak, sesuai/);
  await expect(page.locator('[data-cell-count]')).toHaveText('23 dari 23 sesuai');
  await expect(page.locator('[data-goal-count]')).toHaveText('7 dari 7 tercapai');
  await expect(page.locator('[data-result]')).toHaveText(
    'Semua 23 permintaan kebijakan terpenuhi. Terbukti untuk semua paket, bukan hanya contohnya. Sasaran: 7 dari 7 tercapai.',
  );
  await expect(page.getByRole('heading', { name: 'Semua sasaran tercapai' })).toBeVisible();
});

test('a hole that no sample packet meets is found by the proof and shown by a packet', async ({ page }) => {
  await open(page);
  await write(page, (text) =>
    withoutLine(text).replace(
      'ct state invalid drop',
      'ct state invalid drop\n    ip saddr 198.51.100.99 tcp dport 3306 accept',
    ),
  );
  await expect(cell(page, database)).toHaveAccessibleName(/lolos, harus ditolak/);
  await cell(page, database).click();
  await expect(page.locator('.verdict .tuple')).toContainText('198.51.100.99');
  await expect(page.getByRole('heading', { name: 'Semua sasaran tercapai' })).toBeHidden();
});

test('a door that the policy does not name keeps the level open, and its packet is shown', async ({
  page,
}) => {
  await open(page);
  const hole = 'iifname "wan" ip daddr $APLIKASI tcp dport 1-65535 tcp dport != { 22, 3306, 8443 } accept';
  await write(page, (text) =>
    withoutLine(text).replace('ct state invalid drop', `ct state invalid drop\n    ${hole}`),
  );
  const rest = cell(page, /^Selain itu/);
  await expect(rest).toHaveAccessibleName(/lolos, harus ditolak/);
  await expect(page.locator('[data-goal-count]')).toHaveText('6 dari 7 tercapai');
  await expect(page.locator('[data-result]')).toHaveText(
    /^22 dari 23 sesuai: 1 lolos padahal harus ditolak\./,
  );
  await page.getByRole('button', { name: 'Periksa' }).click();
  const verdict = page.locator('.verdict');
  await expect(verdict).toContainText('dari Internet sampai ke Server aplikasi');
  await expect(verdict).toContainText('tidak ada syarat yang mengizinkannya');
  await expect(verdict).toContainText('aturan baris 12');
  await expect(rest).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.done')).toBeHidden();
  await write(page, (text) => text.replace(`${hole}\n`, '\n'));
  await expect(page.getByRole('row', { name: /^Selain itu/ })).toContainText('ditolak');
  await expect(page.locator('.done')).toBeVisible();
});

test('the verdict names the deciding line and what each earlier rule said', async ({ page }) => {
  await open(page);
  const verdict = page.locator('.verdict');
  await expect(verdict).toContainText('Paket ini lolos padahal harus ditolak');
  await expect(verdict).toContainText('aturan baris 14');
  await expect(verdict.locator('.chips li')).toHaveText([
    /10\s*tidak cocok/,
    /11\s*tidak cocok/,
    /14\s*cocok, accept/,
  ]);
  await cell(page, /LAN kantor ke Internet 443/).click();
  await expect(verdict).toContainText('Paket ini lolos, sesuai kebijakan');
  const account = page.locator('#panel-mengapa');
  await expect(account.getByRole('row', { name: /^14 ip daddr/ })).toContainText(
    'ip daddr paket ini 203.0.113.9',
  );
});

test('a level fills its window: nothing hidden in a pane makes the page longer', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const path of [LEVEL, '/lab/firewall/terapkan-dan-uji/']) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  }
});

test('a pressed line number is lit in the editor', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'aturan baris 14' }).click();
  await expect(page.locator('.plain-gutter .is-lit')).toHaveText('14');
  await expect(page.locator('.chips .is-lit')).toHaveText('14');
});

test('something unsupported is shown at its place and nothing is judged', async ({ page }) => {
  await open(page);
  await write(page, (text) => text.replace('log prefix "tolak: " counter drop', 'queue num 3'));
  await expect(page.locator('.verdict')).toContainText('Aturan belum dapat diperiksa');
  await expect(page.locator('.verdict')).toContainText('Baris 20');
  await expect(page.locator('.plain-gutter .is-unsupported, .plain-gutter .is-error')).toHaveText('20');
  await page.getByRole('tab', { name: /Temuan/ }).click();
  await expect(page.locator('#panel-temuan')).toContainText('Baris 20');
  await expect(page.locator('.matrix')).toHaveClass(/is-stale/);
});

test('a syntax error on the last line names that line', async ({ page }) => {
  await open(page);
  await write(page, (text) => text.trimEnd().slice(0, -1));
  await expect(page.locator('.verdict')).toContainText('Aturan belum dapat diperiksa');
  await page.getByRole('tab', { name: /Temuan/ }).click();
  await expect(page.locator('#panel-temuan')).toContainText(/Baris 2[12]/);
});

test('what was typed survives a reload, and a solved level stays ticked', async ({ page }) => {
  await open(page);
  await write(page, (text) => `${withoutLine(text)}# catatan saya\n`);
  await expect(page.locator('.saved')).toHaveText('Tersimpan di perangkat ini');
  // A level is solved once the proof over all packets says so, which is later than the samples.
  await expect(page.locator('.done')).toBeVisible();
  await page.reload();
  await page.locator('firewall-lab[data-answered]').waitFor();
  expect(await area(page).inputValue()).toContain('# catatan saya');
  await page.goto('/lab/firewall/');
  await expect(page.locator('[data-level="basis-data"]')).toHaveClass(/is-solved/);
});

test('reset and solution put the own text aside and give it back', async ({ page }) => {
  await open(page);
  await write(page, (text) => `${text}# milik saya\n`);
  await page.getByRole('button', { name: 'Ulang' }).click();
  expect(await area(page).inputValue()).not.toContain('# milik saya');
  await page.getByRole('button', { name: 'Kembali ke aturan saya' }).click();
  expect(await area(page).inputValue()).toContain('# milik saya');
  await page.getByRole('button', { name: 'Lihat contoh jawaban' }).click();
  await page.getByRole('button', { name: 'Tampilkan' }).click();
  await expect(page.locator('[data-cell-count]')).toHaveText('23 dari 23 sesuai');
  await expect(page.locator('.done'), 'a shown solution is no achievement').toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Kembali ke aturan saya' }).click();
  expect(await area(page).inputValue()).toContain('# milik saya');
});

test('all that was put aside comes back in turns', async ({ page }) => {
  await open(page);
  for (const name of ['satu', 'dua', 'tiga']) {
    await write(page, (text) => `${text}# ${name}\n`);
    await page.getByRole('button', { name: 'Ulang' }).click();
  }
  for (const name of ['tiga', 'dua', 'satu', 'tiga']) {
    await page.getByRole('button', { name: 'Kembali ke aturan saya' }).click();
    expect(await area(page).inputValue()).toContain(`# ${name}`);
  }
});

test('an engine that cannot be loaded is said where the verdict would stand', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route(/engine\.worker/, (route) => route.abort());
  await page.goto(LEVEL);
  await expect(page.locator('.verdict')).toContainText('Aturan Anda tetap tersimpan');
  await expect(page.getByRole('button', { name: 'Muat ulang halaman' })).toBeVisible();
  await context.close();
});

test('hints open one after the other', async ({ page }) => {
  await open(page);
  const hints = page.locator('.hint');
  await hints.nth(2).locator('summary').click();
  await expect(hints.nth(2)).not.toHaveAttribute('open', '');
  await hints.nth(0).locator('summary').click();
  await hints.nth(1).locator('summary').click();
  await expect(page.locator('[data-hint-count]')).toHaveText('2 dari 3 dibuka');
});

test('the level is solved by keyboard alone', async ({ page }) => {
  await open(page);
  await area(page).focus();
  await page.keyboard.press('Control+Home');
  for (let line = 1; line < 14; line++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('[data-cell-count]')).toHaveText('23 dari 23 sesuai');
  await page.keyboard.press('Tab');
  await expect(area(page), 'Tab leaves the plain editor').not.toBeFocused();
  for (let stop = 0; stop < 30; stop++) {
    if ((await page.locator('.matrix button:focus').count()) > 0) break;
    await page.keyboard.press('Tab');
  }
  const focused = page.locator('.matrix button:focus');
  await expect(focused).toHaveCount(1);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/LAN kantor ke Web 443/);
  await page.keyboard.press('Enter');
  await expect(page.locator('.verdict .tuple')).toContainText('10.40.0.21');
});

test('a packet of one’s own is played, and a wrong address is told at its field', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Paket sendiri' }).click();
  const form = page.locator('.packet-form');
  await form.getByLabel('Alamat asal').fill('10.40.0');
  await form.getByRole('button', { name: 'Kirim paket' }).click();
  await expect(form.getByRole('alert')).toContainText('Alamat asal belum benar');
  await form.getByLabel('Alamat asal').fill('203.0.113.77');
  await form.locator('[name=ke]').selectOption('basisdata');
  await form.getByLabel('Alamat asal').fill('203.0.113.77');
  await form.getByLabel('Port tujuan').fill('3306');
  await form.getByRole('button', { name: 'Kirim paket' }).click();
  await expect(page.locator('.verdict')).toContainText('203.0.113.77:40112 → 10.20.0.5:3306');
  await expect(page.locator('.verdict h3')).toHaveText('Paket ini lolos');
});

test('the first load carries no editor; a mouse in the rules brings it without one refused style', async ({
  page,
}) => {
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  expect(requests.filter((url) => url.includes('monaco'))).toEqual([]);
  await page.mouse.move(600, 300);
  await page.locator('.monaco-editor .view-line').first().waitFor();
  await expect(page.locator('.monaco-editor .zone-breach')).toContainText('Terlalu longgar');
  // Until the zone with the finding is laid out, the lines below it move.
  const overlapping = () =>
    page.locator('.monaco-editor .view-line').evaluateAll((lines) => {
      const tops = lines.map((line) => line.getBoundingClientRect().top);
      return tops.length - new Set(tops).size;
    });
  await expect.poll(overlapping, { message: 'every line stands at its own height' }).toBe(0);
  await page.locator('.monaco-editor').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# halo');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(
    page.locator('.monaco-editor .native-edit-context, .monaco-editor textarea').first(),
  ).not.toBeFocused();
  await page.getByRole('button', { name: 'Editor sederhana' }).click();
  expect(await area(page).inputValue()).toMatch(/^# halo/);
  expect(faults).toEqual([]);
});

test('a phone shows one view at a time and leads from a line number to the rules', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expect(page.getByText('Pemindaian semalam')).toBeVisible();
  await expect(area(page)).toBeHidden();
  await page.locator('.view-tabs').getByText('Jalur').click();
  await expect(page.locator('.network-map.is-narrow')).toBeVisible();
  await page.getByRole('button', { name: 'aturan baris 14' }).click();
  await expect(area(page)).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});

test('without JavaScript the story, the rules and the policy are readable', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(LEVEL);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Tingkat 1: Basis data hanya dari server aplikasi',
  );
  expect(await area(page).inputValue()).toContain(START_LINE);
  await expect(page.getByText('memerlukan JavaScript')).toBeVisible();
  await expect(page.getByRole('row', { name: /LAN kantor/ })).toContainText('harus lolos');
  await context.close();
});

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, view] of [
    [1440, 'tugas'],
    [390, 'tugas'],
    [390, 'jalur'],
    [390, 'aturan'],
  ] as const) {
    test(`the level has no accessibility fault at ${width} px, ${scheme}, ${view}`, async ({ browser }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme });
      const page = await context.newPage();
      await open(page);
      if (width < 900) await page.locator(`.view-tabs a[href="#${view}"]`).click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      await context.close();
    });
  }
}
