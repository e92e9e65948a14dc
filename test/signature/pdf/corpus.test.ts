import assert from 'node:assert/strict';
import test from 'node:test';
import { coverage, openPdf, type PdfDocument, PdfError } from '../../../labs/signature/pdf/index.ts';
import { corpus, type Known } from './corpus.ts';

const known = corpus();
const skip = known === null;
const ofClass = (pattern: RegExp): Known[] => (known ?? []).filter((item) => pattern.test(item.verdict));

/** The opened document, or null when it was refused with a proper fault. */
function open(item: Known): PdfDocument | null {
  try {
    return openPdf(item.read());
  } catch (error) {
    assert.ok(error instanceof PdfError, `${item.file}: ${error}`);
    return null;
  }
}

const covered = (item: Known): boolean => {
  const doc = open(item);
  return (
    doc !== null &&
    doc.signatures.length > 0 &&
    doc.signatures.every((s) => coverage(doc, s).status === 'pass')
  );
};

test('no corpus document crashes the reader, and hostile ones end', { skip }, () => {
  for (const item of known ?? []) open(item);
});

test('every corpus document attacked in its coverage or malformed fails there', { skip }, () => {
  const passed = ofClass(/NEG_COVERAGE|NEG_MALFORMED/).filter(covered);
  assert.deepEqual(
    passed.map((item) => item.file),
    [],
  );
});

test('at least 99 of 100 good corpus documents pass coverage', { skip }, () => {
  const good = ofClass(/^(POSITIVE|COVERS_WHOLE|CHANGE_ALLOWED)$/);
  const failed = good.filter((item) => !covered(item));
  assert.ok(failed.length * 100 <= good.length, failed.map((item) => item.file).join(', '));
});

test('every signature that other tools count in the corpus is found', { skip }, () => {
  for (const item of ofClass(/^(POSITIVE|CHANGE_ALLOWED)$/)) {
    assert.equal(open(item)?.signatures.length, item.signatures, item.file);
  }
});
