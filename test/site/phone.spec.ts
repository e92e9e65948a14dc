/** Every page of the site on a phone, not one of each template: what one author wrote is as wide as another's. */
import { expect, test } from 'playwright/test';
import { readPages } from './built/pages.ts';

const WIDTH = 390;
const PARTS = 4;
const addresses = readPages().map(({ url }) => url);

test.use({ viewport: { width: WIDTH, height: 844 } });

for (let part = 0; part < PARTS; part++) {
  test(`no page scrolls sideways at ${WIDTH} px, part ${part + 1} of ${PARTS}`, async ({ page }) => {
    const wide: string[] = [];
    for (const url of addresses.filter((_, i) => i % PARTS === part)) {
      await page.goto(url);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) wide.push(`${url}: ${overflow} px`);
    }
    expect(wide).toEqual([]);
  });
}
