import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { toPem } from '../../../labs/signature/make/authority.ts';
import { ecdsaKey, rsaKey } from '../../../labs/signature/make/keys.ts';
import type { Draft } from '../../../labs/signature/make/pdf-draft.ts';
import { stampDraft } from '../../../labs/signature/make/sign.ts';
import { overwrite } from '../../../labs/signature/make/tamper.ts';
import { authority, day, person, random, signed, verify } from './fixtures.ts';

const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
after(() => rmSync(directory, { recursive: true }));

function has(tool: string): boolean {
  const found = spawnSync(tool, ['-v']).error === undefined;
  if (!found) console.log(`skipped: ${tool} is not installed`);
  return found;
}

function run(tool: string, args: readonly string[], draft: Draft): string {
  const file = join(directory, 'one.pdf');
  writeFileSync(file, draft.bytes);
  const { stdout, stderr } = spawnSync(tool, [...args, file], { encoding: 'utf8', timeout: 20_000 });
  return stdout + stderr;
}

const made: Readonly<Record<string, () => Draft>> = {
  'ECDSA P-256': () => signed(),
  'ECDSA P-384 with SHA-384': () => signed({ signer: person({ key: ecdsaKey(random, 'P-384', 'SHA-384') }) }),
  'RSA 2048': () => signed({ signer: person({ key: rsaKey(random) }) }),
  'adbe.pkcs7.detached': () => signed({ subFilter: 'adbe.pkcs7.detached' }),
  'a certification signature': () => signed({ docMDP: 1 }),
  'a second signature': () => signed({ draft: signed(), field: 'Kedua', signer: person() }),
};

const pdfsig = has('pdfsig');
const mutool = has('mutool');
const openssl = has('openssl');

test('pdfsig says that a byte changed inside our signed range breaks the signature', {
  skip: !pdfsig,
}, () => {
  const said = run('pdfsig', ['-nocert'], overwrite(signed(), '0011 2233 44', '0011 2233 45'));
  assert.match(said, /Digest Mismatch/);
});

for (const [name, make] of Object.entries(made)) {
  test(`pdfsig accepts what we sign with ${name}`, { skip: !pdfsig }, () => {
    const said = run('pdfsig', ['-nocert'], make());
    assert.match(said, /Signature is Valid/);
    assert.doesNotMatch(said, /Mismatch|Invalid|Unknown/);
  });

  test(`mutool accepts what we sign with ${name}`, { skip: !mutool }, () => {
    const said = run('mutool', ['sign', '-v'], make());
    assert.match(said, /unchanged since signing|signature is valid/i);
  });
}

test('openssl, asked to be strict, accepts our certificates with their revocation lists, and refuses a revoked one', {
  skip: !openssl,
}, () => {
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return path;
  };
  const signer = person();
  const leaf = write('leaf.pem', toPem(signer.certificate));
  const root = write('root.pem', toPem(authority.root.certificate));
  const between = write('between.pem', toPem(authority.intermediate.certificate));
  const check = (revoked: readonly { serial: bigint; at: Date }[]): string => {
    const lists = authority.lists(revoked, day(-3), day(5000)).map((list, index) => {
      const der = write(`list${index}.crl`, list);
      return spawnSync('openssl', ['crl', '-inform', 'DER', '-in', der], { encoding: 'utf8' }).stdout;
    });
    const at = String(Math.floor(day(0).getTime() / 1000));
    const args = [
      '-attime',
      at,
      '-x509_strict',
      '-crl_check_all',
      '-CRLfile',
      write('lists.pem', lists.join('')),
    ];
    const { stdout, stderr } = spawnSync(
      'openssl',
      ['verify', ...args, '-CAfile', root, '-untrusted', between, leaf],
      {
        encoding: 'utf8',
      },
    );
    return stdout + stderr;
  };
  assert.match(check([]), /leaf\.pem: OK/);
  assert.match(check([{ serial: signer.certificate.serial, at: day(-5) }]), /certificate revoked/);
});

test('our own document timestamp is read by our verifier as one', () => {
  const report = verify(stampDraft(signed(), 'Cap', authority.timestamp, day(1)));
  assert.deepEqual(
    report.signatures.map((one) => one.kind),
    ['signature', 'timestamp'],
  );
  assert.equal(report.signatures[1]?.checks.integrity, 'pass');
});
