import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateSync } from 'node:zlib';
import { changesAfter, coverage, openPdf, PdfError } from '../../../labs/signature/pdf/index.ts';
import {
  basicObjects,
  bytesOf,
  lastXref,
  revise,
  seal,
  signature,
  signedDocument,
  stream,
  textOf,
} from './build.ts';

const refused = (code: string) => (error: unknown) =>
  error instanceof PdfError && error.code === code && error.what !== '' && error.mend !== '';

const binary = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

test('what is not a PDF is refused as such', () => {
  assert.throws(() => openPdf(bytesOf('')), refused('not-pdf'));
  assert.throws(() => openPdf(bytesOf('PK\x03\x04 a zip')), refused('not-pdf'));
});

test('a file over the size limit is refused before it is read', () => {
  assert.throws(() => openPdf(signedDocument(), { limits: { fileBytes: 100 } }), refused('limit'));
});

test('a PDF cut anywhere is refused or opened as repaired, and its signature never passes', () => {
  const signed = signedDocument();
  for (let length = 9; length < signed.length - 6; length += 7) {
    const cut = signed.slice(0, length);
    try {
      const doc = openPdf(cut);
      for (const found of doc.signatures)
        assert.equal(coverage(doc, found).status, 'fail', `cut at ${length}`);
    } catch (error) {
      assert.ok(error instanceof PdfError, String(error));
    }
  }
});

test('a cross-reference chain that loops ends in a repaired document', () => {
  const signed = textOf(signedDocument());
  const looped = signed.replace(/\/Prev \d+/, (prev) => `/Prev ${lastXref(signed)}`.padEnd(prev.length));
  const doc = openPdf(bytesOf(looped));
  assert.equal(doc.repaired, true);
  assert.equal(coverage(doc, doc.signatures[0]!).status, 'fail');
});

test('a form tree that loops ends', () => {
  const doc = openPdf(
    revise(null, basicObjects({ 7: '<</T(a)/Kids[9 0 R 7 0 R]>>', 9: '<</T(b)/Kids[7 0 R]>>' })),
  );
  assert.deepEqual(doc.signatures, []);
});

test('a page tree that loops is refused', () => {
  assert.throws(
    () => openPdf(revise(null, basicObjects({ 3: '<</Type/Pages/Kids[2 0 R]>>' }))),
    refused('damaged'),
  );
});

test('nesting deeper than the limit is refused, not followed', () => {
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  assert.throws(
    () => openPdf(revise(null, basicObjects({ 1: `<</Pages 2 0 R/X ${deep}>>` }))),
    refused('limit'),
  );
});

test('a cross-reference or object stream that inflates beyond the budget is refused', () => {
  const bomb = binary(deflateSync(new Uint8Array(4_000_000)));
  const packed = stream(bomb, '/Type/ObjStm/N 1/First 5/Filter/FlateDecode');
  const base = textOf(revise(null, { ...basicObjects(), 6: packed }));
  const row = (type: number, second: number, third: number): number[] => [
    type,
    second >> 16,
    (second >> 8) & 255,
    second & 255,
    third,
  ];
  const rows = Uint8Array.from(row(2, 6, 0));
  const xref = base.length;
  const table = stream(
    binary(rows),
    `/Type/XRef/Size 100/W[1 3 1]/Index[1 1]/Root 1 0 R/Prev ${lastXref(base)}`,
  );
  const file = bytesOf(`${base}40 0 obj\n${table}\nendobj\nstartxref\n${xref}\n%%EOF\n`);
  assert.throws(() => openPdf(file, { limits: { inflatedBytes: 1_000_000 } }), refused('limit'));
});

test('an object that points past the end of its own revision makes the file count as damaged', () => {
  const base = textOf(revise(null, basicObjects()));
  const reserved = base.replace(/4 1\n\d{10}/, () => `4 1\n${String(base.length + 4).padStart(10, '0')}`);
  const later = revise(bytesOf(reserved), { 30: 'null' });
  assert.equal(openPdf(later).repaired, true);
});

