import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fixtures } from './fixture-set.ts';
import { verify } from './fixtures.ts';
import { ask, isPresent, PEERS, type Peer } from './peer.ts';

test('each of our own documents gets the verdict it was made for', () => {
  for (const { name, expected, bytes } of fixtures) {
    const { verdict, reason } = verify(bytes);
    assert.equal(verdict, expected, `${name}: ${reason}`);
  }
});

function withCrypto<T>(value: unknown, work: () => T): T {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', { value, configurable: true });
  try {
    return work();
  } finally {
    Object.defineProperty(globalThis, 'crypto', own);
  }
}

test('every verdict, check and sentence is the same where crypto.subtle, or crypto itself, does not exist', () => {
  const judge = (): unknown => fixtures.map(({ name, bytes }) => [name, verify(bytes)]);
  const usual = judge();
  assert.deepEqual(
    withCrypto({ getRandomValues: () => assert.fail('randomness is asked for') }, judge),
    usual,
  );
  assert.deepEqual(withCrypto(undefined, judge), usual);
});

/** Sound signatures that a tool does not accept, and what it says (poppler 22.12, MuPDF 1.21). */
const UNABLE: Readonly<Record<Peer, Readonly<Record<string, string>>>> = {
  pdfsig: {
    'ECDSA brainpoolP256r1': 'calls it invalid: the library behind it lacks the curve',
    Ed25519: 'calls it not signed or corrupted',
    Ed448: 'calls it not signed or corrupted',
    'adbe.x509.rsa_sha1': 'has not yet verified it: it reads CMS alone',
    'PAdES B-LTA': 'has not yet verified the document timestamp',
  },
  mutool: {
    'RSA-PSS 2048': 'names an unknown error of the digest',
    Ed25519: 'names an unknown error of the digest',
    Ed448: 'names an unknown error of the digest',
    'adbe.pkcs7.sha1': 'compares the document with the carried digest itself',
    'adbe.x509.rsa_sha1': 'finds no signature information: it reads CMS alone',
    'PAdES B-LTA': 'calls every update an edit, also validation data',
    'two signers': 'calls every update an edit, also a second signature',
  },
};

const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
after(() => rmSync(directory, { recursive: true }));

for (const tool of PEERS) {
  test(`${tool} accepts everything we sign that it has an answer for`, { skip: !isPresent(tool) }, () => {
    const file = join(directory, `${tool}.pdf`);
    for (const { name, bytes } of fixtures.filter((one) => one.untouched && !UNABLE[tool][one.name])) {
      assert.equal(ask(tool, bytes, file).verdict, 'all valid', name);
    }
  });
}
