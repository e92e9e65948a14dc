import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { decode } from '../../../labs/signature/cms/asn1.ts';
import { equalBytes } from '../../../labs/signature/cms/values.ts';
import { toPem } from '../../../labs/signature/make/authority.ts';
import { integer, nullValue, octetString, oid, sequence } from '../../../labs/signature/make/encode.ts';
import { ecdsaKey, eddsaKey, rsaKey, type SigningKey } from '../../../labs/signature/make/keys.ts';
import { hmacOf } from '../../../labs/signature/make/password.ts';
import { writePkcs12 } from '../../../labs/signature/make/pkcs12.ts';
import { Pkcs12Error, readPkcs12 } from '../../../labs/signature/make/read-pkcs12.ts';
import { page, person, random, signed, verify } from './fixtures.ts';

const PASSWORD = 'Rahasia-Latihan 1 é';
const keys: Readonly<Record<string, SigningKey>> = {
  'ECDSA P-256': ecdsaKey(random),
  'ECDSA P-521': ecdsaKey(random, 'P-521', 'SHA-512'),
  'RSA 2048': rsaKey(random),
  Ed25519: eddsaKey(random, 'ed25519'),
  Ed448: eddsaKey(random, 'ed448'),
};
const signer = person({ key: keys['RSA 2048']! });
const file = writePkcs12(signer, PASSWORD, random, 'Kunci latihan');

function refusal(read: () => unknown): Pkcs12Error {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof Pkcs12Error, String(error));
    return error;
  }
  return assert.fail('it was opened');
}

test('a wrong password is said to be one, for any wrong password', () => {
  for (const wrong of ['', 'rahasia-latihan 1 é', `${PASSWORD} `, 'x'.repeat(300)]) {
    const { code, what, mend } = refusal(() => readPkcs12(file, wrong, random));
    assert.equal(code, 'password');
    assert.match(what, /Kata sandi/);
    assert.match(mend, /coba lagi/);
  }
});

test('a file that is not PKCS#12, or is cut short, is said to be damaged', () => {
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array([0x30, 0]),
    page().bytes,
    file.slice(0, -1),
    signer.certificate.raw,
  ])
    assert.equal(refusal(() => readPkcs12(bytes, PASSWORD, random)).code, 'damaged');
});

test('a byte changed anywhere never gives another key or another certificate', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = file.slice();
      changed[at] = changed[at]! ^ mask;
      try {
        const opened = readPkcs12(changed, PASSWORD, random);
        assert.ok(equalBytes(opened.key.pkcs8, signer.key.pkcs8));
        assert.ok(equalBytes(opened.certificate.raw, signer.certificate.raw));
      } catch (error) {
        assert.ok(error instanceof Pkcs12Error, error instanceof Error ? error.stack : String(error));
      }
    }),
    { numRuns: 20 },
  );
});

test('a file that asks for millions of rounds is refused before they are spent', () => {
  const mac = sequence(
    sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue()), octetString(new Uint8Array(32))),
    octetString(new Uint8Array(8)),
    integer(2_000_000_000),
  );
  assert.equal(refusal(() => readPkcs12(withMac(mac), PASSWORD, random)).code, 'limit');
});

for (const [name, key] of Object.entries(keys)) {
  test(`what is written with ${name} is read again, and its key signs what our verifier calls valid`, () => {
    const own = person({ key });
    const opened = readPkcs12(writePkcs12(own, PASSWORD, random, 'Kunci latihan'), PASSWORD, random);
    assert.equal(opened.label, 'Kunci latihan');
    assert.ok(equalBytes(opened.certificate.raw, own.certificate.raw));
    assert.deepEqual(
      opened.chain.map((one) => one.serial),
      own.chain.map((one) => one.serial),
    );
    assert.equal(verify(signed({ signer: opened as never })).verdict, 'valid');
  });
}

test('a file authenticated by PBMAC1 (RFC 9579) is opened, with the wrong password it is not', () => {
  const safe = decode(file).children[1]!.children[1]!.children[0]!.body;
  const salt = new Uint8Array(16).fill(7);
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octetString(salt), integer(2048), integer(32), sequence(oid('1.2.840.113549.2.9'), nullValue())),
  );
  const scheme = sequence(oid('1.2.840.113549.2.9'), nullValue());
  const macKey = pbkdf2(sha256, new TextEncoder().encode(PASSWORD), salt, { c: 2048, dkLen: 32 });
  const mac = sequence(
    sequence(
      sequence(oid('1.2.840.113549.1.5.14'), sequence(derivation, scheme)),
      octetString(hmacOf('SHA-256', macKey, safe)),
    ),
    octetString(new TextEncoder().encode('NOT USED')),
    integer(1),
  );
  assert.equal(readPkcs12(withMac(mac), PASSWORD, random).label, 'Kunci latihan');
  assert.equal(refusal(() => readPkcs12(withMac(mac), 'lain', random)).code, 'password');
});

