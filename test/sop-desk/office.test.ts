import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { officeBytes } from '../../src/documents/file.ts';
import { instansi } from '../../src/instansi.ts';
import { readMdx } from '../../src/sop/draft/mdx.ts';
import { cutOut, sheetDocument } from '../../src/sop/office/sheet-document.ts';
import { sheetInputOf } from '../../src/sop/sheet/input.ts';
import { PAPERS } from '../../src/sop/sheet/model.ts';
import { layOutSheet } from '../../src/sop/sheet/sheet.ts';

/** The smallest picture there is: the browser draws the real one. */
const DOT = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    'base64',
  ),
);

async function documentOf(file: string, paper: 'a4' | 'f4') {
  const { sop } = readMdx(file, readFileSync(file, 'utf8')).draft!;
  const input = sheetInputOf(sop, { instansi, peraturan: [], titles: new Map() });
  const flow = layOutSheet(input, PAPERS[paper]).filter(({ kind }) => kind === 'flow');
  const pictures = flow.map((page) => ({ ...cutOut(page), png: DOT }));
  const parts = unzipSync(await officeBytes(sheetDocument(input, paper, pictures)));
  return { sop, pictures, parts };
}

/** Opening and closing tags must pair up, attributes must be quoted and entities known. */
function assertWellFormed(name: string, xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g,
    (whole, close: string, tag: string, _attributes: string, empty: string) => {
      if (tag === undefined) return '';
      if (close) assert.equal(open.pop(), tag, `${name}: ${whole} closes another element`);
      else if (!empty) open.push(tag);
      return '';
    },
  );
  assert.deepEqual(open, [], `${name}: every element is closed`);
  assert.doesNotMatch(rest, /[<>]/, `${name}: nothing is left that only looks like a tag`);
  assert.doesNotMatch(xml, /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i, `${name}: entities are known`);
}

test('the well-formedness check sees a wrong end, a stray bracket and a bare ampersand', () => {
  for (const bad of ['<a><b></a></b>', '<a>1 < 2</a>', '<a>R & D</a>', '<a x=1/>', '<a>'])
    assert.throws(() => assertWellFormed('x', bad));
  assertWellFormed('x', '<?xml version="1.0"?><w:a x="1"><b/>R &amp; D</w:a>');
});

for (const file of globSync('content/sop/*.mdx').sort()) {
  test(`${file}: the Word document is whole and holds every step`, async () => {
    const { sop, pictures, parts } = await documentOf(file, 'a4');
    const text = (name: string) => strFromU8(parts[name] ?? assert.fail(`${name} is missing`));
    for (const name of Object.keys(parts).filter((each) => /\.(xml|rels)$/.test(each)))
      assertWellFormed(name, text(name));
    // ECMA-376 Part 2: every part has a content type, every relationship a target.
    const types = text('[Content_Types].xml');
    for (const name of Object.keys(parts).filter((each) => each !== '[Content_Types].xml')) {
      const extension = name.split('.').pop()!;
      assert.ok(
        types.includes(`Extension="${extension}"`) || types.includes(`PartName="/${name}"`),
        `${name} has a content type`,
      );
    }
    for (const [, target] of text('word/_rels/document.xml.rels').matchAll(/Target="([^"]+)"/g))
      assert.ok(parts[`word/${target}`], `${target} is there`);
    const document = text('word/document.xml');
    const plain = document
      .replace(/<[^>]+>/g, '\n')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"');
    for (const { kegiatan, kelengkapan, output } of sop.langkah)
      for (const words of [kegiatan, kelengkapan, output]) assert.ok(plain.includes(words), words);
    for (const label of ['NOMOR SOP', 'DISAHKAN OLEH', 'DASAR HUKUM:', 'PENCATATAN DAN PENDATAAN:'])
      assert.ok(plain.includes(label), label);
    assert.equal(document.match(/<w:drawing>/g)?.length, pictures.length);
    assert.match(document, /w:orient="landscape"/);
  });
}

test('F4 is laid on its side: 330 by 215 mm', async () => {
  const { parts } = await documentOf('content/sop/listrik-padam.mdx', 'f4');
  const [, width, height] = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(strFromU8(parts['word/document.xml']!))!;
  assert.deepEqual(
    [Number(width), Number(height)].map((twips) => Math.round((twips / 1440) * 25.4)),
    [330, 215],
  );
});
