/** Both days of the Bimtek by its real pages, from the first test to a signed certificate that verifies elsewhere. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { unzipSync } from 'fflate';
import { expect, type Locator, type Page, test } from 'playwright/test';
import { ecdsaKey, type Random, selfSigned, toPem, writePkcs12 } from '../../labs/signature/make/practice.ts';
import { exerciseDocuments } from '../../src/build/exercise-documents.ts';
import { fillSheet, PASSWORD, saved } from './class-page.ts';
import { answer } from './quiz-answers.ts';

const NAME = 'Siti Aminah Fédor';
/** What the two lab sessions ask of a class: levels 1 to 4, and six letters. */
const LEVELS = ['01-basis-data', '02-pintu-gerbang', '03-sambungan', '04-daftar-izin'];
const LETTERS = exerciseDocuments()
  .exercises.flatMap(({ letters }) => letters)
  .slice(0, 6);

async function takeTest(page: Page, path: string, form: 'A' | 'B', how: (q: Locator) => Promise<void>) {
  await page.goto(path);
  await page.locator('quiz-test[data-ready]').waitFor();
  await page.getByRole('button', { name: `Mulai bentuk ${form}` }).click();
  for (const question of await page.locator('.question:visible').all()) await how(question);
  await page.getByRole('button', { name: 'Kumpulkan jawaban' }).click();
  await expect(page.locator('[data-score]')).toContainText(`bentuk ${form}`);
}

/** One session: its questions, its practice where it stands on the page, and the tick at its end. */
async function followSession(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if ((await page.locator('quiz-lesson').count()) > 0)
    await page.locator('quiz-lesson[data-ready]').last().waitFor();
  for (const question of await page.locator('quiz-lesson form.question').all()) {
    await answer(question);
    await question.getByRole('button', { name: 'Periksa jawaban' }).click();
    await expect(question.getByRole('status')).toHaveText('Benar.');
  }
  if (path.endsWith('/membaca-log/')) await readLog(page);
  if (path.endsWith('/tabletop/')) await playTabletop(page);
  if (/\/(?:lab-firewall|verifikasi-tte)\/$/.test(path)) {
    if (path.includes('firewall')) for (const level of LEVELS) await passLevel(page, level);
    else for (const letter of LETTERS) await decideLetter(page, letter);
    await page.goto(path);
  }
  const mark = page.locator('.module-end progress-mark');
  await mark.getByRole('button').click();
  await expect(mark).toHaveAttribute('data-state', 'done');
}

async function readLog(page: Page): Promise<void> {
  const log = page.locator('log-reader[data-ready]');
  await log.getByRole('searchbox', { name: 'Saring' }).fill('cadangan.zip');
  await log.getByRole('checkbox', { name: /cadangan\.zip/ }).check();
  await log.getByRole('button', { name: 'Periksa temuan' }).click();
  await expect(log.locator('[data-found]')).toContainText('Berkas cadangan terunduh');
}

async function playTabletop(page: Page): Promise<void> {
  const game = page.locator('table-top[data-ready]');
  await game.getByRole('button', { name: 'Mulai', exact: true }).click();
  const next = game.getByRole('button', { name: 'Kejadian berikutnya' });
  while (await next.isVisible()) await next.click();
  await expect(game.locator('[data-event]:visible')).toHaveCount(6);
}

/** The solution is typed and checked; the proof over all packets decides. */
async function passLevel(page: Page, level: string): Promise<void> {
  await page.goto(`/lab/firewall/${level.replace(/^\d+-/, '')}/`);
  await page.locator('firewall-lab[data-answered]').waitFor();
  const solution = readFileSync(`labs/firewall/exercises/${level}/solution.nft`, 'utf8');
  await page.locator('.plain-editor textarea').fill(solution);
  await page.getByRole('button', { name: 'Periksa aturan' }).click();
  await expect(page.locator('.done')).toBeVisible();
}

async function decideLetter(page: Page, { name, expected }: (typeof LETTERS)[number]): Promise<void> {
  await page.goto(`/lab/tte/#${name.replace('.pdf', '')}`);
  const question = page.locator('form.decision');
  await question.locator(`input[value="${expected.decision}"]`).check();
  await question.locator(`input[value="${expected.reason}"]`).check();
  await question.getByRole('button').click();
  await expect(page.locator('.feedback')).toHaveAttribute('data-right', 'true');
}

/** A facilitator's key file, and the certificate that whoever checks is given. */
function facilitatorsKey(): { file: Uint8Array; anchor: string } {
  const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
  const key = ecdsaKey(random);
  const terms = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) };
  const certificate = selfSigned([['CN', 'Fasilitator Kelas Contoh']], key, terms, random);
  return {
    file: writePkcs12({ key, certificate, chain: [] }, PASSWORD, random, 'kelas'),
    anchor: toPem(certificate),
  };
}