/** The same file with another MacData. */
function withMac(mac: Uint8Array): Uint8Array {
  const [version, safe] = decode(file).children;
  return sequence(version!.raw, safe!.raw, mac);
}

const openssl = spawnSync('openssl', ['version']).error === undefined;
if (!openssl) console.log('skipped: openssl is not installed');
const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
after(() => rmSync(directory, { recursive: true }));

function ssl(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync('openssl', args, { encoding: 'utf8' });
  return status === 0 ? stdout : `failed: ${stderr}`;
}

test('openssl opens what we write: key, certificate and chain', { skip: !openssl }, () => {
  const at = join(directory, 'ours.p12');
  for (const key of Object.values(keys)) {
    const own = person({ key });
    writeFileSync(at, writePkcs12(own, 'rahasia', random, 'Kunci'));
    const said = ssl('pkcs12', '-in', at, '-passin', 'pass:rahasia', '-nodes');
    assert.match(said, /BEGIN PRIVATE KEY/);
    assert.equal(said.match(/BEGIN CERTIFICATE/g)?.length, 3);
    assert.ok(said.includes(toPem(own.certificate)));
    assert.match(ssl('pkcs12', '-in', at, '-passin', 'pass:salah', '-nodes'), /invalid password/);
  }
});

test('without a MAC a wrong password is said to be one, also when its padding looks right by chance', {
  skip: !openssl,
}, () => {
  const [ours, pem, bare] = ['mac.p12', 'mac.pem', 'bare.p12'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(ours, writePkcs12(person({ key: keys['ECDSA P-256']! }), 'rahasia', random, 'Kunci'));
  ssl('pkcs12', '-in', ours, '-passin', 'pass:rahasia', '-nodes', '-out', pem);
  ssl('pkcs12', '-export', '-in', pem, '-out', bare, '-passout', 'pass:sandi', '-iter', '1', '-nomac');
  const file = new Uint8Array(readFileSync(bare));
  assert.equal(decode(file).children.length, 2, 'the file has no MacData');
  readPkcs12(file, 'sandi', random);
  // One wrong password in 256 pads right; a thousand meet it.
  for (let place = 0; place < 1000; place += 1)
    assert.equal(refusal(() => readPkcs12(file, `lain ${place}`, random)).code, 'password');
});

test('we open what openssl exports, with and without a MAC; the old ciphers are named', {
  skip: !openssl,
}, () => {
  const [ours, pem, theirs] = ['ours.p12', 'all.pem', 'theirs.p12'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  for (const key of [keys['ECDSA P-256']!, keys['RSA 2048']!, keys['Ed25519']!]) {
    const own = person({ key });
    writeFileSync(ours, writePkcs12(own, 'rahasia', random, 'Kunci'));
    ssl('pkcs12', '-in', ours, '-passin', 'pass:rahasia', '-nodes', '-out', pem);
    const ways = [
      [],
      ['-nomac'],
      ['-macalg', 'SHA512'],
      ['-keypbe', 'AES-128-CBC', '-certpbe', 'NONE'],
      ['-keypbe', 'NONE'],
    ];
    for (const way of ways) {
      ssl(
        'pkcs12',
        '-export',
        '-in',
        pem,
        '-out',
        theirs,
        '-passout',
        'pass:sandi',
        '-name',
        'Dari openssl',
        ...way,
      );
      const opened = readPkcs12(new Uint8Array(readFileSync(theirs)), 'sandi', random);
      assert.ok(equalBytes(opened.certificate.raw, own.certificate.raw));
      assert.equal(opened.chain.length, 2);
      assert.equal(opened.label, 'Dari openssl');
      if (way[0] === '-keypbe' && way[1] === 'NONE') continue;
      assert.equal(
        refusal(() => readPkcs12(new Uint8Array(readFileSync(theirs)), 'lain', random)).code,
        'password',
      );
    }
  }
  ssl('pkcs12', '-export', '-in', pem, '-out', theirs, '-passout', 'pass:', '-name', 'Tanpa sandi');
  assert.equal(readPkcs12(new Uint8Array(readFileSync(theirs)), '', random).label, 'Tanpa sandi');
  ssl(
    'pkcs12',
    '-export',
    '-in',
    pem,
    '-out',
    theirs,
    '-passout',
    'pass:sandi',
    '-keypbe',
    'PBE-SHA1-3DES',
    '-certpbe',
    'PBE-SHA1-3DES',
  );
  const old = refusal(() => readPkcs12(new Uint8Array(readFileSync(theirs)), 'sandi', random));
  assert.equal(old.code, 'unsupported');
  assert.match(old.what, /Triple DES/);
});
