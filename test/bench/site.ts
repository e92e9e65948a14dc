/**
 * `npm run bench -- site`: Lighthouse (mobile) over one page of each main template, and what each weighs on the
 * wire; then how soon the firewall lab answers a keystroke (lab.ts).
 */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { siteServer } from '../../src/cli/serve.ts';
import { findBrowser } from '../browser.ts';
import { benchLab } from './lab.ts';

const PAGES = [
  '/',
  '/sop/pelaporan-insiden/',
  '/kebijakan/kewajiban-setiap-orang/',
  '/jalur/pegawai-umum/',
  '/lab/firewall/',
  '/alat/verifikasi-tte/',
];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export async function benchSite(): Promise<void> {
  const server = siteServer('dist');
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const chrome = await launch({
    chromePath: findBrowser(),
    chromeFlags: ['--headless=new', '--no-sandbox'],
  });
  const rows: Record<string, string | number>[] = [];
  for (const path of PAGES) {
    const run = await lighthouse(`http://127.0.0.1:${port}${path}`, {
      port: chrome.port,
      logLevel: 'error',
      onlyCategories: [...CATEGORIES],
    });
    if (!run) throw new Error(`Lighthouse gave no result for ${path}`);
    const { categories, audits } = run.lhr;
    const row: Record<string, string | number> = { page: path };
    for (const name of CATEGORIES) row[name] = figure(categories[name]?.score, 100);
    row['kB'] = figure(audits['total-byte-weight']?.numericValue, 0.001);
    row['LCP ms'] = figure(audits['largest-contentful-paint']?.numericValue, 1);
    row['faults'] = Object.values(audits)
      .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
      .map(({ id }) => id)
      .join(' ');
    rows.push(row);
  }
  console.table(rows);
  chrome.kill();
  await benchLab(`http://127.0.0.1:${port}`);
  server.close();
  server.closeAllConnections();
}

/** Lighthouse now and then loses the trace of a page: that is no zero. */
function figure(value: number | null | undefined, scale: number): number | string {
  return typeof value === 'number' ? Math.round(value * scale) : 'not measured';
}
