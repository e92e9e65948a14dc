import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, readPages } from './pages.ts';

const pages = readPages();
const byUrl = new Map(pages.map((page) => [page.url, page]));

/** What is wrong with a link, or nothing. */
function fault(from: string, link: string): string | undefined {
  if (/^(data|tel|mailto):/.test(link)) return undefined;
  const target = new URL(link, `https://situs.invalid${from}`);
  if (target.origin !== 'https://situs.invalid') return `${from} points outside: ${link}`;
  const page = byUrl.get(target.pathname);
  if (!page)
    return existsSync(join(DIST, target.pathname)) ? undefined : `${from} points at nothing: ${link}`;
  const anchor = decodeURIComponent(target.hash.slice(1));
  return anchor === '' || page.ids.has(anchor) ? undefined : `${from} points at a missing anchor: ${link}`;
}

test('every link and anchor of every page leads somewhere inside the site', () => {
  assert.ok(pages.length > 10, 'the site is built');
  const faults = pages.flatMap(({ url, links }) => links.map((link) => fault(url, link)).filter(Boolean));
  assert.deepEqual(faults, []);
});

test('the link check sees a missing page and a missing anchor', () => {
  assert.match(fault('/', '/tidak-ada/') ?? '', /points at nothing/);
  assert.match(fault('/', '/istilah/#tidak-ada') ?? '', /missing anchor/);
  assert.match(fault('/', 'https://contoh.invalid/') ?? '', /points outside/);
});

test('every page has a title of its own', () => {
  const titles = new Map<string, string>();
  for (const { url, html } of pages) {
    const title = /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '';
    assert.ok(title, `${url} has a title`);
    assert.equal(titles.get(title), undefined, `${url} shares its title with ${titles.get(title)}`);
    titles.set(title, url);
  }
});
