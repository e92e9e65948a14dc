/** SCORM 1.2 packages in the API of scorm-again: what a learner does is recorded, and comes back at the next visit. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Frame, type Page, test } from 'playwright/test';
import { answer } from './answer.ts';
import { type LmsServer, lmsServer, packed } from './lms-server.ts';

const MODULE = 'pelatihan/cara-peretas-masuk';
const LEVEL = 'lab/firewall/basis-data';

interface Record {
  suspend_data: string;
  core: {
    lesson_status: string;
    lesson_location: string;
    total_time: string;
    entry: string;
    score: { raw: string; max: string };
  };
}

let server: LmsServer;
let faults: string[];

test.beforeEach(async ({ context }) => {
  faults = [];
  context.on('weberror', (error) => faults.push(String(error.error())));
  context.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await context.addInitScript(() => {
    if (location.protocol === 'http:') localStorage.setItem('sigap:editor', 'plain');
  });
});

test.afterEach(() => {
  server.close();
  expect(server.strays, 'nothing was asked for outside the package').toEqual([]);
  expect(faults, 'the console stayed clean').toEqual([]);
});

/** Opens the LMS's page and waits until the package has begun. */
async function launch(page: Page): Promise<Frame> {
  await page.goto(`${server.origin}/lms/`);
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('the LMS shows no frame');
  await frame.locator('html[data-paket="siap"]').waitFor({ state: 'attached' });
  return frame;
}

/** Leaves the package, as an LMS does when its window is closed. @returns what the LMS has kept. */
async function leave(page: Page): Promise<Record> {
  await page.locator('iframe').evaluate((frame: HTMLIFrameElement) => {
    frame.src = 'about:blank';
  });
  await page.locator('html[data-finished="true"]').waitFor({ state: 'attached' });
  return kept(page);
}

const kept = (page: Page): Promise<Record> =>
  page.evaluate(() => JSON.parse(localStorage.getItem('lms') ?? '{}'));

const line = (frame: Frame) => frame.locator('.lms-line');

test('a module answered wrongly, left, resumed and answered rightly is passed with its score and time', async ({
  page,
}) => {
  server = await lmsServer(await packed('scorm', MODULE));
  let frame = await launch(page);
  await expect(line(frame)).toContainText('Tercatat di LMS: 0 dari 7 bagian, sedang berjalan.');
  for (const place of [0, 1, 2]) await answer(frame, place, false);
  await expect(line(frame)).toContainText('3 dari 7 bagian, sedang berjalan');
  const half = await leave(page);
  expect(half.core).toMatchObject({ lesson_status: 'incomplete', score: { raw: '' }, entry: 'resume' });
  expect(half.core.total_time).toMatch(/^\d+:\d\d:\d\d/);
  expect(half.core.lesson_location).toBe('pertama-saat-berkas-terkunci');

  frame = await launch(page);
  await expect(line(frame)).toContainText('3 dari 7 bagian');
  const place = frame.locator('#pertama-saat-berkas-terkunci');
  await expect(place.locator('.question-result')).toHaveText('Sebelumnya belum tepat. Coba lagi.');
  await expect(place).toBeInViewport();
  for (const question of [3, 4, 5, 6]) await answer(frame, question, true);
  await expect(line(frame)).toContainText('7 dari 7 bagian, belum lulus');
  expect((await kept(page)).core.lesson_status).toBe('failed');
  for (const question of [0, 1, 2]) await answer(frame, question, true);
  await expect(line(frame)).toContainText('lulus, nilai 100.');
  const whole = await leave(page);
  expect(whole.core).toMatchObject({ lesson_status: 'passed', score: { raw: '100', max: '100' } });
  expect(whole.core.total_time > half.core.total_time, 'time adds up').toBe(true);
  expect(whole.suspend_data.length).toBeLessThanOrEqual(4096);

  frame = await launch(page);
  await expect(frame.locator('form.question .question-result').first()).toHaveText(
    'Sudah Anda jawab benar sebelumnya.',
  );
  await answer(frame, 0, false);
  const again = await leave(page);
  expect(again.core, 'nothing is taken back').toMatchObject({
    lesson_status: 'passed',
    score: { raw: '100' },
  });
});

