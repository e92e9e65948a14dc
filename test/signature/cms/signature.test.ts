import assert from 'node:assert/strict';
import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import { type SchemeAnswer, schemeOf, signerScheme } from '../../../labs/signature/cms/algorithms.ts';
import { decode } from '../../../labs/signature/cms/asn1.ts';
import { verifyEcdsa } from '../../../labs/signature/cms/curves.ts';
import { digest, hashOid } from '../../../labs/signature/cms/digest.ts';
import { encodeOid } from '../../../labs/signature/cms/encode.ts';
import { type PublicKey, readPublicKey } from '../../../labs/signature/cms/public-key.ts';
import { refuseKey, verifyPkcs1, verifyPss } from '../../../labs/signature/cms/rsa.ts';
import { verifyScheme } from '../../../labs/signature/cms/signature.ts';
import { type AlgorithmId, algorithmId } from '../../../labs/signature/cms/values.ts';
import { integer, sequence } from '../../../labs/signature/make/encode.ts';
import { pssAlgorithm } from '../../../labs/signature/make/keys.ts';

const MESSAGE = new TextEncoder().encode('Rekening 0011 2233 44');
const OTHER = new TextEncoder().encode('Rekening 0099 8877 66');

const named = (oid: string): AlgorithmId => algorithmId(decode(sequence(encodeOid(oid))));
const read = (key: KeyObject): PublicKey =>
  readPublicKey(new Uint8Array(key.export({ type: 'spki', format: 'der' })));

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaKey = read(rsa.publicKey);
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const ed448 = generateKeyPairSync('ed448');

function refused(answer: SchemeAnswer): string | null {
  return 'refused' in answer ? answer.refused : null;
}

test('an unknown signature identifier is unsupported, whatever the key', () => {
  for (const key of [rsaKey, read(p256.publicKey), read(ed25519.publicKey)]) {
    assert.equal(refused(schemeOf(named('1.2.3.4.5'), key)), 'unsupported');
  }
});

test('combinations outside the table are forbidden', () => {
  const sha1 = named(hashOid('SHA-1'));
  const sha256 = named(hashOid('SHA-256'));
  const cases: [string, SchemeAnswer][] = [
    ['Ed25519 with SHA-1', signerScheme(sha1, named('1.3.101.112'), read(ed25519.publicKey))],
    ['Ed25519 with SHA-256', signerScheme(sha256, named('1.3.101.112'), read(ed25519.publicKey))],
    ['Ed448 with SHA-1', signerScheme(sha1, named('1.3.101.113'), read(ed448.publicKey))],
    ['an ECDSA identifier on an RSA key', schemeOf(named('1.2.840.10045.4.3.2'), rsaKey)],
    ['an RSA identifier on an EC key', schemeOf(named('1.2.840.113549.1.1.11'), read(p256.publicKey))],
    ['sha256WithRSA over a SHA-1 digest', signerScheme(sha1, named('1.2.840.113549.1.1.11'), rsaKey)],
    [
      'a signature identifier as digest',
      signerScheme(named('1.2.840.113549.1.1.11'), named('1.2.840.113549.1.1.1'), rsaKey),
    ],
    ['RSA with SHAKE', signerScheme(named(hashOid('SHAKE256')), named('1.2.840.113549.1.1.1'), rsaKey)],
    [
      'PSS whose mask uses another digest',
      schemeOf(algorithmId(decode(pssAlgorithm('SHA-256', 'SHA-1'))), rsaKey),
    ],
    [
      'PSS with SHA-256 over a SHA-512 digest',
      signerScheme(named(hashOid('SHA-512')), algorithmId(decode(pssAlgorithm('SHA-256'))), rsaKey),
    ],
  ];
  for (const [what, answer] of cases) assert.equal(refused(answer), 'forbidden', what);
});

test('SHAKE256 with a length is taken for 512 bits and for nothing else', () => {
  const withLength = (bits: number) =>
    algorithmId(decode(sequence(encodeOid('2.16.840.1.101.3.4.2.18'), integer(bits))));
  const ed = named('1.3.101.113');
  assert.equal(refused(signerScheme(withLength(512), ed, read(ed448.publicKey))), null);
  assert.equal(refused(signerScheme(withLength(256), ed, read(ed448.publicKey))), 'unsupported');
  assert.equal(
    refused(signerScheme(named('2.16.840.1.101.3.4.2.18'), ed, read(ed448.publicKey))),
    'unsupported',
  );
});

test('rsaEncryption says nothing about a digest, so it does not sign certificates', () => {
  assert.equal(refused(schemeOf(named('1.2.840.113549.1.1.1'), rsaKey)), 'unsupported');
});

