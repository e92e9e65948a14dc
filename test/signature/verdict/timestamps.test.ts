import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyPdf } from '../../../labs/signature/index.ts';
import { makeAuthority } from '../../../labs/signature/make/authority.ts';
import { seededRandom } from '../../../labs/signature/make/random.ts';
import { stampDraft } from '../../../labs/signature/make/sign.ts';
import { addStore } from '../../../labs/signature/make/store.ts';
import { anchors, authority, day, NOW, page, person, SIGNED_AT, signed, verify } from '../make/fixtures.ts';

const other = makeAuthority('Lain', SIGNED_AT, seededRandom('other timestamps'));
const otherRoot = other.root.certificate.raw;

/** Signed by our authority, stamped by another one, with the lists of both. */
function stampedElsewhere(revoked = false) {
  const entries = revoked ? [{ serial: other.timestamp.certificate.serial, at: day(-5) }] : [];
  const lists = [...authority.lists([], day(-0.5), day(5000)), ...other.lists(entries, day(-0.5), day(5000))];
  const draft = addStore(page(), { certificates: other.timestamp.chain, ocsps: [], crls: lists });
  return signed({ draft, timestamp: other.timestamp });
}

test('a timestamp of an authority nobody chose proves nothing, though it is intact', () => {
  const [one] = verify(stampedElsewhere()).signatures;
  assert.equal(one?.signingTime.proved, null);
  assert.deepEqual([one?.timestamps[0]?.intact, one?.timestamps[0]?.trusted], [true, false]);
});

test('timestamps have a trust of their own, which vouches for no signer', () => {
  const bytes = stampedElsewhere().bytes;
  const apart = verifyPdf(bytes, { anchors, timestampAnchors: [otherRoot], at: NOW });
  assert.equal(apart.verdict, 'valid');
  assert.equal(apart.signatures[0]?.signingTime.proved, SIGNED_AT.toISOString());
  const swapped = verifyPdf(bytes, { anchors: [otherRoot], timestampAnchors: anchors, at: NOW });
  assert.equal(swapped.signatures[0]?.checks.identityTrust, 'fail');
});

test('a revoked timestamp authority proves nothing', () => {
  const bytes = stampedElsewhere(true).bytes;
  const report = verifyPdf(bytes, { anchors, timestampAnchors: [otherRoot], at: NOW });
  assert.equal(report.signatures[0]?.signingTime.proved, null);
});

test('a timestamp from after the moment of the check proves nothing', () => {
  const report = verify(signed(), day(-1));
  assert.equal(report.signatures[0]?.signingTime.proved, null);
});

test('a document timestamp that covers other bytes is broken, and the document invalid', () => {
  const stamped = stampDraft(signed(), 'Cap', authority.timestamp, day(1));
  const bytes = stamped.bytes.slice();
  const at = bytes.length - 60;
  bytes[at] = bytes[at]! ^ 1;
  assert.notEqual(verify(bytes).verdict, 'valid');
});

test('when only a document timestamp is in doubt the report says so', () => {
  const lists = authority.lists([], day(-0.5), day(5000));
  const draft = addStore(page(), { certificates: authority.timestamp.chain, ocsps: [], crls: lists });
  const report = verify(stampDraft(signed({ draft, signer: person() }), 'Cap', other.timestamp, day(1)));
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.indication, 'TOTAL-PASSED');
  assert.match(report.reason, /Cap waktu pada dokumen/);
});
