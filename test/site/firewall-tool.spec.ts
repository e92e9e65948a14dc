/** The practitioner's firewall tool in a real browser: paste, ask, compare, cancel, reload, print. */
import { readFileSync } from 'node:fs';
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
  ])
    await expect(paper).toContainText(text);
  for (const other of ['.top', '.check', '.matrix', '#teks-before'])
    await expect(page.locator(other).first()).toBeHidden();
});
