import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyCms, verifyPdf } from '../../../labs/signature/index.ts';
import {
  addStore,
  ecdsaKey,
  makeAuthority,
  makeRequest,
  readPkcs12,
  readRequest,
  rsaKey,
  seededRandom,
  showText,
  signDraft,
  signFile,
  startDraft,
  writePkcs12,
} from '../../../labs/signature/make/practice.ts';

const TODAY = new Date('2026-11-22T03:00:00Z');
const day = (offset: number): Date => new Date(TODAY.getTime() + offset * 86_400_000);
const NAME = [
  ['C', 'ID'],
  ['O', 'Pemerintah Daerah Contoh'],
  ['CN', 'Kepala Dinas Contoh'],
] as const;

test('a request signed by another key than the one it asks for is not answered', () => {
  const random = seededRandom('requests');
  const authority = makeAuthority('Uji', TODAY, random);
  const request = makeRequest(NAME, ecdsaKey(random));
  assert.equal(readRequest(request).proven, true);
  const changed = request.slice();
  changed[changed.length - 1] = changed.at(-1)! ^ 1;
  assert.equal(readRequest(changed).proven, false);
  assert.throws(() => authority.answer(changed, { notBefore: TODAY, notAfter: day(700) }), /buat ulang/);
});

/** Everything a learner does, as `practice.ts` shows it. */
function wholeLife(): string[] {
  const random = seededRandom('a whole life');
  const authority = makeAuthority('Uji', TODAY, random);
  const key = rsaKey(random);
  const certificate = authority.answer(makeRequest(NAME, key), { notBefore: TODAY, notAfter: day(700) });
  const chain = [authority.intermediate.certificate, authority.root.certificate];
  const file = writePkcs12({ key, certificate, chain }, 'kata sandi', random, 'Kunci latihan');
  const signer = readPkcs12(file, 'kata sandi', random);
  const draft = startDraft('Surat', showText('F1', 12, 72, 700, 'Isi surat'));
  const signed = signDraft(draft, { signer, field: 'TTE', at: day(1), timestamp: authority.timestamp });
  const judged = (revoked: boolean, at: Date): string => {
    const entries = revoked ? [{ serial: certificate.serial, at: day(0.5) }] : [];
    const lists = authority.lists(entries, day(2), day(900));
    const kept = addStore(signed, { certificates: chain, ocsps: [], crls: lists });
    const { verdict, signatures } = verifyPdf(kept.bytes, { anchors: [authority.root.certificate.raw], at });
    return `${verdict} ${signatures[0]?.subIndication}`;
  };
  const content = new TextEncoder().encode('Isi berkas');
  const beside = verifyCms(signFile(content, { signer, at: day(1), enveloping: false }), content, {
    anchors: [authority.root.certificate.raw],
    at: day(2),
  });
  return [judged(false, day(3)), judged(true, day(3)), beside.signatures[0]!.checks.integrity];
}

const EXPECTED = ['valid null', 'indeterminate REVOKED_NO_POE', 'pass'];

test('key, request, certificate, PKCS#12, signature, verification and revocation fit each other', () => {
  assert.deepEqual(wholeLife(), EXPECTED);
});

test('all of it works where crypto.subtle does not exist, as on plain http', () => {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
  Object.defineProperty(globalThis, 'crypto', {
    value: { getRandomValues: (into: Uint8Array) => into.fill(9) },
    configurable: true,
  });
  try {
    assert.deepEqual(wholeLife(), EXPECTED);
  } finally {
    Object.defineProperty(globalThis, 'crypto', own);
  }
});
