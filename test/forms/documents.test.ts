import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { formDocument } from '../../src/documents/form.ts';
import { checkValues } from '../../src/forms/check.ts';
import { documentOf } from '../../src/forms/document.ts';
import { documentHtml } from '../../src/forms/html.ts';
import type { Value } from '../../src/forms/values.ts';
import { fieldsOf } from '../../src/forms/values.ts';
import { agency, exampleOf, formNamed, forms } from './example.ts';

/** Everything somebody typed as free text, word for word. */
function typed(value: Value | undefined): string[] {
  if (typeof value === 'string') return value.split('\n').filter((line) => /[A-Za-z]{3}/.test(line));
  if (Array.isArray(value)) return value.flatMap((item) => typed(item));
  return [];
}

/** The paper's words: the text runs of the file's main part, entities undone. */
function wordsOf(bytes: Uint8Array): string {
  const parts = unzipSync(bytes);
  assert.ok(parts['[Content_Types].xml'] && parts['_rels/.rels'], 'an Office package');
  const xml = strFromU8(parts['word/document.xml']!);
  assertWellFormed(xml);
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>|<\/w:p>/g)]
    .map(([, text]) => text ?? '\n')
    .join('')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'");
}

function assertWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, close, name = '', self] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (self === '/') continue;
    if (close === '/') assert.equal(open.pop(), name, 'every element is closed in its order');
    else open.push(name);
  }
  assert.deepEqual(open, [], 'every element is closed');
  assert.doesNotMatch(xml.replace(/<[^>]*>/g, ''), /&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
}

test('there are the twenty-one forms', () => {
  assert.equal(forms.length, 24);
});

for (const { slug, form, definition } of forms) {
  test(`${slug}: the filled example has no fault and its .docx carries everything typed`, async () => {
    const values = exampleOf(form);
    assert.deepEqual(checkValues(definition, values), []);
    const model = documentOf(definition, values, agency);
    const words = wordsOf(await formDocument(model));
    // Headings are set in capitals.
    const [file, page] = [words.toLowerCase(), documentHtml(model).toLowerCase()];
    // What is asked only under a condition that does not hold stands on no paper.
    for (const { id, bila } of fieldsOf(form)) {
      const onPaper = JSON.stringify(form.dokumen.isi).replaceAll(`"bidang":"${id}"`, '').includes(id);
      if (bila || !onPaper) continue;
      for (const text of typed(values[id])) {
        assert.ok(file.includes(text.toLowerCase()), `the file says "${text}" (${id})`);
        assert.ok(page.includes(text.toLowerCase()), `the page says "${text}" (${id})`);
      }
    }
    assert.doesNotMatch(words, /\{\{|undefined|\[object/);
    assert.ok(!words.includes('……') || /tiket|Penerima|NIP/.test(words), 'a filled form has no gap left');
  });

  test(`${slug}: the empty sheet has gaps for the hand and no fault of its own`, async () => {
    const model = documentOf(definition, {}, agency, false);
    const words = wordsOf(await formDocument(model));
    assert.doesNotMatch(words, /\{\{|undefined|\[object/);
    assert.match(documentHtml(model), /class="gap"|<td><\/td>/);
    assert.ok(model.blocks.some(({ kind }) => kind === 'kop'));
  });
}

test('a decree names officials without titles, a letter with them', () => {
  const decree = formNamed('sk-petugas-ruang-server');
  const letter = formNamed('surat-wali-kota');
  const html = ({ form, definition }: typeof decree) =>
    documentHtml(documentOf(definition, exampleOf(form), agency));
  assert.doesNotMatch(html(decree), /S\.Kom/);
  assert.match(html(decree), /Rahmat Hidayat/);
  assert.match(html(letter), /Dr\. Rahmat Hidayat, S\.Kom\., M\.T\./);
  assert.match(html(letter), /NIP 19800\d{3} 200501 1 001/);
});

test('the head of the region signs without NIP and rank', () => {
  const { form, definition } = formNamed('sk-petugas-ruang-server');
  const values = exampleOf(form);
  values['penandatangan'] = {
    nama: 'Nama Contoh',
    jabatan: 'Wali Kota Contoh',
    nip: '198001012005011001',
    pangkat: 'Tidak dicetak',
  };
  const model = documentOf(definition, values, agency);
  const signed = model.blocks
    .filter((block) => block.kind === 'signatures')
    .flatMap(({ columns }) => columns);
  assert.ok(signed.length > 0 && signed.every(({ below }) => below.length === 0));
});

test('laws stand in a decree by rank, with their full names', () => {
  const { form, definition } = formNamed('sk-petugas-ruang-server');
  const decree = documentOf(definition, exampleOf(form), agency).blocks.find(({ kind }) => kind === 'decree');
  assert.ok(decree?.kind === 'decree');
  const given = decree.given.map((line) => line.map(({ text }) => text).join(''));
  assert.match(given[0] ?? '', /^Peraturan Presiden Nomor 95 Tahun 2018 tentang /);
  assert.ok(given.some((line) => /^Peraturan Badan Siber dan Sandi Negara Nomor 4 Tahun 2021/.test(line)));
  assert.equal(given.at(-1), 'Dasar hukum daerah kedua');
});

test('what is typed cannot become markup', () => {
  const { form, definition } = formNamed('laporan-insiden');
  const values = { ...exampleOf(form), uraian: '<img src=x onerror=alert(1)> & "kutip"' };
  const html = documentHtml(documentOf(definition, values, agency));
  assert.ok(!html.includes('<img'));
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt; &amp; &quot;kutip&quot;/);
});

test('optional lines that were left empty leave no gap in a filled letter', () => {
  const { form, definition } = formNamed('surat-wali-kota');
  const values = { ...exampleOf(form), keputusan: '', tanggalLanjut: '', jamLanjut: '' };
  const html = documentHtml(documentOf(definition, values, agency));
  assert.ok(!html.includes('mohon keputusan') && !html.includes('class="gap"'));
});
