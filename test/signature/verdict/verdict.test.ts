import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeFirst } from '../../../labs/signature/cms/asn1.ts';
import { makeAuthority } from '../../../labs/signature/make/authority.ts';
import { pssAlgorithm, rsaKey } from '../../../labs/signature/make/keys.ts';
import { seededRandom } from '../../../labs/signature/make/random.ts';
import { signDraft, stampDraft } from '../../../labs/signature/make/sign.ts';
import { overwrite, replacePage, trail } from '../../../labs/signature/make/tamper.ts';
import { EXTENDED_USAGE, KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { authority, day, NOW, page, person, random, SIGNED_AT, signed, verify } from '../make/fixtures.ts';

const soundSigner = person();
const sound = signed({ signer: soundSigner });

test('a byte flipped anywhere inside the signed range is never valid', () => {
  const [from, to] = gap(sound.bytes);
  const inside = fc.integer({ min: 0, max: sound.bytes.length - 1 }).filter((at) => at < from || at >= to);
  fc.assert(
    fc.property(inside, fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const bytes = sound.bytes.slice();
      bytes[at] = bytes[at]! ^ mask;
      return verify(bytes).verdict !== 'valid';
    }),
    { numRuns: 150 },
  );
});

test('a digit changed in the signature container is never valid, outside what the container leaves unsigned', () => {
  const container = readContainer(sound.bytes);
  const free = [container.issuer, ...container.versions, ...container.certificates, container.unsigned];
  const inside = fc
    .integer({ min: 0, max: 2 * container.length - 1 })
    .filter((digit) => !free.some(([from, to]) => digit >= 2 * from && digit < 2 * to));
  fc.assert(
    fc.property(inside, fc.constantFrom(...'0123456789abcdef'), (digit, value) => {
      const bytes = withDigit(container.start + digit, value);
      return bytes === null || verify(bytes).verdict !== 'valid';
    }),
    { numRuns: 200 },
  );
});

test('a digit changed in the timestamp never moves the proved time', () => {
  const container = readContainer(sound.bytes);
  const [from, to] = container.unsigned;
  fc.assert(
    fc.property(
      fc.integer({ min: 2 * from, max: 2 * to - 1 }),
      fc.constantFrom(...'0123456789abcdef'),
      (digit, value) => {
        const bytes = withDigit(container.start + digit, value);
        const proved = bytes === null ? null : (verify(bytes).signatures[0]?.signingTime.proved ?? null);
        return proved === null || proved === SIGNED_AT.toISOString();
      },
    ),
    { numRuns: 150 },
  );
});

test('bytes put after the end or cut from it are never valid', () => {
  for (const tail of ['x', '%%EOF', '\n\nstartxref\n0\n%%EOF\n', ' '.repeat(1000)]) {
    assert.notEqual(verify(trail(sound, tail)).verdict, 'valid', JSON.stringify(tail));
  }
  for (const cut of [2, 100, Math.floor(sound.bytes.length / 2)]) {
    assert.notEqual(
      verify(sound.bytes.subarray(0, sound.bytes.length - cut)).verdict,
      'valid',
      `${cut} bytes cut`,
    );
  }
});

test('an account number overwritten inside the signed bytes is a hash failure', () => {
  const report = verify(overwrite(sound, '0011 2233 44', '0099 8877 66'));
  assert.equal(report.verdict, 'invalid');
  assert.equal(report.signatures[0]?.subIndication, 'HASH_FAILURE');
});

test('a page replaced by an appended revision is invalid, and the report names the signed version', () => {
  const report = verify(replacePage(sound, 'BT /F1 12 Tf 72 700 Td (Rekening 0099 8877 66) Tj ET'));
  assert.equal(report.verdict, 'invalid');
  assert.equal(report.signatures[0]?.checks.changesAfter, 'illegal');
  assert.equal(report.signatures[0]?.checks.integrity, 'pass');
  assert.match(report.reason, /hanya versi 3/);
});

test('an authority that bears the right names but another key is not the trusted one', () => {
  const double = makeAuthority('Uji', SIGNED_AT, seededRandom('double'));
  const signer = double.issue({
    name: [['CN', 'Kepala Dinas Uji']],
    key: rsaKey(random),
    notBefore: day(-9),
    notAfter: day(9),
  });
  const report = verify(signed({ signer, timestamp: double.timestamp }));
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND');
  assert.equal(report.signatures[0]?.checks.identityTrust, 'fail');
});

