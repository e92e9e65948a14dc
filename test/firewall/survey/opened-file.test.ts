/** Files brought to the firewall tool: a folder, a locked file, one too large, line ends and marks of other systems. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openedFile } from '../../../src/browser/firewall-tool/opened-file.ts';

test('a folder or a locked file is named with what to do, and is no crash', async () => {
  const folder = new File([], 'aturan');
  folder.arrayBuffer = async () => {
    throw new DOMException('not a file', 'NotFoundError');
  };
  const opened = await openedFile(folder);
  assert.match('refused' in opened ? opened.refused : '', /^"aturan" tidak dapat dibuka: .*Pilih berkas/);
});

test('a file larger than any ruleset is not read at all', async () => {
  const large = new File([], 'cadangan.img');
  Object.defineProperty(large, 'size', { value: 8 * 1024 * 1024 + 1 });
  large.arrayBuffer = () => assert.fail('it was read');
  const opened = await openedFile(large);
  assert.match('refused' in opened ? opened.refused : '', /terlalu besar/);
});

test('line ends of Windows and the text of PowerShell are read as what they say', async () => {
  const wide = Buffer.from('\uFEFFtable ip t {\r\n}\r\n', 'utf16le');
  for (const content of [wide, '\uFEFFtable ip t {\r\n}\r\n'])
    assert.deepEqual(await openedFile(new File([content], 'a.nft')), { text: 'table ip t {\n}\n' });
});
