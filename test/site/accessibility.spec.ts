import AxeBuilder from '@axe-core/playwright';
import { expect, test } from 'playwright/test';
import { templates } from './templates.ts';

const widths = [390, 1440];
const schemes = ['light', 'dark'] as const;

for (const { name, path } of templates) {
  for (const width of widths) {
    for (const scheme of schemes) {
      test(`${name} has no accessibility fault at ${width} px, ${scheme}`, async ({ browser }) => {
        const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: scheme });
        const page = await context.newPage();
        await page.goto(path);
        if (path.includes('?q=')) await page.locator('.search-results a').first().waitFor();
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        ).toEqual([]);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow, 'no sideways scrolling').toBeLessThanOrEqual(0);
        await context.close();
      });
    }
  }
}