test('a firewall level runs in its worker, is recorded as passed, and brings the rules back', async ({
  page,
}) => {
  server = await lmsServer(await packed('scorm', LEVEL));
  let frame = await launch(page);
  const rules = () => frame.locator('.plain-editor textarea');
  await frame.locator('firewall-lab[data-answered]').waitFor();
  const solved = (await rules().inputValue()).replace('ip daddr $BASIS_DATA tcp dport 3306 accept\n', '');
  await rules().fill(`${solved}# catatan saya\n`);
  await expect(frame.locator('.done')).toBeVisible();
  await expect(line(frame)).toHaveText(/Tercatat di LMS: lulus, nilai 100\./);
  const { core } = await leave(page);
  expect(core).toMatchObject({ lesson_status: 'passed', score: { raw: '100' } });
  const onDevice = await page.evaluate(() => Object.keys({ ...localStorage }));
  expect(onDevice.sort(), 'nothing of the learner stays on the device').toEqual(['lms', 'sigap:editor']);

  frame = await launch(page);
  await frame.locator('firewall-lab[data-answered]').waitFor();
  expect(await rules().inputValue()).toContain('# catatan saya');
  await expect(line(frame)).toContainText('lulus, nilai 100');
});

test('a letter of the signature lab is drawn, decided and remembered; links out lead to the city', async ({
  page,
}) => {
  server = await lmsServer(await packed('scorm', 'lab/tte'));
  let frame = await launch(page);
  const open = () => frame.locator('.inbox [data-letter="undangan-rapat"]').click();
  await open();
  await expect(frame.locator('.sheets canvas').first()).toBeVisible();
  await frame.locator('input[value="terima"]').check();
  await frame.locator('input[value="utuh"]').check();
  await frame.locator('form.decision button[type="submit"]').click();
  await expect(frame.locator('.feedback')).toHaveAttribute('data-right', 'true');
  await expect(line(frame)).toContainText('1 dari 19 bagian');
  const away = frame.locator('a[href*="/alat/verifikasi-tte/"]').first();
  await expect(away).toHaveAttribute('href', /^https:\/\/sigap\.kota\.invalid\//);
  await expect(away).toHaveAttribute('target', '_blank');
  expect((await leave(page)).core.lesson_status).toBe('incomplete');

  frame = await launch(page);
  await open();
  await expect(frame.locator('.feedback')).toHaveAttribute('data-right', 'true');
  await expect(line(frame)).toContainText('1 dari 19 bagian');
});

test('a test goes on where it was left; without an LMS the page says so and works on', async ({ page }) => {
  server = await lmsServer(await packed('scorm', 'pelatihan/tes-akhir'));
  let frame = await launch(page);
  const first = () => frame.locator('.question:visible input').first();
  await frame.getByRole('button', { name: 'Mulai bentuk B' }).click();
  await first().check();
  await leave(page);
  frame = await launch(page);
  await expect(frame.locator('quiz-test')).toHaveAttribute('data-phase', 'running');
  await expect(first()).toBeChecked();
  await leave(page);

  await page.goto(`${server.origin}/lms/isi/pelatihan/tes-akhir/index.html`);
  await page.locator('html[data-paket="siap"]').waitFor({ state: 'attached' });
  await expect(page.locator('.lms-line')).toContainText(
    'LMS tidak ditemukan. Halaman ini tetap dapat dipakai',
  );
  await page.getByRole('button', { name: 'Mulai bentuk A' }).click();
  await page.locator('.question:visible input').first().check();
  await expect(page.locator('[data-answered]')).toContainText(/^1 dari/);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'best-practice'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
