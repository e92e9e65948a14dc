/** Page tests: the built site on a port of its own, in the Chromium that `test/browser.ts` finds. */
import { defineConfig } from 'playwright/test';
import { findBrowser } from '../browser.ts';

const port = Number(process.env.TEST_PORT ?? 4399);

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: true,
  workers: 2,
  // Nothing here measures speed (`npm run bench -- site` does): the waits are wide so that a busy machine is no fault.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: process.env.SIGAP_COUNTS
    ? [['line'], ['json', { outputFile: process.env.SIGAP_COUNTS }]]
    : 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: 'chromium',
    // The worker would answer from its store and fetch in the background; `offline.spec.ts` lets it in.
    serviceWorkers: 'block',
    launchOptions: { executablePath: findBrowser(), args: ['--no-sandbox'] },
  },
  webServer: {
    command: 'npm run -s serve',
    cwd: '../..',
    env: { PORT: String(port) },
    port,
    reuseExistingServer: false,
  },
});
