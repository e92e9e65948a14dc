/** The firewall lab as a learner works in it: rules, verdicts, proof, hints, and that nothing typed is lost. */
import { expect, test } from 'playwright/test';
import { area, cell, database, open, withoutLine, write, writeInThePlainEditor } from './lab-level.ts';

writeInThePlainEditor();

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

test('hints open one after the other', async ({ page }) => {
  await open(page);
  const hints = page.locator('.hint');
  await hints.nth(2).locator('summary').click();
  await expect(hints.nth(2)).not.toHaveAttribute('open', '');
  await hints.nth(0).locator('summary').click();
  await hints.nth(1).locator('summary').click();
  await expect(page.locator('[data-hint-count]')).toHaveText('2 dari 3 dibuka');
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
