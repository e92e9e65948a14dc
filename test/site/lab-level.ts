/** A level of the firewall lab in the hands of a test: open it, write rules, find what stands on the page. */
import { expect, type Page, test } from 'playwright/test';

export const LEVEL = '/lab/firewall/basis-data/';
export const START_LINE = 'ip daddr $BASIS_DATA tcp dport 3306 accept';

export const area = (page: Page) => page.locator('.plain-editor textarea');
export const cell = (page: Page, name: RegExp) => page.getByRole('button', { name });
export const database = /Internet ke Basis data 3306/;

/** A mouse on its way to a button must not bring Monaco in the middle of a test about something else. */
export function writeInThePlainEditor(): void {
  test.beforeEach(async ({ context }, { title }) => {
    if (title.includes('a mouse in the rules')) return;
    await context.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
  });
}

/** Opens a level and waits for the engine's first answer. */
export async function open(page: Page, path = LEVEL): Promise<void> {
  await page.goto(path);
  await page.locator('firewall-lab[data-answered]').waitFor();
}

/** Replaces the text of the plain editor and waits until the engine has answered it. */
export async function write(page: Page, change: (text: string) => string): Promise<void> {
  const lab = page.locator('firewall-lab');
  const before = await lab.getAttribute('data-answered');
  await area(page).fill(change(await area(page).inputValue()));
  await expect(lab).not.toHaveAttribute('data-answered', before ?? '');
}

export const withoutLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => line.trim() !== START_LINE)
    .join('\n');
