import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { decode } from '../../../labs/signature/cms/asn1.ts';
import { derSetOf } from '../../../labs/signature/cms/encode.ts';
import { readSignedData } from '../../../labs/signature/cms/signed-data.ts';
import { type CmsReport, looksLikeCms, verifyCms } from '../../../labs/signature/index.ts';
import { toPem } from '../../../labs/signature/make/authority.ts';
import { type FileSigning, signFile } from '../../../labs/signature/make/cms-file.ts';
import { explicit, integer, octetString, oid, sequence, set } from '../../../labs/signature/make/encode.ts';
import { ecdsaKey, eddsaKey, rsaKey } from '../../../labs/signature/make/keys.ts';
import { anchors, authority, NOW, page, person, random, SIGNED_AT } from '../make/fixtures.ts';

const CONTENT = new TextEncoder().encode('Daftar hadir rapat\r\n1. Contoh\r\n');
const OTHER = new TextEncoder().encode('Daftar hadir rapat\r\n2. Contoh\r\n');

function sign(more: Partial<FileSigning> = {}): Uint8Array {
  return signFile(CONTENT, { signer: person(), at: SIGNED_AT, enveloping: false, ...more });
}

function verify(file: Uint8Array, content: Uint8Array | null = CONTENT, trusted = anchors): CmsReport {
  return verifyCms(file, content, { anchors: trusted, at: NOW });
}

test('a detached signature over another file is invalid', () => {
  const report = verify(sign(), OTHER);
  assert.equal(report.verdict, 'invalid');
  assert.equal(report.signatures[0]?.subIndication, 'HASH_FAILURE');
});

test('without the signed file a detached signature is not judged, and the file is asked for', () => {
  const report = verify(sign(), null);
  assert.equal(report.verdict, 'not-checked');
  assert.match(report.reason, /Pilih juga berkas asli/);
});

test('a carried content with one byte changed is invalid, and so is one that is not the file beside it', () => {
  const file = sign({ enveloping: true });
  const at = Buffer.from(file).indexOf('1. Contoh');
  const changed = file.slice();
  changed[at] = 0x32;
  assert.equal(verify(changed, null).verdict, 'invalid');
  assert.equal(verify(file, OTHER).verdict, 'invalid');
});

test('any byte changed in a carrying file never leaves its own content valid as another one', () => {
  const file = sign({ enveloping: true });
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = file.slice();
      changed[at] = changed[at]! ^ mask;
      const report = verify(changed, null);
      if (!report.content || Buffer.compare(report.content, CONTENT) === 0) return;
      assert.notEqual(report.signatures[0]?.checks.integrity, 'pass');
    }),
    { numRuns: 300 },
  );
});

test('signed attributes replayed as the content of a signature without attributes are refused', () => {
  const signer = person();
  const [info] = readSignedData(sign({ signer })).signers;
  const attributes = info!.signedAttributes!.encodings[0]!;
  const replayed = sequence(
    integer(1),
    sequence(signer.certificate.issuer.raw, integer(signer.certificate.serial)),
    sequence(oid(info!.digestAlgorithm.oid)),
    signer.key.algorithm,
    octetString(info!.signature),
  );
  const data = sequence(
    integer(1),
    set(sequence(oid(info!.digestAlgorithm.oid))),
    sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octetString(attributes))),
    derSetOf(0xa0, [signer.certificate.raw]),
    set(replayed),
  );
  const report = verify(sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data)), null);
  assert.equal(report.verdict, 'invalid');
  assert.match(report.signatures[0]!.explanations[0]!.text, /atribut milik tanda tangan lain/);
});

test('a signer trusted by nobody is named but not believed', () => {
  const report = verify(sign(), CONTENT, []);
  assert.equal(report.verdict, 'indeterminate');
  assert.equal(report.signatures[0]?.checks.integrity, 'pass');
  assert.equal(report.signatures[0]?.checks.identityTrust, 'not-checked');
});

test('what is not signed data is named', () => {
  const wrapped = (type: string): Uint8Array => sequence(oid(type), explicit(0, sequence(integer(0))));
  const reason = (bytes: Uint8Array): string => {
    const { verdict, reason: said } = verify(bytes);
    assert.equal(verdict, 'not-checked');
    return said;
  };
  assert.match(reason(wrapped('1.2.840.113549.1.7.3')), /terenkripsi \(EnvelopedData\)/);
  assert.match(reason(wrapped('1.2.840.113549.1.9.16.1.23')), /AuthEnvelopedData/);
  assert.match(reason(wrapped('1.2.840.113549.1.9.16.1.9')), /dimampatkan/);
  assert.match(reason(wrapped('1.2.3')), /jenis 1\.2\.3/);
  assert.match(
    reason(new TextEncoder().encode('MIME-Version: 1.0\r\nContent-Type: multipart/signed')),
    /S\/MIME/,
  );
  assert.match(reason(new TextEncoder().encode('apa saja')), /bukan berkas tanda tangan/);
  assert.match(reason(sign().slice(0, 300)), /tidak|utuh|rusak/);
});

test('a file of certificates alone has no signature', () => {
  const data = sequence(
    integer(1),
    set(),
    sequence(oid('1.2.840.113549.1.7.1')),
    derSetOf(0xa0, [person().certificate.raw]),
    set(),
  );
  assert.equal(
    verify(sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data)), null).verdict,
    'no-signature',
  );
});

