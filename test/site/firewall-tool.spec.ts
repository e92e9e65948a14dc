/** The practitioner's firewall tool in a real browser: paste, ask, compare, cancel, reload, print. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';

const address = '/alat/uji-firewall/';
const tool = 'sigap-firewall-tool';

const IPTABLES = `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A FORWARD -i lan0 -s 10.40.0.0/24 -d 10.20.0.5/32 -p tcp -m tcp --dport 3306 -j ACCEPT
-A FORWARD -i wan0 -o dmz0 -p tcp -m tcp --dport 443 -j ACCEPT
COMMIT
`;

const SMALL = `table inet t {
  chain c {
    type filter hook forward priority 0; policy drop;
    iifname "lan0" oifname "wan0" tcp dport 443 accept
  }
}
`;

/** Overlapping rules of all kinds: seconds of work for the proof. */
function heavyRules(count: number): string {
  const rules = Array.from({ length: count }, (_, i) => {
    const from = `10.${(i * 7919) % 256}.0.0/${8 + (i % 17)}`;
    const to = `${20 + ((i * 31) % 200)}.${(i * 104_729) % 256}.0.0/${8 + ((i * 3) % 17)}`;
    const port = 1 + ((i * 97) % 60_000);
    return `ip saddr ${from} ip daddr ${to} tcp dport ${port}-${port + 2000} ${i % 3 ? 'accept' : 'drop'}`;
  });
  return SMALL.replace('tcp dport 443 accept', `tcp dport 443 accept\n${rules.join('\n')}`);
}

/** Everything the browser complained about; a policy violation is one. */
function complaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => message.type() === 'error' && found.push(message.text()));
  page.on('pageerror', (error) => found.push(error.message));
  return found;
}

async function paste(page: Page, text: string): Promise<void> {
  await page.fill('#teks-before', text);
  await expect(page.locator('[data-version="before"] .box-state')).not.toBeEmpty();
}

async function check(page: Page): Promise<void> {
  await page.click('.check');
  await expect(page.locator(tool)).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
}

async function sample(page: Page): Promise<void> {
  await page.click('.try-sample');
  await expect(page.locator(tool)).toHaveAttribute('data-read', 'sound');
}

test('iptables-save is recognised when pasted, its zones are guessed, and the matrix and a question give the line that decides', async ({
  page,
}) => {
  const found = complaints(page);
  await page.goto(address);
  await paste(page, IPTABLES);
  await expect(page.locator('[data-version="before"] .box-state')).toHaveText(
    'Terbaca: iptables-save, 3 aturan',
  );
  await expect(page.locator('.zones tbody tr')).toHaveCount(3);
  await check(page);
  const cell = page.getByRole('button', { name: /^LAN kantor ke .*, MySQL: sebagian/ });
  await cell.click();
  await expect(page.locator('.ways .way').first()).toContainText('10.20.0.5');
  await page.fill('#pertanyaan', 'siapa yang bisa ke 10.20.0.5:3306?');
  await page.press('#pertanyaan', 'Enter');
  await expect(page.locator('.ask-answer')).toContainText('LAN kantor');
  const line = page.locator('.ask-answer .line-button', { hasText: 'baris 6' });
  await line.first().click();
  await expect(page.locator('#teks-before')).toBeFocused();
  await page.fill('#pertanyaan', 'ke 10.20.0.999:3306');
  await page.press('#pertanyaan', 'Enter');
  await expect(page.locator('.ask-answer .fault')).toContainText('bukan alamat');
  await page.fill('#pertanyaan', 'siapa yang bisa ke [fd00::5]:3306?');
  await page.press('#pertanyaan', 'Enter');
  await expect(page.locator('.ask-answer .fault')).toContainText('IPv6 belum ditandai');
  expect(found).toEqual([]);
});

