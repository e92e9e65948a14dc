import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSignedData } from '../../../labs/signature/cms/signed-data.ts';
import { type Report, verifyPdf } from '../../../labs/signature/index.ts';
import { openPdf } from '../../../labs/signature/pdf/index.ts';
import { issuedBy, readCertificates } from '../../../labs/signature/pki/certificate.ts';
import { type CorpusRow, readCorpus } from './corpus.ts';

const corpus = readCorpus();
const skip = corpus === null;
const rows = corpus ?? [];
const AT = new Date('2026-11-22T00:00:00Z');

/** Every certificate of the file that is self-signed or that nothing else in the file issued. */
function ownTops(bytes: Uint8Array): Uint8Array[] {
  try {
    const doc = openPdf(bytes);
    const inCms = doc.signatures.flatMap((one) => {
      try {
        return [...one.certificates, ...readSignedData(one.contents).certificates];
      } catch {
        return one.certificates;
      }
    });
    const all = readCertificates([...inCms, ...(doc.dss?.certificates ?? [])]);
    const tops = all.filter(
      (one) => issuedBy(one, one).ok || !all.some((other) => other !== one && issuedBy(one, other).ok),
    );
    return tops.map((one) => one.raw);
  } catch {
    return [];
  }
}

function judge(row: CorpusRow, at: Date): Report {
  const bytes = row.bytes();
  return verifyPdf(bytes, { anchors: ownTops(bytes), at });
}

test('no negative document of the corpus is valid, even when its own top certificates are trusted', {
  skip,
}, () => {
  for (const row of rows.filter((one) => one.verdictClass.startsWith('NEG_'))) {
    for (const at of [AT, new Date('2018-06-01'), new Date('2021-06-01')]) {
      assert.notEqual(judge(row, at).verdict, 'valid', `${row.verdictClass} ${row.file}`);
    }
  }
});

test('every document of the corpus with broken mathematics fails integrity or its format', { skip }, () => {
  for (const row of rows.filter((one) => one.verdictClass === 'NEG_CRYPTO')) {
    const report = judge(row, AT);
    assert.equal(report.verdict, 'invalid', row.file);
    assert.ok(
      report.signatures.some((one) => one.checks.integrity === 'fail'),
      row.file,
    );
  }
});

test('every document of the corpus with a coverage fault fails coverage', { skip }, () => {
  for (const row of rows.filter((one) => one.verdictClass === 'NEG_COVERAGE')) {
    const report = judge(row, AT);
    assert.ok(
      report.signatures.some((one) => one.checks.coverage === 'fail'),
      row.file,
    );
  }
});

test('every document of the corpus with a broken timestamp fails the time check or the timestamp itself', {
  skip,
}, () => {
  for (const row of rows.filter((one) => one.verdictClass === 'NEG_TIMESTAMP')) {
    const { signatures } = judge(row, AT);
    const caught = signatures.some(
      (one) => one.checks.time === 'fail' || (one.kind === 'timestamp' && one.checks.integrity === 'fail'),
    );
    assert.ok(caught, row.file);
  }
});

test('at least 99 % of the positive documents of the corpus have integrity and coverage pass', {
  skip,
}, () => {
  const positive = rows.filter((one) => one.verdictClass === 'POSITIVE');
  const sound = positive.filter((row) =>
    judge(row, AT).signatures.every(
      (one) => one.checks.integrity === 'pass' && one.checks.coverage === 'pass',
    ),
  );
  assert.ok(sound.length >= 0.99 * positive.length, `${sound.length} of ${positive.length}`);
});

test('a document whose own certificates are the only anchors can be valid', { skip }, () => {
  const valid = rows.filter(
    (row) => row.verdictClass === 'POSITIVE' && judge(row, new Date('2021-06-01')).verdict === 'valid',
  );
  assert.ok(valid.length >= 5, `${valid.length}`);
});

test('without an anchor nothing is valid', { skip }, () => {
  for (const row of rows) assert.notEqual(verifyPdf(row.bytes(), { at: AT }).verdict, 'valid', row.file);
});
