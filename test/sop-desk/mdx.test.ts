import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { parseFrontmatter } from 'astro/markdown';
import fc from 'fast-check';
import { readSource } from '../../src/build/content/source.ts';
import { sop as schema } from '../../src/schemas/sop.ts';
import { emptyDraft, slugOf, soften } from '../../src/sop/draft/draft.ts';
import { readMdx, writeMdx } from '../../src/sop/draft/mdx.ts';
import { PAPERS } from '../../src/sop/sheet/model.ts';
import { layOutSheet } from '../../src/sop/sheet/sheet.ts';
import { pageSvg } from '../../src/sop/sheet/svg.ts';
import { anySop, sheetInput } from '../content/sop-sample.ts';

const library = globSync('content/sop/*.mdx')
  .sort()
  .map((path) => ({ path, slug: basename(path, '.mdx'), file: readFileSync(path, 'utf8') }));

test('there are seventeen SOPs to take through the desk', () => assert.equal(library.length, 17));

for (const { path, slug, file } of library) {
  test(`${slug}: from the library to the desk to MDX and back is the same SOP`, () => {
    const parsed = schema.parse(readSource(path, file, 'mdx').data);
    const opened = readMdx(path, file);
    assert.deepEqual(opened.faults, []);
    assert.deepEqual(opened.draft?.sop, parsed);
    assert.deepEqual(soften(readSource(path, file, 'mdx').data), parsed);

    const written = writeMdx(opened.draft!);
    const again = readMdx(path, written);
    assert.deepEqual(again, opened);
    assert.equal(writeMdx(again.draft!), written, 'writing is settled after the first time');
    // What the build reads of the file: the data, and the guide as text.
    assert.deepEqual(schema.parse(readSource(path, written, 'mdx').data), parsed);
    assert.deepEqual(schema.parse(parseFrontmatter(written).frontmatter), parsed, 'read by Astro itself');
    const guide = (text: string) => text.slice(text.indexOf('\n---\n', 4) + 5).trim();
    assert.equal(guide(written), guide(file));
    const drawn = (sop: typeof parsed) => layOutSheet(sheetInput(sop), PAPERS.a4).map(pageSvg).join('');
    assert.equal(drawn(again.draft!.sop), drawn(parsed));
  });
}

test('any SOP survives being written and read, whatever its texts hold', () => {
  const odd = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => `Aba ${text.trim()} z`);
  fc.assert(
    fc.property(anySop({ steps: [2, 12], actors: [1, 5] }), odd, odd, (sop, first, second) => {
      sop.judul = first;
      sop.langkah[0]!.rincian = second;
      sop.identitas.peralatan = [second, first];
      const written = writeMdx({ slug: 'x', sop, body: `## ${first.trim()}` });
      const { draft, faults } = readMdx('x.mdx', written);
      assert.deepEqual(faults, []);
      assert.deepEqual(draft?.sop, schema.parse(sop));
      // The site is built by Astro, which reads YAML with another library.
      assert.deepEqual(schema.parse(parseFrontmatter(written).frontmatter), schema.parse(sop));
    }),
    { numRuns: 200 },
  );
});

test('an empty draft can be saved and opened again, and says what is still missing', () => {
  const draft = emptyDraft('2026-08-31', 'SOP-18');
  assert.equal(draft.sop.tinjauLagi, '2027-02-28');
  const again = readMdx('sop-baru.mdx', writeMdx(draft));
  assert.deepEqual(again.draft, draft);
  assert.ok(again.faults.some(({ field }) => field === 'judul'));
});

test('a file whose YAML is broken gives no draft but the line and the mend', () => {
  const { file } = library[0]!;
  const { draft, faults } = readMdx('x.mdx', file.replace(/^kode: .*$/m, 'kode: "SOP-01'));
  assert.equal(draft, null);
  assert.match(faults[0]!.message, /YAML tidak terbaca/);
  assert.ok(faults[0]!.line > 1 && faults[0]!.mend.length > 10);
});

test('a file that is no SOP is refused with what to choose instead', () => {
  for (const text of ['', 'halo', '---\na: 1\n---\n', '---\n- 1\n---\n']) {
    const { draft, faults } = readMdx('x.mdx', text);
    assert.equal(draft, null);
    assert.equal(faults.length, 1);
    assert.ok(faults[0]!.mend.length > 10);
  }
});

test('wrong fields are named with their lines, and the rest of the SOP is kept', () => {
  const { file } = library[0]!;
  const bent = file.replace(/^pemilik: .*\n/m, '').replace(/satuan: menit/, 'satuan: detik');
  const { draft, faults } = readMdx('x.mdx', bent);
  assert.equal(draft?.sop.pemilik, '');
  assert.equal(draft?.sop.langkah.length, readMdx('x.mdx', file).draft?.sop.langkah.length);
  assert.deepEqual(faults.map(({ field }) => field).sort(), ['langkah.4.waktu.satuan', 'pemilik']);
});

test('a byte order mark and Windows line ends change nothing', () => {
  const { path, file } = library[0]!;
  const windows = `\uFEFF${file.replaceAll('\n', '\r\n')}`;
  assert.deepEqual(readMdx(path, windows), readMdx(path, file));
});

test('any data at all can be softened into a draft that can be written', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (langkah, identitas) => {
      const sop = soften({ judul: 'x', langkah: [langkah], identitas, pelaksana: [identitas] });
      assert.ok(writeMdx({ slug: 'x', sop, body: '' }).startsWith('---\n'));
    }),
    { numRuns: 200 },
  );
});

test('a title becomes a file name', () => {
  assert.equal(slugOf('Listrik padam: UPS & genset'), 'listrik-padam-ups-genset');
  assert.equal(slugOf('  --  '), 'sop-baru');
});
