import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { officeBytes, officeDocument } from '../../src/documents/file.ts';
import { pageOf, textWidth, twips } from '../../src/documents/paper.ts';
import { table } from '../../src/documents/table.ts';
import { paragraph } from '../../src/documents/text.ts';

const margins = { top: 20, right: 20, bottom: 20, left: 25 };

async function bodyOf(paper: 'A4' | 'F4', turn: 'tegak' | 'mendatar'): Promise<string> {
  const children = [
    paragraph([{ text: 'Baris satu\nbaris dua & <tiga>', bold: true }], { align: 'tengah' }),
    table({
      widths: [20, 100],
      ruled: true,
      head: [[{ children: [paragraph('No.')] }, { children: [paragraph('Isi')] }]],
      rows: [[{ children: [paragraph('Sel')], span: 2 }]],
    }),
  ];
  const bytes = await officeBytes(
    officeDocument({
      title: 'Uji',
      font: 'Arial',
      size: 11,
      sections: [{ properties: pageOf(paper, turn, margins), children }],
    }),
  );
  const part = unzipSync(bytes)['word/document.xml'];
  assert.ok(part, 'the package holds its main part');
  return strFromU8(part);
}

test('a page lies on its side when asked, with the sides of F4', async () => {
  const xml = await bodyOf('F4', 'mendatar');
  assert.match(xml, new RegExp(`<w:pgSz w:w="${twips(330)}" w:h="${twips(215)}" w:orient="landscape"/>`));
  assert.match(await bodyOf('A4', 'tegak'), new RegExp(`w:w="${twips(210)}" w:h="${twips(297)}"`));
});

test('text keeps its line break, its weight and its reserved characters', async () => {
  const xml = await bodyOf('A4', 'tegak');
  assert.match(xml, /baris dua &amp; &lt;tiga&gt;/);
  assert.match(xml, /<w:br\/>/);
  assert.match(xml, /<w:b\/>/);
});

test('a table repeats its head and spans its columns', async () => {
  const xml = await bodyOf('A4', 'tegak');
  assert.match(xml, /<w:tblHeader\/>/);
  assert.match(xml, /<w:gridSpan w:val="2"\/>/);
  assert.match(xml, new RegExp(`<w:gridCol w:w="${twips(100)}"/>`));
});

test('the room between the margins is counted on the turned sheet', () => {
  assert.equal(textWidth('A4', 'tegak', margins), 165);
  assert.equal(textWidth('F4', 'mendatar', margins), 285);
});
