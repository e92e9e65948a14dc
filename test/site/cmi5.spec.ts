/** A cmi5 package with a small LMS of our own: launch, statements in lawful order, resume, the way back. */
import { expect, type Page, test } from 'playwright/test';
import { answer } from './answer.ts';
import { type LmsServer, lmsServer, packed, type Route } from './lms-server.ts';

const MODULE = 'pelatihan/cara-peretas-masuk';
const ACTOR = JSON.stringify({
  objectType: 'Agent',
  account: { homePage: 'https://lms.invalid', name: '7' },
});

interface Statement {
  verb: { id: string };
  result?: { score?: { scaled: number }; duration?: string };
  context: { registration: string; extensions: Record<string, unknown> };
}

let server: LmsServer;
let statements: Statement[];
let launchData: Record<string, unknown>;
const documents = new Map<string, string>();
/** Tokens that were given out; each address gives one once. */
const tokens = new Set<string>();

const lms: Route = (method, { pathname, searchParams }, body, { authorization, ...headers }) => {
  const json = (value: unknown, status = 200) => ({ status, body: JSON.stringify(value) });
  if (pathname === '/lms/masuk') {
    const key = searchParams.get('k') ?? '';
    if (method !== 'POST' || tokens.has(key)) return json({ 'error-code': '1', 'error-text': 'dipakai' });
    tokens.add(key);
    return json({ 'auth-token': key });
  }
  if (pathname === '/lms/kembali') return { status: 200, type: 'text/html', body: '<title>Kembali</title>' };
  if (!pathname.startsWith('/lms/xapi/')) return null;
  if (!tokens.has(authorization?.replace('Basic ', '') ?? '')) return json({}, 401);
  if (headers['x-experience-api-version'] !== '1.0.3') return json({}, 400);
  const name = searchParams.get('stateId') ?? searchParams.get('profileId') ?? '';
  if (pathname.endsWith('/statements')) {
    statements.push(...(JSON.parse(body) as Statement[]));
    return json([]);
  }
  if (name === 'LMS.LaunchData') return json(launchData);
  if (method === 'PUT') documents.set(name, body);
  const found = documents.get(name);
  return found === undefined ? json({}, 404) : json(JSON.parse(found));
};

test.beforeEach(async () => {
  [statements, launchData] = [[], {}];
  documents.clear();
  tokens.clear();
  server = await lmsServer(await packed('cmi5', MODULE), lms);
  launchData = {
    contextTemplate: { extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 's-1' } },
    launchMode: 'Normal',
    masteryScore: 0.9,
    returnURL: `${server.origin}/lms/kembali`,
  };
});

test.afterEach(() => {
  server.close();
  expect(server.strays).toEqual([]);
});

async function launch(page: Page, key: string): Promise<void> {
  const query = new URLSearchParams({
    endpoint: `${server.origin}/lms/xapi/`,
    fetch: `${server.origin}/lms/masuk?k=${key}`,
    actor: ACTOR,
    registration: '5c4b2b6e-0f0e-4a51-9b3b-2a6cf1d9a001',
    activityId: 'https://lms.invalid/kegiatan/1',
  });
  await page.goto(`${server.origin}/lms/isi/${MODULE}/index.html?${query}`);
  await page.locator('html[data-paket="siap"]').waitFor({ state: 'attached' });
}

const verbs = (): string[] => statements.map(({ verb }) => verb.id.replace(/.*\//, ''));
const line = (page: Page) => page.locator('.lms-line');

/** Answers all seven questions: the first one as told, the others rightly. */
async function answerAll(page: Page, firstRight: boolean): Promise<void> {
  for (const place of [0, 1, 2, 3, 4, 5, 6]) await answer(page, place, place > 0 || firstRight);
}

test('failing, coming back and passing is told in lawful order, against the mark the LMS sets', async ({
  page,
}) => {
  await launch(page, 'satu');
  expect(verbs()).toEqual(['initialized']);
  await answerAll(page, false);
  await expect(line(page)).toContainText('7 dari 7 bagian, belum lulus, nilai 86.');
  await page.getByRole('button', { name: 'Simpan dan kembali ke LMS' }).click();
  await expect(page).toHaveTitle('Kembali');
  expect(verbs()).toEqual(['initialized', 'completed', 'failed', 'terminated']);
  expect(statements[2]?.result?.score?.scaled).toBe(0.86);
  expect(statements[2]?.context.extensions).toMatchObject({
    'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.9,
    'https://w3id.org/xapi/cmi5/context/extensions/sessionid': 's-1',
  });
  expect(statements[3]?.result?.duration).toMatch(/^PT\d+\.\d\dS$/);

  await launch(page, 'dua');
  await expect(line(page)).toContainText('7 dari 7 bagian, belum lulus');
  await answerAll(page, true);
  await expect(line(page)).toContainText('lulus, nilai 100.');
  await expect.poll(verbs).toContain('passed');
  await page.goto('about:blank');
  await expect.poll(() => verbs().slice(4)).toEqual(['initialized', 'passed', 'terminated']);
});

test('to review is not to be judged; a page loaded again has to be launched again', async ({ page }) => {
  launchData = { ...launchData, launchMode: 'Review' };
  await launch(page, 'tiga');
  await answerAll(page, true);
  await expect(line(page)).toContainText('nilai 100');
  await page.reload();
  await page.locator('html[data-paket="siap"]').waitFor({ state: 'attached' });
  await expect(line(page)).toContainText('sesi ini sudah pernah dibuka');
  await expect(page.locator('quiz-lesson[data-ready]').first()).toBeVisible();
  await expect.poll(verbs).toEqual(['initialized', 'terminated']);
});
