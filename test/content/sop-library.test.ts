import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readSource } from '../../src/build/content/source.ts';
import { instansi } from '../../src/instansi.ts';
import type { Peraturan } from '../../src/schemas/register.ts';
import { sop as schema } from '../../src/schemas/sop.ts';
import { lintSop, sayFinding } from '../../src/sop/lint/lint.ts';
import { checkSheet } from '../../src/sop/sheet/check.ts';
import { sheetInputOf } from '../../src/sop/sheet/input.ts';
import { PAPERS } from '../../src/sop/sheet/model.ts';
import { layOutSheet } from '../../src/sop/sheet/sheet.ts';
import { pageSvg } from '../../src/sop/sheet/svg.ts';
import { CLAUSES } from './sop-clauses.ts';

const library = globSync('content/sop/*.mdx')
  .sort()
  .map((path) => ({
    slug: basename(path, '.mdx'),
    sop: schema.parse(readSource(path, readFileSync(path, 'utf8'), 'mdx').data),
  }));
const slugs = library.map(({ slug }) => slug);
const peraturan = parse(readFileSync('content/peraturan.yaml', 'utf8')) as Peraturan[];
const registers = { instansi, peraturan, titles: new Map(library.map(({ slug, sop }) => [slug, sop.judul])) };

test('the library is the seventeen SOPs of the reference, each with a code of its own', () => {
  assert.deepEqual([...slugs].sort(), Object.keys(CLAUSES).sort());
  assert.equal(new Set(library.map(({ sop }) => sop.kode)).size, 17);
});

for (const { slug, sop } of library) {
  test(`${slug} is lint clean and answers every clause the reference gives it`, () => {
    assert.deepEqual(lintSop(sop, { slugs }).map(sayFinding), []);
    for (const clause of CLAUSES[slug] ?? []) assert.ok(sop.klausul.includes(clause), clause);
  });

  for (const paper of Object.values(PAPERS)) {
    test(`${slug} on ${paper.name}: arrows clear of text and edges, five shapes, a head on each page, connectors paired`, () => {
      const pages = layOutSheet(sheetInputOf(sop, registers), paper);
      assert.deepEqual(checkSheet(pages), []);
      assert.deepEqual(
        pages.flatMap(({ steps }) => steps),
        sop.langkah.map((_, place) => place + 1),
      );
      // The judge reads the model; what is drawn must be that model, shape by shape and arrow by arrow.
      for (const page of pages) {
        const drawn = [...pageSvg(page).matchAll(/class="([\w-]+)"/g)].map((match) => match[1]!);
        const meant = [...page.shapes.map(({ kind }) => kind), ...page.arrows.map(() => 'panah')];
        assert.deepEqual(drawn.sort(), meant.sort());
      }
    });
  }
}
