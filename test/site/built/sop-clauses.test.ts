import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLAUSES } from '../../content/sop-clauses.ts';
import { readPages } from './pages.ts';

const pages = new Map(readPages().map((page) => [page.url, page]));

/** The row of one clause in the register: from its id to the next row's. */
function rowOf(html: string, id: string): string {
  const start = html.indexOf(`id="${id}"`);
  const next = /\sid="S[12]-\d\d"/g;
  next.lastIndex = start + 8;
  return html.slice(start, next.exec(html)?.index ?? html.length);
}

test('every clause the reference gives to an SOP is linked from the SOP to the clause and back', () => {
  const register = pages.get('/klausul/')?.html ?? '';
  for (const [slug, clauses] of Object.entries(CLAUSES)) {
    const page = pages.get(`/sop/${slug}/`);
    assert.ok(page, `/sop/${slug}/ is built`);
    for (const id of clauses) {
      assert.ok(page.links.includes(`/klausul/#${id}`), `${slug} leads to ${id}`);
      assert.ok(rowOf(register, id).includes(`href="/sop/${slug}/"`), `${id} leads to ${slug}`);
    }
  }
});

test('a clause leads only to pages of its own row', () => {
  const register = pages.get('/klausul/')?.html ?? '';
  assert.ok(!rowOf(register, 'S1-12').includes('href="/sop/byod/"'));
});

test('every SOP has its sheet on both papers, its poster and its history', () => {
  for (const slug of Object.keys(CLAUSES))
    for (const part of ['lembar', 'lembar-f4', 'poster', 'riwayat'])
      assert.ok(pages.has(`/sop/${slug}/${part}/`), `/sop/${slug}/${part}/`);
});