test('hostile RSA keys are refused before any work is done', () => {
  const n = (1n << 2047n) + 1n;
  assert.ok(refuseKey({ n, e: 1n, bits: 2048 }));
  assert.ok(refuseKey({ n, e: 4n, bits: 2048 }));
  assert.ok(refuseKey({ n, e: (1n << 70n) + 1n, bits: 2048 }));
  assert.ok(refuseKey({ n: (1n << 20_000n) + 1n, e: 65_537n, bits: 20_001 }));
  assert.equal(refuseKey({ n, e: 65_537n, bits: 2048 }), null);
});

test('RSA signatures made by OpenSSL hold, and only for their message, hash, padding and salt', () => {
  assert.ok(rsaKey.kind === 'rsa');
  for (const hash of ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const) {
    const name = hash.replace('-', '');
    const plain = new Uint8Array(sign(name, MESSAGE, rsa.privateKey));
    assert.ok(verifyPkcs1(rsaKey, hash, digest(hash, MESSAGE), plain));
    assert.ok(!verifyPkcs1(rsaKey, hash, digest(hash, OTHER), plain));
    const pss = new Uint8Array(
      sign(name, MESSAGE, { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 }),
    );
    assert.ok(verifyPss(rsaKey, hash, digest(hash, MESSAGE), pss, 20));
    assert.ok(!verifyPss(rsaKey, hash, digest(hash, OTHER), pss, 20));
    assert.ok(!verifyPss(rsaKey, hash, digest(hash, MESSAGE), pss, 21));
    assert.ok(!verifyPkcs1(rsaKey, hash, digest(hash, MESSAGE), pss));
    assert.ok(!verifyPss(rsaKey, hash, digest(hash, MESSAGE), plain, 20));
  }
});

test('RSA signatures that are zero, one, too long or as large as the modulus do not hold', () => {
  assert.ok(rsaKey.kind === 'rsa');
  const hashed = digest('SHA-256', MESSAGE);
  const one = new Uint8Array(256);
  one[255] = 1;
  for (const bad of [
    new Uint8Array(256),
    one,
    new Uint8Array(257),
    new Uint8Array(),
    new Uint8Array(256).fill(255),
  ]) {
    assert.ok(!verifyPkcs1(rsaKey, 'SHA-256', hashed, bad));
    assert.ok(!verifyPss(rsaKey, 'SHA-256', hashed, bad, 32));
  }
});

test('ECDSA made by OpenSSL holds on every named curve it has, as DER and as plain numbers', () => {
  const curves = {
    'P-256': 'prime256v1',
    'P-384': 'secp384r1',
    'P-521': 'secp521r1',
    brainpoolP256r1: 'brainpoolP256r1',
    brainpoolP384r1: 'brainpoolP384r1',
    brainpoolP512r1: 'brainpoolP512r1',
    secp256k1: 'secp256k1',
  } as const;
  for (const [curve, namedCurve] of Object.entries(curves) as [keyof typeof curves, string][]) {
    const pair = generateKeyPairSync('ec', { namedCurve });
    const key = read(pair.publicKey);
    assert.ok(key.kind === 'ec' && key.curve === curve);
    const encoded = new Uint8Array(sign('SHA256', MESSAGE, pair.privateKey));
    const plain = new Uint8Array(
      sign('SHA256', MESSAGE, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
    );
    const hashed = digest('SHA-256', MESSAGE);
    assert.ok(verifyEcdsa(curve, key.point, hashed, encoded, 'der'), curve);
    assert.ok(verifyEcdsa(curve, key.point, hashed, plain, 'plain'), curve);
    assert.ok(!verifyEcdsa(curve, key.point, digest('SHA-256', OTHER), encoded, 'der'), curve);
    assert.ok(!verifyEcdsa(curve, key.point, hashed, new Uint8Array(plain.length), 'plain'), curve);
    assert.ok(!verifyEcdsa(curve, key.point, hashed, plain, 'der'), curve);
  }
});

test('EdDSA made by OpenSSL holds, a small-order key with a zero signature does not', () => {
  for (const [pair, oid] of [
    [ed25519, '1.3.101.112'],
    [ed448, '1.3.101.113'],
  ] as const) {
    const key = read(pair.publicKey);
    const scheme = schemeOf(named(oid), key);
    const value = new Uint8Array(sign(null, MESSAGE, pair.privateKey));
    assert.equal(verifyScheme(scheme, key, [MESSAGE.subarray(0, 5), MESSAGE.subarray(5)], value).ok, true);
    assert.equal(verifyScheme(scheme, key, [OTHER], value).ok, false);
  }
  const identity = new Uint8Array(32);
  identity[0] = 1;
  const small: PublicKey = { kind: 'ed25519', point: identity, bits: 256 };
  const forged = new Uint8Array(64);
  forged[0] = 1;
  assert.equal(verifyScheme(schemeOf(named('1.3.101.112'), small), small, [MESSAGE], forged).ok, false);
});
