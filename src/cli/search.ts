/** `npm run -s search -- "kata kunci"`: the addresses a search on the page would give, best first, as a JSON array. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Pagefind, search } from '../browser/search/engine.ts';
import { siteServer } from './serve.ts';
import { asksForHelp } from './terminal.ts';

const DIST = 'dist';
const USAGE = 'Cara pakai: npm run -s search -- "genset mati"';
const query = process.argv.slice(2).join(' ').trim();
if (asksForHelp(process.argv.slice(2))) {
  console.log(USAGE);
  process.exit(0);
}
if (!query) {
  console.error(USAGE);
  process.exit(2);
}
if (!existsSync(join(DIST, 'pagefind/pagefind.js'))) {
  console.error('Indeks belum ada; situs dibangun dulu.');
  execFileSync('npm', ['run', '-s', 'build'], { stdio: ['ignore', 2, 2] });
}

// Pagefind fetches its index over HTTP, in Node as in the browser: serve it for as long as the question takes.
const server = siteServer(DIST);
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
const pagefind = (await import(pathToFileURL(join(DIST, 'pagefind/pagefind.js')).href)) as Pagefind;
await pagefind.options({ basePath: `http://127.0.0.1:${port}/pagefind/`, baseUrl: '/' });
const words = JSON.parse(readFileSync(join(DIST, 'cari/kata.json'), 'utf8'));
const { results } = await search(query, pagefind, words);
console.log(JSON.stringify(results.map(({ url }) => url)));
server.close();
server.closeAllConnections();
process.exit(0);