test('text that cannot be read is explained at its line, and nothing is computed from it', async ({
  page,
}) => {
  await page.goto(address);
  await paste(
    page,
    'table inet t {\n  chain c {\n    type filter hook input priority 0;\n    tcp dprot 22 accept\n  }\n}\n',
  );
  const fault = page.locator('[data-version="before"] .box-faults li').first();
  await expect(fault).toContainText('baris 4');
  await page.click('.check');
  await expect(page.locator('.tool-status')).toContainText('belum terbaca');
  await expect(page.locator('.results')).toBeHidden();
  await page.fill('#teks-before', 'iptables -A INPUT -j DROP\n');
  await expect(fault).toContainText('iptables-save');
});

test('a long check is stopped by its button, also by a change, and the page is usable at once', async ({
  page,
}) => {
  await page.goto(address);
  await page.setInputFiles('#berkas-before', {
    name: 'besar.nft',
    mimeType: 'text/plain',
    buffer: Buffer.from(heavyRules(4000)),
  });
  await expect(page.locator('[data-version="before"] .box-state')).toHaveText(
    'Terbaca: nftables, 4001 aturan',
  );
  await page.click('.check');
  await page.click('.cancel');
  const status = page.locator('.tool-status');
  await expect(status).toHaveText('Dibatalkan. Teks dan zona Anda tetap utuh.');
  await expect(page.locator('.cancel')).toBeHidden();
  await expect(page.locator('.results')).toBeHidden();
  await page.click('.check');
  await expect(page.locator('.cancel')).toBeVisible();
  await page.fill('#teks-before', SMALL);
  await expect(status).toContainText('Ada yang diubah');
  await check(page);
  await expect(status).toContainText('Selesai');
  await expect(page.getByRole('button', { name: /, HTTPS: lolos/ }).first()).toBeVisible();
});

test('a comparison names what a change opens, says so when nothing changes, and refuses a broken second version at its line', async ({
  page,
}) => {
  await page.goto(address);
  await sample(page);
  await check(page);
  const changes = page.locator('.changes');
  await expect(changes.locator('[data-kind="opened"] strong').first()).toHaveText(
    'LAN kantor ke Server: TCP 3306, IPv4',
  );
  await expect(page.locator('.cell[data-changed]')).toContainText('dulu ditolak');
  const before = await page.inputValue('#teks-before');
  await page.fill('#teks-after', `${before}\n# hanya catatan\n`);
  await check(page);
  await expect(changes).toContainText('Tidak ada yang berubah');
  await page.fill('#teks-after', before.replace('ct state invalid drop', 'ct stat invalid drop'));
  await page.click('.check');
  await expect(page.locator('.tool-status')).toContainText('belum terbaca');
  await expect(page.locator('[data-version="after"] .box-faults li').first()).toContainText('baris 16');
  await expect(page.locator('.results')).toBeHidden();
});

