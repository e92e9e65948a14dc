/** Questions and tests as a learner meets them: every kind by keyboard, explanations, a closed tab, progress kept. */
import { expect, type Page, test } from 'playwright/test';

const MODULE = '/pelatihan/cara-peretas-masuk/';

async function open(page: Page): Promise<void> {
  await page.goto(MODULE);
  await page.locator('quiz-lesson[data-ready]').last().waitFor();
}

test('a question says what is missing, explains every option, and keeps the result', async ({ page }) => {
  await open(page);
  const question = page.locator('#pertama-saat-berkas-terkunci');
  await question.getByRole('button', { name: 'Periksa jawaban' }).click();
  await expect(question.getByRole('status')).toHaveText('Jawab dulu, lalu periksa.');
  await question.getByLabel('Matikan paksa komputer lewat tombol daya').check();
  await question.getByRole('button', { name: 'Periksa jawaban' }).press('Enter');
  await expect(question.getByRole('status')).toContainText('Belum tepat');
  await expect(question.locator('.why')).toHaveCount(4);
  await question.getByLabel('Cabut kabel jaringan, biarkan komputer menyala').check();
  await expect(question.locator('.why')).toHaveCount(0);
  await question.getByRole('button', { name: 'Periksa jawaban' }).press('Enter');
  await expect(question.getByRole('status')).toHaveText('Benar.');
});

test('mistakes in a picture are found by keyboard; half found is half right', async ({ page }) => {
  await open(page);
  const question = page.locator('#surel-kotak-penuh');
  await question.getByLabel(/kota-cont0h/).press('Space');
  await question.getByRole('button', { name: 'Periksa jawaban' }).press('Enter');
  await expect(question.getByRole('status')).toContainText('Sebagian benar');
  await question.getByLabel(/30 menit/).press('Space');
  await question.getByLabel(/masuk\.example/).press('Space');
  await question.getByRole('button', { name: 'Periksa jawaban' }).press('Enter');
  await expect(question.getByRole('status')).toHaveText('Benar.');
});

test('parts are put in order with buttons, pairs with lists, words with any spelling that counts', async ({
  page,
}) => {
  await open(page);
  const order = page.locator('#urutan-laman-judi');
  const wanted = ['mencatat jam', 'memutus jaringan', 'melapor kepada', 'memeriksa kebenaran'];
  for (const [place, start] of wanted.entries()) {
    const part = order.locator('li', { hasText: start });
    const at = await part.evaluate((li) => [...(li.parentElement?.children ?? [])].indexOf(li));
    for (let step = at; step > place; step -= 1)
      await part.getByRole('button', { name: /Naikkan/ }).press('Enter');
  }
  await order.getByRole('button', { name: 'Periksa jawaban' }).click();
  await expect(order.getByRole('status')).toHaveText('Benar.');
  const word = page.locator('#istilah-pesan-pengelabuan');
  await word.getByRole('textbox').fill('Spam');
  await word.getByRole('textbox').press('Enter');
  await expect(word).toContainText('Spam hanyalah kiriman massal');
  await word.getByRole('textbox').fill(' PHISHING. ');
  await word.getByRole('textbox').press('Enter');
  await expect(word.getByRole('status')).toHaveText('Benar.');
});

test('by keyboard and to a screen reader, order and pairs say what they are, where a part stands, and why it is wrong', async ({
  page,
}) => {
  await open(page);
  const order = page.getByRole('group', { name: /Tautan judi daring muncul/ });
  await expect(order).toHaveAccessibleDescription('Susun dari yang pertama. Pakai tombol naik dan turun.');
  const parts = order.getByRole('listitem');
  await expect(parts).toHaveCount(4);
  const first = ((await parts.first().locator('span').first().textContent()) ?? '').trim();
  const down = order.getByRole('button', { name: `Turunkan: ${first}` });
  const told = order.locator('[aria-live]');
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(down).toBeFocused();
  await expect(told).toHaveText(`Kini ke-2 dari 4: ${first}`);
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(told).toHaveText(`Kini ke-4 dari 4: ${first}`);
  await page.keyboard.press('Enter');
  await expect(told).toHaveText(`Sudah ke-4 dari 4: ${first}`);

  const pairs = page.locator('#pasangkan-pintu');
  const left = pairs.getByRole('combobox');
  await expect(left.first()).toHaveAccessibleName('Sandi yang bocor dari layanan lain');
  for (const [row, list] of (await left.all()).entries()) {
    if (row === 0) await list.focus();
    await expect(list).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(list).not.toHaveValue('');
    await page.keyboard.press('Tab');
  }
  await pairs.getByRole('button', { name: 'Periksa jawaban' }).press('Enter');
  await expect(pairs.getByRole('status')).toContainText('Sebagian benar');
  const wrong = pairs.locator('li.is-wrong').first().getByRole('combobox');
  await expect(wrong).toHaveAccessibleDescription(/^Belum tepat\. .+ Jawabannya: /);
  await wrong.selectOption({ index: 2 });
  await expect(pairs.getByRole('combobox').first()).toHaveAccessibleDescription('');
});

test('a test survives a closed tab, warns of open questions and hides its explanations before the end', async ({
  page,
}) => {
  await page.goto('/pelatihan/tes-awal/');
  await page.locator('quiz-test[data-ready]').waitFor();
  await page.getByRole('button', { name: 'Mulai bentuk A' }).click();
  const first = page.locator('.question:visible').first();
  await first.getByLabel(/Diskominfo/).check();
  await page.reload();
  await expect(
    page
      .locator('.question:visible')
      .first()
      .getByLabel(/Diskominfo/),
  ).toBeChecked();
  await page.getByRole('button', { name: 'Kumpulkan jawaban' }).click();
  const warning = page.getByRole('alert');
  if (await warning.isVisible()) await page.getByRole('button', { name: 'Kumpulkan jawaban' }).click();
  await expect(page.locator('[data-score]')).toContainText('(bentuk A)');
  await expect(page.locator('.why')).toHaveCount(0);
  await page.goto('/pelatihan/tes-akhir/');
  await expect(page.locator('[data-proposed]')).toContainText('Ambil bentuk B');
});
