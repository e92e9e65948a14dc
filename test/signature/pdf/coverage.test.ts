import assert from 'node:assert/strict';
import test from 'node:test';
import { coverage, openPdf, outsideSignatures, signedPieces } from '../../../labs/signature/pdf/index.ts';
import { basicObjects, bytesOf, revise, seal, signature, signedDocument, textOf } from './build.ts';

/** Codes of everything that made coverage fail for the first signature; empty means it passed. */
function failures(bytes: Uint8Array): string[] {
  const doc = openPdf(bytes);
  const first = doc.signatures[0];
  assert.ok(first, 'a signature is found');
  return coverage(doc, first).findings.flatMap((finding) =>
    finding.weight === 'fail' ? [finding.code] : [],
  );
}

const replace = (bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array =>
  bytesOf(textOf(bytes).replace(from, to));

/** Same length as what it replaces, so that nothing else moves. */
const replaceInPlace = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  replace(bytes, from, to.padEnd(from.length));

const range = (bytes: Uint8Array): string => /\/ByteRange (\[[^\]]*\])/.exec(textOf(bytes))?.[1] ?? '';

test('a signature that covers everything but its own contents passes', () => {
  const doc = openPdf(signedDocument());
  const answer = coverage(doc, doc.signatures[0]!);
  assert.deepEqual(answer, { status: 'pass', wholeFile: true, findings: [] });
  const [head, tail] = signedPieces(doc, doc.signatures[0]!);
  assert.equal(head!.length + tail!.length + 66, doc.bytes.length);
});

test('a range that does not start at the first byte fails', () => {
  const signed = signedDocument();
  const [, b, c, d] = openPdf(signed).signatures[0]!.byteRange!;
  assert.deepEqual(failures(replaceInPlace(signed, range(signed), `[5 ${b - 5} ${c} ${d}]`.padEnd(42))), [
    'range-start',
  ]);
});

test('a gap one byte wider on either side of the contents fails', () => {
  const signed = signedDocument();
  const [, b, c, d] = openPdf(signed).signatures[0]!.byteRange!;
  assert.deepEqual(failures(replaceInPlace(signed, range(signed), `[0 ${b - 1} ${c} ${d}]`)), ['gap']);
  assert.deepEqual(failures(replaceInPlace(signed, range(signed), `[0 ${b} ${c + 1} ${d - 1}]`)), ['gap']);
});

test('a range that stops before the end of its revision fails', () => {
  const signed = signedDocument();
  const [, b, c, d] = openPdf(signed).signatures[0]!.byteRange!;
  const codes = failures(replaceInPlace(signed, range(signed), `[0 ${b} ${c} ${d - 9}]`));
  assert.ok(codes.includes('range-end'));
});

test('a range with negative, huge, overlapping, missing or non-integer numbers fails without being followed', () => {
  const signed = signedDocument();
  for (const wrong of ['[0 -1 5 9]', '[0 9 5 9]', '[0 1 99999999999999 9]', '[0 1 2 999999]']) {
    assert.ok(failures(replaceInPlace(signed, range(signed), wrong)).includes('range-order'), wrong);
  }
  for (const wrong of ['[0 1 2]', '[]', '[0 1 2 3.5]', '[0 1 2 /X]', 'null', '[0 1 2 3 4]']) {
    assert.ok(failures(replaceInPlace(signed, range(signed), wrong)).includes('byte-range'), wrong);
  }
});

test('contents that are missing, empty, a literal string or no BER value fail', () => {
  const signed = signedDocument();
  const written = /\/Contents (<[0-9a-f]*>)/.exec(textOf(signed))![1]!;
  for (const [wrong, code] of [
    ['null', 'contents'],
    ['(0\\003)', 'contents'],
    ['<>', 'contents-not-ber'],
    ['<30>', 'contents-not-ber'],
    [`<${'0'.repeat(64)}>`, 'contents-not-ber'],
  ] as const) {
    assert.ok(failures(replaceInPlace(signed, written, wrong)).includes(code), wrong);
  }
});

test('an entry a verdict rests on that is written twice fails', () => {
  const twice = seal(
    revise(revise(null, basicObjects()), {
      9: '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/V 20 0 R>>',
      20: signature('/ByteRange [0 1 2 3]'),
    }),
  );
  assert.ok(failures(twice).includes('repeated-key'));
});

test('a dictionary that was moved behind the signed range fails although the digest would still match', () => {
  const signed = signedDocument();
  const [, b, c, d] = openPdf(signed).signatures[0]!.byteRange!;
  const moved = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange [0 ${b} ${c} ${d}]/Contents <3003020101>>>`;
  const codes = failures(revise(signed, { 20: moved }));
  assert.ok(codes.includes('gap') && codes.includes('dictionary-outside'), codes.join());
});

test('an object wrapped in behind the contents fails, whether or not the dictionary can still be read', () => {
  const signed = signedDocument();
  const [, , c] = openPdf(signed).signatures[0]!.byteRange!;
  const text = textOf(signed);
  const wrapped = (inserted: string): Uint8Array => bytesOf(text.slice(0, c) + inserted + text.slice(c));
  assert.notDeepEqual(failures(wrapped('/Note(wrapped)')), []);
  assert.throws(() => openPdf(wrapped(' 99 0 obj null endobj ')), /Kunci kamus/);
});

test('two dictionaries that claim the same revision both fail', () => {
  const base = revise(null, basicObjects({ 7: '<</FT/Sig/T(dua)/Rect[0 0 0 0]/V 21 0 R>>' }));
  const signed = seal(
    revise(base, { 9: '<</FT/Sig/T(ttd)/Rect[0 0 0 0]/V 20 0 R>>', 20: signature(), 21: signature() }),
  );
  const doc = openPdf(seal(signed));
  assert.equal(doc.signatures.length, 2);
  for (const found of doc.signatures) assert.equal(coverage(doc, found).status, 'fail');
});

test('anything behind the last revision but one line end fails, and that one is said', () => {
  const signed = textOf(signedDocument());
  for (const tail of ['x', ' ', '\n\n', '\r\n\r\n', '% hidden', '\n5 0 obj null endobj']) {
    assert.deepEqual(failures(bytesOf(signed + tail)), ['trailing-bytes'], JSON.stringify(tail));
  }
  const doc = openPdf(bytesOf(`${signed}\r\n`));
  const answer = coverage(doc, doc.signatures[0]!);
  assert.equal(answer.wholeFile, false);
  assert.deepEqual(
    answer.findings.map((finding) => finding.code),
    ['line-end-after'],
  );
});

test('a later revision leaves coverage of its own revision intact and is named as outside any signature', () => {
  const later = revise(signedDocument(), { 30: '<</Type/Whatever>>' });
  const doc = openPdf(later);
  assert.equal(doc.revisions.length, 3);
  assert.deepEqual(coverage(doc, doc.signatures[0]!), { status: 'pass', wholeFile: false, findings: [] });
  assert.deepEqual(
    outsideSignatures(doc).map((finding) => finding.code),
    ['outside-signatures'],
  );
  assert.deepEqual(outsideSignatures(openPdf(signedDocument())), []);
});

test('bytes in the padding of the contents are named, never passed over in silence', () => {
  const signed = signedDocument();
  const padded = replace(signed, '30030201010', '30030201019');
  const doc = openPdf(padded);
  const codes = coverage(doc, doc.signatures[0]!).findings.map((finding) => finding.code);
  assert.deepEqual(codes, ['padding']);
});
