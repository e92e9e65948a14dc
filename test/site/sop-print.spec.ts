import { expect, type Page, test } from 'playwright/test';
import { textWidth } from '../../src/sop/sheet/metrics.ts';

/** Does this machine have a face with Arial's widths? Without one the sheet cannot print as it was measured. */
async function hasArialWidths(page: Page): Promise<boolean> {
  const wide = await page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    pen.font = "100px Arial, 'Liberation Sans', Arimo";
    return pen.measureText('Memeriksa').width;
  });
  return Math.abs(wide - textWidth('Memeriksa', { size: 100 })) < 2;
}

for (const [paper, path, width, height] of [
  ['A4', '/sop/pelaporan-insiden/lembar/', 297, 210],
  ['F4', '/sop/pelaporan-insiden/lembar-f4/', 330, 215],
] as const) {
  test(`the official sheet prints on ${paper}: one paper for each page of it`, async ({ page }) => {
    await page.goto(path);
    const pages = await page.locator('.lembar').count();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(pages);
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(0);
    for (const [, w, h] of boxes) {
      expect(Math.abs((Number(w) / 72) * 25.4 - width)).toBeLessThan(0.6);
      expect(Math.abs((Number(h) / 72) * 25.4 - height)).toBeLessThan(0.6);
    }
  });

  test(`every line of text on the ${paper} sheet fits the width it was measured to have`, async ({
    page,
  }) => {
    await page.goto(path);
    test.skip(!(await hasArialWidths(page)), 'no face with the widths of Arial on this machine');
    const lines = await page.locator('.lembar svg text').evaluateAll((all) =>
      all.map((element) => {
        const { fontSize, fontWeight } = getComputedStyle(element);
        return {
          text: element.textContent ?? '',
          wide: (element as SVGTextElement).getComputedTextLength(),
          size: Number.parseFloat(fontSize),
          bold: Number(fontWeight) >= 600,
        };
      }),
    );
    expect(lines.length).toBeGreaterThan(60);
    for (const { text, wide, size, bold } of lines) {
      const measured = textWidth(text, { size, bold });
      expect(wide, text).toBeLessThan(1.01 * measured + 0.3);
      // Kerning (AT, TA) draws capitals closer than the table says; nothing else may.
      expect(wide, text).toBeGreaterThan(0.95 * measured - 0.5);
    }
  });
}

test('an address ending in #cetak opens the print window once, and the button does too', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => {
      document.documentElement.dataset.prints = String(
        Number(document.documentElement.dataset.prints ?? 0) + 1,
      );
    };
  });
  await page.goto('/sop/listrik-padam/lembar/#cetak');
  await expect(page.locator('html')).toHaveAttribute('data-prints', '1');
  expect(new URL(page.url()).hash).toBe('');
  await page.getByRole('button', { name: 'Cetak A4' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-prints', '2');
});

test('the sheet carries the same steps as a list', async ({ page }) => {
  await page.goto('/sop/listrik-padam/lembar/');
  const rows = page.locator('.twin .rows > li');
  await expect(rows).toHaveCount(13);
  await expect(rows.first()).toContainText('Menerima tanda listrik padam. Pelaksana:');
});