test('without a chosen anchor a sound document is indeterminate and says that identity was not checked', () => {
  const report = verify(sound, NOW, []);
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.checks.identityTrust, 'not-checked');
  assert.ok(report.notChecked.some((line) => line.includes('penerbit')));
});

test('the signer certificate itself as anchor vouches for the signer and for nobody else', () => {
  const signer = person();
  assert.equal(
    verify(signed({ signer }), NOW, [signer.certificate.raw]).signatures[0]?.checks.identityTrust,
    'pass',
  );
  assert.equal(verify(signed(), NOW, [signer.certificate.raw]).signatures[0]?.checks.identityTrust, 'fail');
});

test('an expired certificate without a timestamp is out of bounds; with one made in time it is valid', () => {
  const signer = person({ to: 10 });
  const plain = signDraft(page(), { signer, field: 'TTE', at: SIGNED_AT });
  assert.equal(verify(plain).signatures[0]?.subIndication, 'OUT_OF_BOUNDS_NO_POE');
  assert.equal(verify(signed({ signer })).verdict, 'valid');
});

test('a certificate that had expired before the proved time stays out of bounds', () => {
  const report = verify(signed({ signer: person({ from: -700, to: -30 }) }));
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.checks.time, 'fail');
});

test('a certificate that is not yet valid is said to be so', () => {
  const report = verify(signed({ signer: person({ from: 30, to: 500 }) }));
  assert.equal(report.signatures[0]?.subIndication, 'NOT_YET_VALID');
});

test('a certificate revoked before signing is never valid; one revoked later is, when the time is proved', () => {
  const signer = person();
  const { serial } = signer.certificate;
  const before = verify(signed({ signer, revoked: [{ serial, days: -3 }] }));
  assert.equal(before.signatures[0]?.subIndication, 'REVOKED_NO_POE');
  assert.equal(before.signatures[0]?.checks.revocation, 'fail');
  assert.equal(verify(signed({ signer, revoked: [{ serial, days: 3 }] })).verdict, 'valid');
});

test('a certificate revoked later is not saved without a timestamp', () => {
  const signer = person();
  const revoked = [{ serial: signer.certificate.serial, days: 3 }];
  const report = verify(signed({ signer, revoked, withoutTimestamp: true }));
  assert.equal(report.signatures[0]?.subIndication, 'REVOKED_NO_POE');
});

test('without revocation data the verdict is TRY_LATER and the report says what was not checked', () => {
  const report = verify(signed({ withoutLists: true }));
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.subIndication, 'TRY_LATER');
  assert.ok(report.notChecked.includes('Apakah sertifikat sudah dicabut'));
});

test('a certificate for web servers or for encryption only may not sign documents', () => {
  const profiles = [
    { keyUsage: [KEY_USAGE.digitalSignature], extendedUsage: [EXTENDED_USAGE.serverAuth] },
    { keyUsage: [2] },
    { keyUsage: [KEY_USAGE.keyCertSign] },
  ];
  for (const profile of profiles) {
    const report = verify(signed({ signer: person({ profile }) }));
    assert.equal(report.signatures[0]?.subIndication, 'CHAIN_CONSTRAINTS_FAILURE');
  }
});

test('a signature by an end certificate over another end certificate reaches no anchor', () => {
  const middle = person();
  const forged = authority.issue({
    name: [['CN', 'Palsu']],
    key: middle.key,
    notBefore: day(-9),
    notAfter: day(9),
  });
  const report = verify(signed({ signer: { ...forged, certificate: middle.certificate, chain: [] } }), NOW, [
    forged.certificate.raw,
  ]);
  assert.notEqual(report.verdict, 'valid');
});

test('a timestamp over something else fails the time check', () => {
  const report = verify(signed({ faults: { stampOther: true } }));
  assert.notEqual(report.verdict, 'valid');
  assert.equal(report.signatures[0]?.checks.time, 'fail');
});

test('a timestamp by a certificate that is no timestamp authority proves nothing', () => {
  const report = verify(signed({ timestamp: person() }));
  assert.equal(report.signatures[0]?.signingTime.proved, null);
  assert.equal(report.signatures[0]?.timestamps[0]?.trusted, false);
});

test('carried content in a detached signature is refused', () => {
  const report = verify(signed({ faults: { encapsulate: true } }));
  assert.equal(report.verdict, 'invalid');
  assert.equal(report.signatures[0]?.subIndication, 'FORMAT_FAILURE');
});