test('what is no ruleset, too large or of two kinds is refused in words; a text from PowerShell is read', async ({
  page,
}) => {
  await page.goto(address);
  const state = page.locator('[data-version="before"] .box-state');
  const fault = page.locator('[data-version="before"] .box-faults li').first();
  const bring = (name: string, buffer: Buffer) =>
    page.setInputFiles('#berkas-before', { name, mimeType: 'application/octet-stream', buffer });
  await page.click('.check');
  await expect(page.locator('.tool-status')).toContainText('Tempel atau taruh berkas');
  await bring('cadangan.img', Buffer.alloc(9 * 1024 * 1024));
  await expect(state).toContainText('"cadangan.img" terlalu besar');
  await bring('foto.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  await expect(fault).toContainText('bukan berkas teks');
  await page.getByRole('button', { name: 'Lepas foto.png' }).click();
  await expect(fault).toBeHidden();
  await bring('dua.txt', Buffer.from(`${SMALL}${IPTABLES}`));
  await expect(fault).toContainText('Sisakan satu macam saja');
  await page.getByRole('button', { name: 'Lepas dua.txt' }).click();
  await bring('panjang.nft', Buffer.from(`${'# catatan panjang di berkas\n'.repeat(40_000)}${SMALL}`));
  await expect(state).toHaveText('Terbaca: nftables, 1 aturan');
  await page.getByRole('button', { name: 'Lepas panjang.nft' }).click();
  await bring('powershell.txt', Buffer.from(`\ufeff${SMALL}`, 'utf16le'));
  await expect(state).toHaveText('Terbaca: nftables, 1 aturan');
  await check(page);
  await page.click('.clear');
  await expect(page.locator('#teks-before')).toHaveValue('');
  await page.reload();
  await expect(page.locator('#teks-before')).toHaveValue('');
});

test('everything is done with the keyboard, without one request once the page has worked', async ({
  page,
  context,
}) => {
  await page.goto(address);
  await sample(page);
  await check(page);
  await page.click('.clear');
  await expect(page.locator(tool)).toHaveAttribute('data-read', 'empty');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await context.setOffline(true);
  await page.locator('#teks-before').focus();
  await page.keyboard.insertText(IPTABLES);
  await page.keyboard.press('Control+Enter');
  await expect(page.locator(tool)).toHaveAttribute('data-state', 'done');
  await page.locator('.check').focus();
  await page.keyboard.press('Tab');
  for (let stop = 0; stop < 40; stop++) {
    if ((await page.locator('.cell-some:focus').count()) > 0) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page.locator('.ways .way').first()).toBeVisible();
  await page.locator('#pertanyaan').focus();
  await page.keyboard.type('siapa yang bisa ke 10.20.0.5:3306?');
  await page.keyboard.press('Enter');
  await expect(page.locator('.ask-answer')).toContainText('LAN kantor ke');
  expect(requests).toEqual([]);
});

test('what was typed outlives a reload; only who agrees finds it again in a new tab', async ({
  page,
  context,
}) => {
  await page.goto(address);
  await paste(page, IPTABLES);
  await page.fill('#tiket', '131');
  await page.reload();
  await expect(page.locator('#teks-before')).toHaveValue(IPTABLES);
  await expect(page.locator('#tiket')).toHaveValue('131');
  const empty = await context.newPage();
  await empty.goto(address);
  await expect(empty.locator('#teks-before')).toHaveValue('');
  await page.check('.keep input');
  await empty.reload();
  await expect(empty.locator('#teks-before')).toHaveValue(IPTABLES);
});

test('on paper there is only the attachment of SOP-09, with agency, hashes, versions and places to sign', async ({
  page,
}) => {
  await page.goto(address);
  await sample(page);
  await page.fill('#tiket', '131');
  await check(page);
  await page.fill('#pertanyaan', 'siapa yang bisa ke 10.20.0.5:3306?');
  await page.press('#pertanyaan', 'Enter');
  await expect(page.locator('.ask-answer .way').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.paper');
  await expect(paper).toBeVisible();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  for (const text of [
    'Pemerintah Kota Contoh',
    '131',
    'SHA-256',
    `Sigap ${version}`,
    'Disetujui oleh',
    'tidak sesuai',
    'Pertanyaan: siapa yang bisa ke 10.20.0.5:3306?',
    'Tidak ada yang lolos dari Internet.',
  ])
    await expect(paper).toContainText(text);
  const [edge, right] = await paper.evaluate((sheet) => [
    sheet.getBoundingClientRect().right,
    Math.max(...[...sheet.querySelectorAll('table')].map((table) => table.getBoundingClientRect().right)),
  ]);
  expect(right, 'no table is cut off at the margin').toBeLessThan(edge ?? 0);
  for (const other of ['.top', '.check', '.matrix', '#teks-before'])
    await expect(page.locator(other).first()).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`results, comparison and answers have no accessibility fault at ${width} px, ${colorScheme}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
      const page = await context.newPage();
      await page.goto(address);
      await sample(page);
      await check(page);
      await page.locator('.cell[data-changed]').first().click();
      await page.locator('.ways .way').first().waitFor();
      await page.fill('#pertanyaan', 'siapa yang bisa ke 10.20.0.5:3306?');
      await page.press('#pertanyaan', 'Enter');
      await page.locator('.ask-answer .way').first().waitFor();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      ).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
      await context.close();
    });
