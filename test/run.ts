/** `npm test`: every check there is, in the order of what fails fastest. Last line: `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'sigap-test-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
/** Said again at the end, where someone who sees only the last lines finds them. */
const faults: string[] = [];

function step(name: string, work: () => Count): void {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const count = work();
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `=== ${name}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped (${seconds} s)`,
  );
}

function run(command: string, words: string[], env: Record<string, string> = {}): boolean {
  const { status } = spawnSync(command, words, { stdio: 'inherit', env: { ...process.env, ...env } });
  return status === 0;
}

const asCount = (ok: boolean): Count => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** Runs files under node's test runner and reads its closing lines; a run that counted nothing has failed. */
function nodeTests(files: string[]): Count {
  const report = join(scratch, `${files.length}-${Date.now()}.tap`);
  const reporters = ['spec', 'stdout', 'tap', report].map((word, place) =>
    place % 2 === 0 ? `--test-reporter=${word}` : `--test-reporter-destination=${word}`,
  );
  const ok = run(process.execPath, ['--test', '--test-concurrency=2', ...reporters, ...files]);
  const text = existsSync(report) ? readFileSync(report, 'utf8') : '';
  const read = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const count = { passed: read('pass'), failed: read('fail') + read('cancelled'), skipped: read('skipped') };
  faults.push(...[...text.matchAll(/^ *not ok \d+ - (.+\n(?: +.*\n)*)/gm)].map(([, said = '']) => said));
  return ok || count.failed > 0 ? count : { ...count, failed: 1 };
}

/** A port nobody listens on, so that a server left over from another run is no fault. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 4399;
}

const port = String(await freePort());

function pageTests(): Count {
  const report = join(scratch, 'pages.json');
  const ok = run('npx', ['playwright', 'test', '-c', 'test/site/playwright.config.ts'], {
    SIGAP_COUNTS: report,
    TEST_PORT: port,
  });
  if (!existsSync(report)) return asCount(false);
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
  faults.push(...suites.flatMap(failedPages));
  const { expected, unexpected, skipped } = stats;
  return { passed: expected, failed: ok || unexpected > 0 ? unexpected : 1, skipped };
}

interface Suite {
  suites?: Suite[];
  specs: { title: string; file: string; tests: { results: { error?: { message: string } }[] }[] }[];
}

/** What Playwright's report says of each page test that failed: where, and the error's words without colours. */
function failedPages({ suites = [], specs }: Suite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests.flatMap(({ results }) =>
      results.flatMap(({ error }) =>
        error ? [`${file}: ${title}\n${stripVTControlCharacters(error.message)}`] : [],
      ),
    ),
  );
  return [...own, ...suites.flatMap(failedPages)];
}

const engineTests = globSync('test/**/*.test.ts').filter((file) => !file.startsWith('test/site/'));

step('format and lint', () => asCount(run('npx', ['biome', 'check', '--error-on-warnings'])));
step('types', () => asCount(run('npx', ['astro', 'check'])));
step('engines and content', () => nodeTests(engineTests));
step('build', () => asCount(run('npm', ['run', '-s', 'build'])));
step('built pages', () => nodeTests(globSync('test/site/built/*.test.ts')));
step('pages in a browser', pageTests);

for (const fault of faults) console.log(`\n--- ${fault}`);
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);
