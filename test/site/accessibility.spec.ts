import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from 'playwright/test';
import { templates } from './templates.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function faults(page: Page): Promise<string[]> {
  // The site has no frames: the mode without a second page for joining frames' results is enough, and twice as quick.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** Pixels that the page is wider than its window, and how far its title stands from the edge. */
function measures(page: Page): Promise<{ overflow: number; margin: number }> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const title = [...document.querySelectorAll('main h1')].find((one) => one.clientWidth > 1);
    return {
      overflow: root.scrollWidth - root.clientWidth,
      margin: title?.getBoundingClientRect().left ?? Number.POSITIVE_INFINITY,
    };
  });
}

for (const { name, path } of templates) {
  for (const width of [390, 1440]) {
    test(`${name} has no accessibility fault at ${width} px, light and dark`, async ({ browser }) => {
      const context = await browser.newContext({
        viewport: { width, height: 844 },
        colorScheme: 'light',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await page.goto(path);
      if (path.includes('?q=')) await page.locator('.search-results a').first().waitFor();
      expect(await faults(page), 'light').toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faults(page), 'dark').toEqual([]);
      const { overflow, margin } = await measures(page);
      expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
      expect(margin, 'the title keeps off the edge').toBeGreaterThanOrEqual(12);
      await context.close();
    });
  }

  test(`${name} has no accessibility fault while the device's store has not answered`, async ({ page }) => {
    await page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...words) {
        return Object.assign(open.apply(this, words), { addEventListener() {} });
      };
    });
    await page.goto(path);
    expect(await faults(page)).toEqual([]);
  });
}
