/** Finds a Chromium for the page tests, or installs one; never downloads a browser of Playwright's own unless nothing else is there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

function installed(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names a file that is not there: ${named}`);
  }
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout?.trim();
    if (found) return found;
  }
  return [MAC, chromium.executablePath()].find((path) => existsSync(path));
}

/** @returns the path of a browser that can be started. @throws with what to install, where none could be found or installed. */
export function findBrowser(): string {
  const found = installed();
  if (found) return found;
  const attempts: [string, string[]][] = [
    [
      'sh',
      ['-c', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-liberation'],
    ],
    ['npx', ['playwright', 'install', 'chromium']],
  ];
  for (const [command, words] of attempts) {
    try {
      execFileSync(command, words, { stdio: ['ignore', 2, 2], timeout: 600_000 });
    } catch {
      continue;
    }
    const now = installed();
    if (now) return now;
  }
  throw new Error(
    'No Chromium found and none could be installed. Install chromium, or set CHROMIUM to its path.',
  );
}
