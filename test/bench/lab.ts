/** Part of `npm run bench -- site`: from a keystroke in the rules to the matrix drawn anew, in Chromium, by level. */
import { chromium, type Page } from 'playwright';
import { firewallExercises } from '../../src/firewall-exercises.ts';
import { findBrowser } from '../browser.ts';

const KEYSTROKES = 25;

/** @param base Address of the served site. */
export async function benchLab(base: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  const rows: Record<string, string | number>[] = [];
  for (const { slug, folder } of firewallExercises()) {
    const page = await browser.newPage();
    await page.addInitScript(() => localStorage.setItem('sigap:editor', 'plain'));
    await page.goto(`${base}/lab/firewall/${slug}/`);
    await page.locator('firewall-lab[data-answered]').waitFor();
    const times: number[] = [];
    for (let i = 0; i < KEYSTROKES; i++) times.push(await keystroke(page));
    times.sort((a, b) => a - b);
    rows.push({
      level: folder,
      'median ms': Math.round(times[Math.floor(times.length / 2)] ?? 0),
      'worst ms': Math.round(times.at(-1) ?? 0),
    });
    await page.close();
  }
  console.log('Keystroke to updated matrix (goal: at most 100 ms; 20 ms of it wait for the next keystroke)');
  console.table(rows);
  await browser.close();
}

/** Types one letter into a comment and waits until the engine's answer is on the page. */
async function keystroke(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const lab = document.querySelector('firewall-lab') as HTMLElement;
        const area = document.querySelector('.plain-editor textarea') as HTMLTextAreaElement;
        const before = lab.dataset['answered'];
        const watcher = new MutationObserver(() => {
          if (lab.dataset['answered'] === before) return;
          watcher.disconnect();
          // After the next frame the change is painted.
          requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
        });
        watcher.observe(lab, { attributes: true, attributeFilter: ['data-answered'] });
        area.setRangeText('#', area.value.length, area.value.length, 'end');
        const start = performance.now();
        area.dispatchEvent(new Event('input', { bubbles: true }));
      }),
  );
}