function verdictOf(file: string, anchor: string): string {
  const { stdout } = spawnSync('npm', ['run', '-s', 'tte', '--', 'verify', file, '--trust', anchor], {
    encoding: 'utf8',
  });
  return (JSON.parse(stdout) as { verdict: string }).verdict;
}

test('two days by the real pages end in a signed certificate that verifies, and an altered copy does not', async ({
  page,
}, info) => {
  test.slow();
  await page.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
  await takeTest(page, '/pelatihan/tes-awal/', 'A', (question) => question.getByRole('radio').last().check());
  await page.goto('/pelatihan/');
  const links = await page.locator('.agenda li b a').all();
  const sessions = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
  expect(sessions).toHaveLength(14);
  for (const path of sessions) await followSession(page, path);
  await takeTest(page, '/pelatihan/tes-akhir/', 'B', answer);
  await expect(page.locator('[data-score]')).toContainText('Nilai Anda 100');

  await page.goto('/kemajuan/');
  await page.locator('progress-page[data-ready]').waitFor();
  const done = (name: string) => page.locator('[data-done] li', { hasText: name });
  await expect(done('Lab firewall: ')).toHaveCount(LEVELS.length);
  await expect(done('Surat TTE: ')).toHaveCount(LETTERS.length);
  await page.getByLabel(/Nama pada lembar/).fill(NAME);
  await page.getByLabel(/Nama pada lembar/).press('Tab');
  const progress = await saved(page, page.getByRole('button', { name: 'Unduh berkas' }));

  await page.goto('/pelatihan/kelas/');
  const desk = page.locator('bimtek-certificates[data-ready]');
  await desk.waitFor({ state: 'attached' });
  await page.locator('[data-files]').setInputFiles(progress);
  await expect(desk.locator('[data-recipients] li')).toContainText([/Memenuhi batas/]);
  const make = desk.getByRole('button', { name: 'Buat sertifikat' });
  await make.click();
  await expect(desk.locator('[data-fault=place]')).toHaveText('Tulis tempatnya.');
  await fillSheet(desk);

  const key = facilitatorsKey();
  await desk
    .getByLabel('Berkas kunci', { exact: true })
    .setInputFiles({ name: 'kelas.p12', mimeType: 'application/x-pkcs12', buffer: Buffer.from(key.file) });
  await desk.getByLabel('Kata sandi berkas').fill('salah');
  await desk.getByRole('button', { name: 'Buka kunci' }).click();
  await expect(desk.locator('[data-key-told]')).toContainText('Kata sandi berkas kunci ini salah.');
  await desk.getByLabel('Kata sandi berkas').fill(PASSWORD);
  await desk.getByRole('button', { name: 'Buka kunci' }).click();
  await expect(desk.locator('[data-key-told]')).toContainText('Kunci terbuka: Fasilitator Kelas Contoh');
  await make.click();
  await expect(desk).toHaveAttribute('data-state', 'done');
  await expect(desk.locator('[data-told]')).toHaveText('1 dari 1 lembar jadi.');
  await expect(desk.locator('[data-made]')).toContainText('Diperiksa ulang: utuh dan dikenali.');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const sheet = 'sertifikat-001-siti-aminah-fedor.pdf';
  const file = await saved(page, desk.getByRole('button', { name: sheet }));
  const zip = await saved(page, desk.getByRole('button', { name: /Unduh semua/ }));
  const packed = unzipSync(new Uint8Array(readFileSync(zip)));
  expect(Buffer.from(packed[sheet] ?? []).equals(readFileSync(file))).toBe(true);
  expect(new TextDecoder().decode(packed['daftar-sertifikat.csv'])).toContain(`001/BIMTEK/2026;${NAME}`);
  const anchor = info.outputPath('jangkar.pem');
  writeFileSync(anchor, key.anchor);
  const altered = info.outputPath('diubah.pdf');
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 5);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(altered, bytes);
  expect(verdictOf(file, anchor)).toBe('valid');
  expect(verdictOf(altered, anchor)).toBe('invalid');

  await page.goto('/alat/verifikasi-tte/');
  await page.locator('#akar').setInputFiles(anchor);
  await page.getByRole('button', { name: 'Sidik jari cocok, percayai' }).click();
  await page.locator('#berkas').setInputFiles(file);
  await expect(page.locator('.verdict-card')).toHaveAttribute('data-verdict', 'valid');
});