test('a signature is found under kids, through inheritance, and by two fields of the same dictionary', () => {
  const base = revise(
    null,
    basicObjects({
      7: '<</FT/Sig/T(unit)/Kids[9 0 R 10 0 R 11 0 R]>>',
      10: '<</T(b)/V 20 0 R>>',
      11: '<</T(c)>>',
    }),
  );
  const doc = openPdf(seal(revise(base, { 9: '<</T(a)/Parent 7 0 R/V 20 0 R>>', 20: signature() })));
  assert.deepEqual(
    doc.signatures.map((s) => [s.fieldName, s.otherFields]),
    [['unit.a', ['unit.b']]],
  );
  assert.deepEqual(doc.emptySignatureFields, ['unit.c']);
});

test('a signature dictionary that no field leads to is reported, not counted', () => {
  const doc = openPdf(seal(revise(null, { ...basicObjects(), 20: signature() })));
  assert.deepEqual(doc.signatures, []);
  assert.deepEqual(
    doc.findings.map((finding) => finding.code),
    ['unreached-signature'],
  );
});

test('a signature that a later revision took away is said to have been there', () => {
  const doc = openPdf(revise(signedDocument(), { 9: '<</FT/Sig/T(ttd)/Rect[0 0 0 0]>>' }));
  assert.deepEqual(doc.signatures, []);
  assert.deepEqual(
    doc.findings.map((finding) => [finding.code, finding.weight]),
    [['signature-removed', 'fail']],
  );
});

test('text that only looks like a signature is no signature', () => {
  const fake = stream('/Type/Sig /ByteRange [0 1 2 3] /Contents <3003020101>');
  assert.deepEqual(openPdf(revise(null, basicObjects({ 4: fake }))).signatures, []);
});

test('claims, locks, certification level and place are read', () => {
  const reference =
    '/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>> <</TransformMethod/FieldMDP/TransformParams<</Action/Include/Fields[(nama)]>>>>]';
  const extra = `/Name(Pejabat Contoh)/Reason(\\376\\377\\000A)/M(D:20260102030405+07'00')${reference}`;
  const doc = openPdf(signedDocument({}, extra, '/Lock<</Action/Exclude/Fields[(x)]/P 2>>'));
  const found = doc.signatures[0]!;
  assert.equal(found.docMDP, 1);
  assert.deepEqual(found.fieldMDP, { action: 'Include', fields: ['nama'], permission: null });
  assert.deepEqual(found.lock, { action: 'Exclude', fields: ['x'], permission: 2 });
  assert.deepEqual(found.claimed, {
    name: 'Pejabat Contoh',
    reason: 'A',
    location: null,
    contact: null,
    date: '2026-01-02T03:04:05+07:00',
  });
  assert.deepEqual(found.place, { page: 1, rect: [72, 500, 272, 560] });
});

test('a later revision cannot change what an earlier signature says of itself', () => {
  const signed = signedDocument(
    { 21: '<</P 1>>' },
    '/Reference[<</TransformMethod/DocMDP/TransformParams 21 0 R>>]',
  );
  const doc = openPdf(revise(signed, { 21: '<</P 3>>' }));
  assert.equal(doc.signatures[0]!.docMDP, 1);
});

test('an older section that no startxref closes ends no revision, so no signature can rest on it', () => {
  const whole = textOf(revise(revise(null, basicObjects()), { 30: 'null' }));
  const unclosed = whole.replace(
    /(startxref\n)(\d+)/,
    (_, word, offset) => word + '7'.padStart(offset.length, '0'),
  );
  const doc = openPdf(bytesOf(unclosed));
  assert.deepEqual([doc.repaired, doc.revisions.length, doc.revisions[0]!.start], [false, 1, 0]);
  const broken = textOf(signedDocument()).replace(/startxref\n\d+(\n%%EOF\n)$/, (tail) =>
    tail.replace(/\d+/, '7'),
  );
  assert.equal(openPdf(bytesOf(broken)).repaired, true);
});

test('an object of the signed revision that only appended bytes bring to an end is not followed', () => {
  const text = textOf(signedDocument({ 8: '<</Note(x)>>' }));
  const unfinished = text.replace('8 0 obj\n<</Note(x)>>', '8 0 obj\n<</Note(xxx ');
  const doc = openPdf(revise(bytesOf(unfinished), { 30: 'null %)>>' }));
  const answer = changesAfter(doc, doc.signatures[0]!);
  assert.deepEqual([doc.repaired, coverage(doc, doc.signatures[0]!).status], [false, 'pass']);
  assert.equal(answer.level, 'not-checked');
  assert.match(answer.findings.at(-1)!.text, /melewati akhir revisinya/);
});
