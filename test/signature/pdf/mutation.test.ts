import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  changesAfter,
  coverage,
  openPdf,
  PdfError,
  signedPieces,
} from '../../../labs/signature/pdf/index.ts';
import { sameBytes } from '../../../labs/signature/pdf/syntax/bytes.ts';
import { bytesOf, revise, signedDocument, stream, textOf } from './build.ts';

/** SIGPDF_MUTATIONS=200000 runs the long fuzz once; the normal run is short. */
const RUNS = Number(process.env['SIGPDF_MUTATIONS'] ?? 1500);

const SIGNED = signedDocument();
const ORIGINAL = signedPieces(openPdf(SIGNED), openPdf(SIGNED).signatures[0]!);
const GROWN = revise(SIGNED, { 30: stream('lampiran') });

/**
 * Whether everything this part can say is clean while the digest of the signature would still match: the
 * only way a changed file could ever be called valid.
 */
function wouldPass(bytes: Uint8Array): boolean {
  let doc: ReturnType<typeof openPdf>;
  try {
    doc = openPdf(bytes);
  } catch (error) {
    assert.ok(error instanceof PdfError, `crash: ${error instanceof Error ? error.stack : error}`);
    return false;
  }
  const answers = doc.signatures.map((signature) => {
    const reach = coverage(doc, signature);
    const later = changesAfter(doc, signature);
    const pieces = signedPieces(doc, signature);
    const intact = pieces.length === 2 && pieces.every((piece, i) => sameBytes(piece, ORIGINAL[i]!));
    const silent = reach.findings.length === 0 && reach.wholeFile;
    return intact && reach.status === 'pass' && (silent || later.level === 'allowed');
  });
  return doc.signatures.length > 0 && !doc.repaired && answers.every(Boolean);
}

test('the untouched document would pass, so the tests below can fail', () => {
  assert.equal(wouldPass(SIGNED), true);
  assert.equal(wouldPass(GROWN), true);
});

test('a byte flipped anywhere never passes unless it stands in the revision behind the signature', () => {
  for (let at = 0; at < SIGNED.length; at++) {
    const flipped = SIGNED.slice();
    flipped[at]! ^= 1 + (at % 255);
    const doc = tryOpen(flipped);
    const found = doc?.signatures[0];
    if (!doc || !found || coverage(doc, found).status === 'fail') continue;
    const pieces = signedPieces(doc, found);
    const digestHolds = pieces.every((piece, i) => sameBytes(piece, ORIGINAL[i]!));
    const inContents = at >= found.byteRange![1] && at < found.byteRange![2];
    assert.ok(!digestHolds || inContents, `byte ${at}`);
    const padding = coverage(doc, found).findings.some((finding) => finding.code === 'padding');
    const changed = !sameBytes(found.contents, openPdf(SIGNED).signatures[0]!.contents);
    if (digestHolds) assert.ok(padding || changed || inContents, `byte ${at} in the gap`);
  }
});

test('a byte added anywhere never passes in silence', () => {
  const text = textOf(SIGNED);
  for (let at = 0; at <= text.length; at++) {
    const added = ' \n0%>'[at % 5]!;
    assert.equal(wouldPass(bytesOf(text.slice(0, at) + added + text.slice(at))), false, `${added} at ${at}`);
  }
});

function tryOpen(bytes: Uint8Array): ReturnType<typeof openPdf> | null {
  try {
    return openPdf(bytes);
  } catch (error) {
    assert.ok(error instanceof PdfError, String(error));
    return null;
  }
}

const PIECES = [
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/',
  'R',
  'obj',
  'endobj',
  'stream\n',
  'endstream',
  'null',
  'true',
  '0',
  '-1',
  '99999999999',
  '1 0 R',
  '3 0 R',
  '20 0 R',
  '/Kids[2 0 R]',
  '/Prev 9',
  '/Length 99999',
  '/ByteRange[0 0 0 0]',
  '/Contents<00>',
  '/Type/Sig',
  '/V 20 0 R',
  '/Parent 9 0 R',
  '/T(ttd)',
  '%',
  '\n',
  '\0',
  'xref\n',
  'trailer',
  'startxref\n9\n%%EOF\n',
];

/** One structured change: cut, copy, or put a piece of PDF somewhere. */
const mutation = fc.record({
  kind: fc.constantFrom('insert', 'replace', 'delete', 'copy', 'digit'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  piece: fc.constantFrom(...PIECES),
});

function mutate(
  text: string,
  change: { kind: string; at: number; to: number; length: number; piece: string },
): string {
  const at = Math.floor(change.at * text.length);
  const to = Math.floor(change.to * text.length);
  switch (change.kind) {
    case 'insert':
      return text.slice(0, at) + change.piece + text.slice(at);
    case 'replace':
      return text.slice(0, at) + change.piece + text.slice(at + change.piece.length);
    case 'delete':
      return text.slice(0, at) + text.slice(at + change.length);
    case 'copy':
      return text.slice(0, to) + text.slice(at, at + change.length) + text.slice(to);
    default:
      return text.slice(0, at) + text.slice(at).replace(/\d/, String(change.length % 10));
  }
}

test(`${RUNS} structured mutations give no crash, and none passes where a signed byte changed`, () => {
  const sources = [SIGNED, GROWN].map(textOf);
  const property = fc.property(
    fc.constantFrom(...sources),
    fc.array(mutation, { minLength: 1, maxLength: 6 }),
    (source, changes) => {
      const mutated = changes.reduce(mutate, source);
      if (!wouldPass(bytesOf(mutated))) return;
      // Clean is right only while the signed revision stands as it was and nothing of it is hidden.
      assert.equal(mutated.slice(0, SIGNED.length), textOf(SIGNED));
    },
  );
  fc.assert(property, { numRuns: RUNS, seed: 20261122 });
});
