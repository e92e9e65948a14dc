/**
 * A participant's browser, with the few moves that the walk needs, over Chromium (Playwright) and Firefox (Puppeteer,
 * WebDriver BiDi). It notes everything that went wrong on any page.
 */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Page as ChromiumPage, chromium } from 'playwright';
import puppeteer, { type ElementHandle, type Page as FirefoxPage } from 'puppeteer-core';
import { findBrowser } from '../../browser.ts';

export interface Visitor {
  /** Console errors, uncaught errors, failed requests and answers of 400 and above, with the page they came from. */
  faults: string[];
  /** Hosts that any page asked. */
  hosts: Set<string>;
  goto(path: string): Promise<void>;
  /** Evaluates an expression in the page; its value must survive JSON. */
  read<T>(expression: string): Promise<T>;
  /** Waits until an expression is true in the page. */
  until(expression: string): Promise<void>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  choose(selector: string, value: string): Promise<void>;
  give(selector: string, file: string): Promise<void>;
  /** Presses what saves a file. @returns where the file is. */
  save(selector: string): Promise<string>;
  /** The page as a printer would get it: bytes of a PDF. */
  print(): Promise<number>;
  close(): Promise<void>;
}

const WAIT = 30_000;
/** Chromium says on every page over plain http that it passes over one header; nothing here rests on it. */
const EXPECTED = /^The Cross-Origin-Opener-Policy header has been ignored/;

/** What both browsers report in the same words. */
interface Watched {
  on(event: 'console', tell: (message: { type(): string; text(): string }) => void): unknown;
  on(event: 'pageerror', tell: (error: Error) => void): unknown;
  on(event: 'request', tell: (request: { url(): string }) => void): unknown;
  on(
    event: 'requestfailed',
    tell: (request: { url(): string; failure(): { errorText: string } | null }) => void,
  ): unknown;
  on(event: 'response', tell: (response: { url(): string; status(): number }) => void): unknown;
  url(): string;
}

function watch(page: Watched): Pick<Visitor, 'faults' | 'hosts'> {
  const faults: string[] = [];
  const hosts = new Set<string>();
  const note = (what: string): void => void faults.push(`${new URL(page.url()).pathname}: ${what}`);
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) note(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol)) hosts.add(host);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left stops what it was still fetching ahead.
    if (!/ERR_ABORTED|NS_BINDING_ABORTED/.test(why)) note(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  return { faults, hosts };
}

/** Asks again and again: the browsers' own waiting would evaluate text in the page, which its policy forbids. */
async function holds(expression: string, ask: () => Promise<unknown>): Promise<void> {
  for (const end = Date.now() + WAIT; Date.now() < end; await pause(50)) if (await ask()) return;
  throw new Error(`never true: ${expression}`);
}

export async function chromiumVisitor(base: string): Promise<Visitor> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page: ChromiumPage = await context.newPage();
  page.setDefaultTimeout(WAIT);
  return {
    ...watch(page as unknown as Watched),
    goto: async (path) => void (await page.goto(base + path)),
    read: (expression) => page.evaluate(expression),
    until: (expression) => holds(expression, () => page.evaluate(expression)),
    click: (selector) => page.locator(selector).first().click(),
    fill: (selector, text) => page.locator(selector).first().fill(text),
    choose: async (selector, value) => void (await page.locator(selector).first().selectOption(value)),
    give: (selector, file) => page.locator(selector).first().setInputFiles(file),
    async save(selector) {
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(selector).first().click(),
      ]);
      return saved.path();
    },
    print: async () => (await page.pdf()).length,
    close: () => browser.close(),
  };
}

export async function firefoxVisitor(base: string, executablePath: string): Promise<Visitor> {
  const folder = mkdtempSync(join(tmpdir(), 'sigap-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': folder,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.helperApps.neverAsk.saveToDisk': 'application/x-ndjson,text/csv,application/pdf',
    },
  });
  const page: FirefoxPage = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.setDefaultTimeout(WAIT);
  const at = (selector: string) => page.locator(selector).setEnsureElementIsInTheViewport(true);
  return {
    ...watch(page as unknown as Watched),
    goto: async (path) => void (await page.goto(base + path)),
    read: async (expression) => (await page.evaluate(expression)) as never,
    until: (expression) => holds(expression, () => page.evaluate(expression)),
    click: (selector) => at(selector).click(),
    fill: (selector, text) => at(selector).fill(text),
    choose: (selector, value) => at(selector).fill(value),
    async give(selector, file) {
      const input = (await page.waitForSelector(selector)) as ElementHandle<HTMLInputElement> | null;
      await input?.uploadFile(file);
    },
    async save(selector) {
      const before = new Set(readdirSync(folder));
      await at(selector).click();
      for (const end = Date.now() + WAIT; Date.now() < end; await pause(50)) {
        const fresh = readdirSync(folder).find((name) => !before.has(name) && !name.endsWith('.part'));
        if (fresh && readFileSync(join(folder, fresh)).length > 0) return join(folder, fresh);
      }
      throw new Error(`${selector}: nothing was saved`);
    },
    print: async () => (await page.pdf()).length,
    close: () => browser.close(),
  };
}
