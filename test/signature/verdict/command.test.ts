import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toPem } from '../../../labs/signature/make/authority.ts';
import { signFile } from '../../../labs/signature/make/cms-file.ts';
import { authority, NOW, page, person, SIGNED_AT, signed } from '../make/fixtures.ts';

const COMMAND = fileURLToPath(new URL('../../../src/cli/tte.ts', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sigap-'));
after(() => rmSync(directory, { recursive: true }));

function file(name: string, content: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function tte(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  const lines =
    stdout.trim() === ''
      ? []
      : stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { status, lines, stderr };
}

const sound = signed();

test('wrong usage is answered with what is wrong and how to call it', () => {
  const cases: [string[], RegExp][] = [
    [[], /command missing/],
    [['periksa', 'a.pdf'], /unknown command periksa/],
    [['verify'], /no FILE/],
    [['verify', 'a.pdf', '--at', 'kemarin'], /--at kemarin: not a time/],
    [['verify', 'a.pdf', '--trust'], /--trust needs a value/],
    [['verify', 'a.pdf', '--trust', file('kosong.pem', 'x')], /no CERTIFICATE block/],
    [['verify', '--percaya', 'a.pdf'], /unknown option --percaya/],
  ];
  for (const [args, message] of cases) {
    const { status, stderr } = tte(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, message);
    assert.match(stderr, /usage: tte verify/);
  }
});

test('files that cannot be judged get a verdict each, in order, and the others are judged', () => {
  const half = file('separuh.pdf', sound.bytes.subarray(0, sound.bytes.length / 2));
  const { status, lines } = tte(
    'verify',
    join(directory, 'tidak-ada.pdf'),
    directory,
    file('teks.pdf', 'halo'),
    half,
    file('utuh.pdf', sound.bytes),
  );
  assert.equal(status, 0);
  assert.deepEqual(
    lines.map((line) => line['verdict']),
    ['not-checked', 'not-checked', 'not-checked', 'not-checked', 'indeterminate'],
  );
  for (const line of lines) assert.ok(String(line['reason']).length > 20);
});

test('prints the agreed form, and is valid with the anchor at a time', () => {
  const pem = file('akar.pem', toPem(authority.root.certificate));
  const { lines } = tte(
    'verify',
    file('utuh.pdf', sound.bytes),
    file('polos.pdf', page().bytes),
    '--trust',
    pem,
    '--at',
    NOW.toISOString(),
  );
  assert.deepEqual(
    lines.map((line) => line['verdict']),
    ['valid', 'no-signature'],
  );
  const [one] = lines[0]!['signatures'] as Record<string, unknown>[];
  assert.deepEqual(Object.keys(lines[0]!).slice(0, 4), ['file', 'verdict', 'reason', 'signatures']);
  assert.deepEqual(Object.keys(one!).slice(0, 8), [
    'field',
    'kind',
    'indication',
    'subIndication',
    'checks',
    'level',
    'signer',
    'signingTime',
  ]);
  assert.deepEqual(Object.keys(one!['checks'] as object), [
    'integrity',
    'coverage',
    'changesAfter',
    'identityTrust',
    'time',
    'revocation',
    'algorithm',
  ]);
  assert.equal(one!['indication'], 'TOTAL-PASSED');
});

test('a file of 60 MB is judged or refused with a reason', () => {
  const big = new Uint8Array(60 * 1024 * 1024).fill(0x20);
  big.set(sound.bytes);
  const { lines } = tte('verify', file('besar.pdf', big));
  assert.notEqual(lines[0]!['verdict'], 'valid');
  assert.ok(String(lines[0]!['reason']).length > 20);
});

test('a .p7s file is judged over the file beside it, over --content, or asks for it; a .p7m over its own content', () => {
  const content = new TextEncoder().encode('Isi berkas');
  const signing = { signer: person(), at: SIGNED_AT };
  const apart = signFile(content, { ...signing, enveloping: false });
  const trust = ['--trust', file('akar.pem', toPem(authority.root.certificate)), '--at', NOW.toISOString()];
  const lonely = file('lain.p7s', apart);
  const beside = file('surat.txt.p7s', apart);
  const original = file('surat.txt', content);
  const carrying = file('surat.p7m', signFile(content, { ...signing, enveloping: true }));
  const other = file('lain.txt', 'Isi lain');
  const verdicts = (...args: string[]) =>
    tte('verify', ...args, ...trust).lines.map((line) => line['verdict']);
  assert.deepEqual(verdicts(lonely, beside, carrying), ['not-checked', 'indeterminate', 'indeterminate']);
  assert.deepEqual(verdicts(lonely, '--content', original), ['indeterminate']);
  assert.deepEqual(verdicts(lonely, '--content', other), ['invalid']);
});