test('detached and carrying signatures hold with every kind of key; only the revocation stays open', () => {
  const keys = [
    ecdsaKey(random),
    ecdsaKey(random, 'P-384', 'SHA-384'),
    rsaKey(random),
    rsaKey(random, 2048, 'pss'),
    eddsaKey(random, 'ed25519'),
    eddsaKey(random, 'ed448'),
  ];
  for (const key of keys) {
    for (const enveloping of [false, true]) {
      const file = sign({ signer: person({ key }), enveloping, timestamp: authority.timestamp });
      const report = verify(file, enveloping ? null : CONTENT);
      const [one] = report.signatures;
      assert.equal(one?.subIndication, 'TRY_LATER');
      const { integrity, coverage, changesAfter, identityTrust, time, algorithm } = one!.checks;
      assert.deepEqual(
        [integrity, coverage, changesAfter, identityTrust, time, algorithm],
        ['pass', 'pass', 'none', 'pass', 'pass', 'pass'],
      );
      assert.equal(one?.level, 'B-T');
      assert.deepEqual(report.content, CONTENT);
      assert.equal(report.carried, enveloping);
    }
  }
});

test('with revocation lists in the container the signature is valid, and revoked when they say so', () => {
  const signer = person();
  const withLists = (revoked: boolean): Uint8Array => {
    const entries = revoked ? [{ serial: signer.certificate.serial, at: new Date('2026-10-30') }] : [];
    const lists = authority.lists(entries, new Date('2026-10-31'), new Date('2036-10-31'));
    const [, wrapped] = decode(sign({ signer, timestamp: authority.timestamp })).children;
    const parts = wrapped!.children[0]!.children.map((part) => part.raw);
    const data = sequence(...parts.slice(0, 4), derSetOf(0xa1, lists), parts[4]!);
    return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data));
  };
  assert.equal(verify(withLists(false)).verdict, 'valid');
  assert.equal(verify(withLists(false)).signatures[0]?.level, 'B-LT');
  assert.equal(verify(withLists(true)).signatures[0]?.subIndication, 'REVOKED_NO_POE');
});

test('of two signers each is judged on its own, and the file by the worse', () => {
  const [first, second] = [sign(), sign({ signer: person({ from: -700, to: -30 }) })].map(
    (file) => decode(file).children[1]!.children[0]!.children,
  );
  const data = sequence(
    first![0]!.raw,
    first![1]!.raw,
    first![2]!.raw,
    derSetOf(
      0xa0,
      [...first![3]!.children, ...second![3]!.children].map((one) => one.raw),
    ),
    set(first![4]!.children[0]!.raw, second![4]!.children[0]!.raw),
  );
  const report = verify(sequence(oid('1.2.840.113549.1.7.2'), explicit(0, data)));
  assert.deepEqual(
    report.signatures.map((one) => [one.field, one.checks.integrity, one.checks.time]),
    [
      ['Penanda tangan 1', 'pass', 'pass'],
      ['Penanda tangan 2', 'pass', 'fail'],
    ],
  );
});

const openssl = spawnSync('openssl', ['version']).error === undefined;
if (!openssl) console.log('skipped: openssl is not installed');

test('openssl accepts what we sign, and we read what openssl signs, PEM and DER', { skip: !openssl }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
  after(() => rmSync(directory, { recursive: true }));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  const run = (...args: string[]): Buffer => {
    const { stdout, stderr, status } = spawnSync('openssl', args);
    assert.equal(status, 0, stderr.toString());
    return stdout;
  };
  const root = write('root.pem', toPem(authority.root.certificate));
  const at = String(Math.floor(SIGNED_AT.getTime() / 1000));
  const signer = person({ key: rsaKey(random) });
  const check = [
    'cms',
    '-verify',
    '-binary',
    '-inform',
    'DER',
    '-CAfile',
    root,
    '-attime',
    at,
    '-purpose',
    'any',
  ];
  const carried = run(...check, '-in', write('a.p7m', sign({ signer, enveloping: true })));
  assert.deepEqual(new Uint8Array(carried), CONTENT);
  run(...check, '-in', write('a.p7s', sign({ signer })), '-content', write('a.txt', CONTENT));
  const base64 = Buffer.from(signer.key.pkcs8)
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n');
  const key = write('key.pem', `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`);
  const leaf = write('leaf.pem', toPem(signer.certificate));
  const chain = write('chain.pem', toPem(authority.intermediate.certificate));
  for (const form of ['PEM', 'DER']) {
    for (const way of [[], ['-nodetach'], ['-nodetach', '-stream', '-indef'], ['-noattr'], ['-cades']]) {
      const made = new Uint8Array(
        run(
          'cms',
          '-sign',
          '-binary',
          '-in',
          join(directory, 'a.txt'),
          '-signer',
          leaf,
          '-inkey',
          key,
          '-certfile',
          chain,
          '-outform',
          form,
          ...way,
        ),
      );
      assert.ok(looksLikeCms(made));
      const [one] = verify(made).signatures;
      assert.equal(one?.checks.integrity, 'pass', `${form} ${way.join(' ')}`);
      assert.equal(one?.checks.identityTrust, 'pass');
      assert.equal(one?.level, way[0] === '-cades' ? 'B-B' : null);
    }
  }
  assert.equal(looksLikeCms(page().bytes), false);
});
