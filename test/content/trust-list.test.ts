import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { toPem } from '../../labs/signature/make/authority.ts';
import { fingerprint } from '../../labs/signature/pki/certificate.ts';
import { checkContent } from '../../src/build/content/check.ts';
import { faultText } from '../../src/build/content/fault.ts';
import { authority, person } from '../signature/make/fixtures.ts';

const project = mkdtempSync(join(tmpdir(), 'sigap-akar-'));
const copy = join(project, 'content');
after(() => rmSync(project, { recursive: true, force: true }));
mkdirSync(join(copy, 'kepercayaan'), { recursive: true });

const root = authority.root.certificate;
const sound = {
  nama: 'Akar Latihan Uji',
  sidikJari: `'${fingerprint(root).match(/../g)!.join(':')}'`,
  unduhan: 'https://contoh.invalid/akar.crt',
  sumberSidikJari: 'Surat contoh nomor 1',
  diperiksa: "'2026-11-22'",
  diperiksaOleh: 'Verifikator TTE',
  disaksikanOleh: 'Kepala Bidang e-Government',
  pem: block(toPem(root)),
};

function block(pem: string): string {
  return `|\n${pem.replace(/^/gm, '  ').trimEnd()}`;
}

/** The faults of one root file, as the build prints them. */
function faults(changed: Partial<Record<keyof typeof sound | 'lain', string>>): string[] {
  const text = Object.entries({ ...sound, ...changed }).map(([key, value]) => `${key}: ${value}\n`);
  writeFileSync(join(copy, 'kepercayaan/akar.yaml'), text.join(''));
  return checkContent(copy)
    .filter((fault) => fault.file.startsWith(copy))
    .map((fault) => faultText(fault).slice(copy.length + 1));
}

test('a fingerprint that is not the one of the certificate stops the build, and is not told to be made to fit', () => {
  const [fault, ...more] = faults({ sidikJari: `'${'AB'.repeat(32)}'` });
  assert.deepEqual(more, []);
  assert.match(fault!, /^kepercayaan\/akar\.yaml:2 · sidikJari: tidak cocok/);
  assert.match(fault!, /Perbaiki: Jangan menyesuaikan/);
});

test('a certificate of one bit more, of a person, of an intermediate authority or of two is refused', () => {
  const raw = root.raw.slice();
  raw[raw.length - 1] = raw.at(-1)! ^ 1;
  const changed = block(toPem({ ...root, raw }));
  assert.match(faults({ pem: changed }).join(), /sidikJari: tidak cocok/);
  assert.match(faults({ pem: block(toPem(person().certificate)) }).join(), /bukan sertifikat akar/);
  assert.match(
    faults({ pem: block(toPem(authority.intermediate.certificate)) }).join(),
    /bukan sertifikat akar/,
  );
  assert.match(faults({ pem: block(toPem(root) + toPem(root)) }).join(), /pem: memuat 2 sertifikat/);
});

test('a private key, broken PEM or no PEM names the field and its line', () => {
  assert.match(
    faults({ pem: block(toPem(root).replaceAll('CERTIFICATE', 'PRIVATE KEY')) }).join(),
    /akar\.yaml:\d+ · pem/,
  );
  assert.match(
    faults({ pem: block(toPem(root).replace(/\n.{64}\n/, '\n')) }).join(),
    /akar\.yaml:\d+ · pem: .*utuh/,
  );
  assert.match(faults({ pem: 'tidak ada' }).join(), /pem: isi sertifikat dalam bentuk PEM/);
});

test('a short fingerprint, a name of another, one checker alone, a date outside the validity are refused', () => {
  assert.match(faults({ sidikJari: 'AB:CD' }).join(), /64 angka heksadesimal/);
  assert.match(faults({ nama: 'Akar Lain' }).join(), /nama: sertifikatnya bernama "Akar Latihan Uji"/);
  assert.match(faults({ disaksikanOleh: 'verifikator TTE' }).join(), /sama dengan pemeriksa/);
  assert.match(faults({ diperiksa: "'2099-01-01'" }).join(), /di luar masa berlaku/);
  assert.match(faults({ unduhan: 'http://contoh.invalid' }).join(), /https/);
  assert.match(faults({ lain: 'x' }).join(), /tidak dikenal: lain/);
});

test('a root that two people checked is accepted', () => {
  assert.deepEqual(faults({}), []);
});

/** What the verifier's page and its list of roots are built from, in a project with this content. */
function published(): string {
  const maker = resolve('src/build/trust-list.ts');
  const script = `const { trustedRoots } = await import(${JSON.stringify(maker)});
    console.log(trustedRoots().map(({ summary }) => summary.fingerprint).join());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: project,
    encoding: 'utf8',
  }).trim();
}

test('only the roots in the folder are given to the verifier: none, one, and never one that does not fit', () => {
  const file = join(copy, 'kepercayaan/akar.yaml');
  rmSync(file, { force: true });
  assert.equal(published(), '');
  faults({});
  assert.equal(published(), fingerprint(root));
  faults({ sidikJari: `'${'AB'.repeat(32)}'` });
  assert.throws(published, /sidik jari tidak cocok/);
});
