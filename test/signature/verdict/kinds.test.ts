import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ecdsaKey, eddsaKey, rsaKey } from '../../../labs/signature/make/keys.ts';
import type { Draft } from '../../../labs/signature/make/pdf-draft.ts';
import { type SignRequest, stampDraft } from '../../../labs/signature/make/sign.ts';
import { addStore } from '../../../labs/signature/make/store.ts';
import { authority, day, NOW, page, person, random, SIGNED_AT, signed, verify } from '../make/fixtures.ts';

const keys = {
  'ECDSA P-256': ecdsaKey(random),
  'ECDSA P-384 with SHA-384': ecdsaKey(random, 'P-384', 'SHA-384'),
  'ECDSA P-521 with SHA-512': ecdsaKey(random, 'P-521', 'SHA-512'),
  'ECDSA brainpoolP256r1': ecdsaKey(random, 'brainpoolP256r1'),
  'ECDSA brainpoolP512r1 with SHA-512': ecdsaKey(random, 'brainpoolP512r1', 'SHA-512'),
  'ECDSA P-256 with SHA3-256': ecdsaKey(random, 'P-256', 'SHA3-256'),
  'RSA 2048': rsaKey(random),
  'RSA 2048 with SHA-512': rsaKey(random, 2048, 'pkcs1', 'SHA-512'),
  'RSA-PSS': rsaKey(random, 2048, 'pss'),
  'RSA-PSS with SHA-384': rsaKey(random, 2048, 'pss', 'SHA-384'),
  Ed25519: eddsaKey(random, 'ed25519'),
  Ed448: eddsaKey(random, 'ed448'),
};

for (const [name, key] of Object.entries(keys)) {
  test(`a sound document signed with ${name} is valid; with one signed byte changed it is not`, () => {
    const draft = signed({ signer: person({ key }) });
    assert.equal(verify(draft).verdict, 'valid');
    const bytes = draft.bytes.slice();
    bytes[bytes.length - 20] = bytes[bytes.length - 20]! ^ 1;
    assert.notEqual(verify(bytes).verdict, 'valid');
    const inside = draft.bytes.slice();
    inside[100] = inside[100]! ^ 1;
    assert.notEqual(verify(inside).verdict, 'valid');
  });
}

test('the SHA-1 kinds of old Adobe signatures hold mathematically and are called weak', () => {
  for (const subFilter of ['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1'] as const) {
    const signer = person({ key: rsaKey(random, 2048, 'pkcs1', 'SHA-1') });
    const [one] = verify(signed({ signer, subFilter })).signatures;
    assert.equal(one?.checks.integrity, 'pass', subFilter);
    assert.equal(one?.checks.identityTrust, 'pass', subFilter);
    assert.equal(one?.checks.algorithm, 'fail', subFilter);
    assert.equal(one?.level, null, subFilter);
  }
});

test('a bare PKCS#1 signature with SHA-256 holds, over other bytes it does not', () => {
  const signer = person({ key: rsaKey(random) });
  const draft = signed({ signer, subFilter: 'adbe.x509.rsa_sha1' });
  assert.equal(verify(draft).signatures[0]?.checks.integrity, 'pass');
  const bytes = draft.bytes.slice();
  bytes[bytes.length - 30] = bytes[bytes.length - 30]! ^ 1;
  assert.equal(verify(bytes).verdict, 'invalid');
});

test('adbe.pkcs7.detached is judged like PAdES but has no PAdES level', () => {
  const report = verify(signed({ subFilter: 'adbe.pkcs7.detached' }));
  assert.equal(report.verdict, 'valid');
  assert.equal(report.signatures[0]?.level, null);
  assert.equal(report.signatures[0]?.signingTime.claimed, SIGNED_AT.toISOString());
});

test('levels follow what is there: B-B, B-T, B-LT', () => {
  const level = (request: Parameters<typeof signed>[0]) => verify(signed(request)).signatures[0]?.level;
  assert.equal(level({ withoutTimestamp: true, withoutLists: true }), 'B-B');
  assert.equal(level({ withoutLists: true }), 'B-T');
  assert.equal(level({}), 'B-LT');
});

test('certification signatures of each permission level are valid while nothing follows', () => {
  for (const docMDP of [1, 2, 3] as const satisfies readonly SignRequest['docMDP'][]) {
    assert.equal(verify(signed({ docMDP })).verdict, 'valid', `P ${docMDP}`);
  }
});

test('a document timestamp keeps a signature provable after the certificates of its first timestamp have ended', () => {
  const stamped = stampDraft(
    signed({ withoutTimestamp: true, signer: person({ to: 10 }) }),
    'Cap',
    authority.timestamp,
    day(5),
  );
  const [one] = verify(stamped, NOW).signatures;
  assert.equal(one?.signingTime.proved, day(5).toISOString());
  assert.equal(one?.checks.time, 'pass');
});

test('of two signers each is judged on its own, and the document by the worse', () => {
  const first = signed({ field: 'Pertama' });
  const both = signed({ draft: first, field: 'Kedua', signer: person({ from: -700, to: -30 }) });
  const report = verify(both);
  assert.deepEqual(
    report.signatures.map((one) => one.field),
    ['Pertama', 'Kedua'],
  );
  assert.equal(report.signatures[0]?.checks.time, 'pass');
  assert.equal(report.signatures[1]?.checks.time, 'fail');
  assert.notEqual(report.verdict, 'valid');
});

test('validation data and a document timestamp added later are allowed, and make the signature B-LTA', () => {
  const plain = signed({ draft: page(), withoutLists: true });
  const lists = authority.lists([], day(1), day(5000));
  const kept = addStore(plain, { certificates: authority.timestamp.chain, ocsps: [], crls: lists });
  const stored = verify(kept);
  assert.equal(stored.verdict, 'valid');
  assert.equal(stored.signatures[0]?.checks.changesAfter, 'allowed');
  assert.equal(stored.signatures[0]?.level, 'B-LT');
  const archived = verify(stampDraft(kept, 'Cap', authority.timestamp, day(2)));
  assert.equal(archived.verdict, 'valid');
  assert.equal(archived.signatures[0]?.level, 'B-LTA');
});

test('a second signature is allowed after a first one, unless the first one certified the document against it', () => {
  const second = (draft: Draft) =>
    verify(signed({ draft, field: 'Kedua', signer: person() })).signatures[0]?.checks.changesAfter;
  assert.equal(second(signed()), 'allowed');
  assert.equal(second(signed({ docMDP: 2 })), 'allowed');
  assert.equal(second(signed({ docMDP: 1 })), 'illegal');
});

test('gives the same verdicts where there is no WebCrypto, as on a training room without https', () => {
  const drafts = [signed(), signed({ signer: person({ key: rsaKey(random, 2048, 'pss') }) }), page()];
  const before = drafts.map((draft) => verify(draft).verdict);
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });
  try {
    assert.deepEqual(
      drafts.map((draft) => verify(draft).verdict),
      before,
    );
    assert.deepEqual(before, ['valid', 'valid', 'no-signature']);
  } finally {
    Object.defineProperty(globalThis, 'crypto', own);
  }
});