test('a signature that names another digest than it used is refused', () => {
  const report = verify(signed({ faults: { claimedHash: 'SHA-1' } }));
  assert.equal(report.verdict, 'invalid');
});

test('RSA-PSS whose mask uses another digest is refused', () => {
  const signer = person({ key: rsaKey(random, 2048, 'pss') });
  const report = verify(signed({ signer, faults: { claimedAlgorithm: pssAlgorithm('SHA-256', 'SHA-1') } }));
  assert.equal(report.verdict, 'invalid');
  assert.equal(report.signatures[0]?.checks.integrity, 'fail');
});

test('an unknown signature algorithm is neither valid nor invalid', () => {
  const unknown = new Uint8Array([0x30, 0x06, 0x06, 0x04, 0x2a, 0x03, 0x04, 0x05]);
  const report = verify(signed({ faults: { claimedAlgorithm: unknown } }));
  assert.equal(report.verdict, 'not-checked');
  assert.equal(report.signatures[0]?.checks.integrity, 'not-checked');
});

test('PAdES without the signer certificate among the signed attributes is not valid', () => {
  const report = verify(signed({ faults: { withoutCertificateReference: true } }));
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.subIndication, 'SIG_CONSTRAINTS_FAILURE');
});

test('SHA-1 is called weak', () => {
  const signer = person({ key: rsaKey(random, 2048, 'pkcs1', 'SHA-1') });
  const report = verify(signed({ signer }));
  assert.equal(report.signatures[0]?.subIndication, 'CRYPTO_CONSTRAINTS_FAILURE');
  assert.equal(report.signatures[0]?.checks.algorithm, 'fail');
});

test('a sound document with anchor, timestamp and revocation lists is valid, and stays so next year', () => {
  for (const at of [NOW, day(365), day(1500)]) {
    const report = verify(sound, at);
    assert.equal(report.verdict, 'valid', at.toISOString());
    assert.equal(report.signatures[0]?.level, 'B-LT');
    assert.equal(report.signatures[0]?.signingTime.proved, SIGNED_AT.toISOString());
  }
});

test('even a valid report lists what was not checked', () => {
  assert.ok(verify(sound).notChecked.length >= 3);
});

test('a document timestamp alone does not make a document valid', () => {
  const stamped = stampDraft(page(), 'Cap', authority.timestamp, SIGNED_AT);
  assert.equal(verify(stamped).verdict, 'indeterminate');
});

test('a picture of a signature is no signature', () => {
  assert.equal(verify(page('Ditandatangani secara elektronik')).verdict, 'no-signature');
});

test('what is no PDF is not checked, and says why', () => {
  for (const bytes of [new Uint8Array(), new Uint8Array(1000), new TextEncoder().encode('halo')]) {
    const report = verify(bytes);
    assert.equal(report.verdict, 'not-checked');
    assert.match(report.reason, /bukan/);
  }
});

/** Offsets of the signature's /Contents, delimiters included. */
function gap(bytes: Uint8Array): [number, number] {
  const [range] = [...latin(bytes).matchAll(/\/ByteRange \[0 (\d+) (\d+) /g)].reverse();
  return [Number(range![1]), Number(range![2])];
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

/** A copy with one hex digit changed, or null when it already was that digit. */
function withDigit(at: number, digit: string): Uint8Array | null {
  const code = digit.charCodeAt(0);
  if (sound.bytes[at] === code) return null;
  const bytes = sound.bytes.slice();
  bytes[at] = code;
  return bytes;
}

/** Where the container stands in the file, and which of its bytes no signature protects. */
function readContainer(bytes: Uint8Array) {
  const [from, to] = gap(bytes);
  const raw = new Uint8Array(Buffer.from(latin(bytes).slice(from + 1, to - 1), 'hex'));
  const root = decodeFirst(raw);
  const signedData = root.children[1]!.children[0]!;
  const [version, , , certificates, signers] = signedData.children;
  const unsigned = signers!.children[0]!.children.find((item) => item.isContext(1))!;
  const range = ({ start, end }: { start: number; end: number }): [number, number] => [start, end];
  return {
    start: from + 1,
    length: root.end,
    certificates: certificates!.children
      .filter(({ raw: own }) => !same(own, soundSigner.certificate.raw))
      .map(range),
    versions: [version!, signers!.children[0]!.children[0]!].map(range),
    // Names are equal without regard to case (RFC 5280, 7.1), so a changed letter may change nothing.
    issuer: range(signers!.children[0]!.children[1]!.children[0]!),
    unsigned: range(unsigned),
  };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
