import assert from 'node:assert/strict';
import test from 'node:test';
import {
  changesAfter,
  coverage,
  openPdf,
  type PdfDocument,
  PdfError,
} from '../../../labs/signature/pdf/index.ts';
import { corpus, type Known } from './corpus.ts';

const known = corpus();
const skip = known === null;
const ofClass = (pattern: RegExp): Known[] => (known ?? []).filter((item) => pattern.test(item.verdict));

const opened = new Map<Known, PdfDocument | null>();

/** The opened document, or null when it was refused with a proper fault. */
function open(item: Known): PdfDocument | null {
  let doc = opened.get(item);
  if (doc === undefined) {
    try {
      doc = openPdf(item.read());
    } catch (error) {
      assert.ok(error instanceof PdfError, `${item.file}: ${error}`);
      doc = null;
    }
    opened.set(item, doc);
  }
  return doc;
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

/** The worst answer over all signatures about coverage and later changes. */
function outcome(item: Known): 'clean' | 'not-checked' | 'failed' {
  const doc = open(item);
  if (doc === null || doc.signatures.length === 0) return 'failed';
  if (doc.signatures.some((s) => coverage(doc, s).status === 'fail')) return 'failed';
  const levels = doc.signatures.map((s) => changesAfter(doc, s).level);
  if (levels.includes('illegal')) return 'failed';
  return levels.includes('not-checked') ? 'not-checked' : 'clean';
}

test('no corpus document that was modified, wrapped or malformed comes out clean', { skip }, () => {
  const clean = ofClass(/NEG_(MODIFIED|COVERAGE|MALFORMED)/).filter((item) => outcome(item) !== 'failed');
  assert.deepEqual(
    clean.map((item) => item.file),
    [],
  );
});

test('at most 1 in 100 good corpus documents fails over later changes, and 3 in 100 stay undecided', {
  skip,
}, () => {
  const good = ofClass(/^(POSITIVE|CHANGE_ALLOWED)$/);
  const failed = good.filter((item) => outcome(item) === 'failed').map((item) => item.file);
  const undecided = good.filter((item) => outcome(item) === 'not-checked').map((item) => item.file);
  assert.ok(failed.length * 100 <= good.length, failed.join(', '));
  assert.ok(undecided.length * 100 <= 3 * good.length, undecided.join(', '));
});
