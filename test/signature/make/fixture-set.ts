/** The project's own documents by name: every kind of signature, every state of a certificate, and altered ones. */
import type { DocumentVerdict } from '../../../labs/signature/index.ts';
import { ecdsaKey, eddsaKey, rsaKey } from '../../../labs/signature/make/keys.ts';
import type { Draft } from '../../../labs/signature/make/pdf-draft.ts';
import { stampDraft } from '../../../labs/signature/make/sign.ts';
import { addStore } from '../../../labs/signature/make/store.ts';
import { overwrite, replacePage, trail } from '../../../labs/signature/make/tamper.ts';
import { EXTENDED_USAGE, KEY_USAGE } from '../../../labs/signature/pki/extensions.ts';
import { authority, day, page, person, random, signed } from './fixtures.ts';

export interface Fixture {
  readonly name: string;
  /** What our verifier has to say of it, with the training root as anchor. */
  readonly expected: DocumentVerdict;
  /** Nothing was changed after signing, so other verifiers should accept its mathematics. */
  readonly untouched: boolean;
  readonly bytes: Uint8Array;
}

const signer = person();
const revokedSigner = person();
const server = { keyUsage: [KEY_USAGE.digitalSignature], extendedUsage: [EXTENDED_USAGE.serverAuth] };
const sha1 = rsaKey(random, 2048, 'pkcs1', 'SHA-1');

const plain = signed({ signer });
const bare = signed({ signer, withoutLists: true });
const archived = (): Draft => {
  const lists = authority.lists([], day(1), day(5000));
  const kept = addStore(bare, { certificates: authority.timestamp.chain, ocsps: [], crls: lists });
  return stampDraft(kept, 'Cap arsip', authority.timestamp, day(2));
};

const UNTOUCHED: readonly [name: string, expected: DocumentVerdict, draft: Draft][] = [
  ['ECDSA P-256', 'valid', plain],
  ['ECDSA P-384', 'valid', signed({ signer: person({ key: ecdsaKey(random, 'P-384', 'SHA-384') }) })],
  ['ECDSA P-521', 'valid', signed({ signer: person({ key: ecdsaKey(random, 'P-521', 'SHA-512') }) })],
  [
    'ECDSA brainpoolP256r1',
    'valid',
    signed({ signer: person({ key: ecdsaKey(random, 'brainpoolP256r1') }) }),
  ],
  ['RSA 2048', 'valid', signed({ signer: person({ key: rsaKey(random) }) })],
  ['RSA-PSS 2048', 'valid', signed({ signer: person({ key: rsaKey(random, 2048, 'pss') }) })],
  ['Ed25519', 'valid', signed({ signer: person({ key: eddsaKey(random, 'ed25519') }) })],
  ['Ed448', 'valid', signed({ signer: person({ key: eddsaKey(random, 'ed448') }) })],
  ['adbe.pkcs7.detached', 'valid', signed({ signer, subFilter: 'adbe.pkcs7.detached' })],
  [
    'adbe.pkcs7.sha1',
    'indeterminate',
    signed({ signer: person({ key: sha1 }), subFilter: 'adbe.pkcs7.sha1' }),
  ],
  [
    'adbe.x509.rsa_sha1',
    'indeterminate',
    signed({ signer: person({ key: sha1 }), subFilter: 'adbe.x509.rsa_sha1' }),
  ],
  ['PAdES B-B', 'indeterminate', signed({ signer, withoutLists: true, withoutTimestamp: true })],
  ['PAdES B-T', 'indeterminate', bare],
  ['PAdES B-LTA', 'valid', archived()],
  ['certified, DocMDP 1', 'valid', signed({ signer, docMDP: 1 })],
  ['certified, DocMDP 2', 'valid', signed({ signer, docMDP: 2 })],
  ['certified, DocMDP 3', 'valid', signed({ signer, docMDP: 3 })],
  ['two signers', 'valid', signed({ draft: plain, field: 'Kedua', signer: person() })],
  [
    'revoked',
    'indeterminate',
    signed({ signer: revokedSigner, revoked: [{ serial: revokedSigner.certificate.serial, days: -2 }] }),
  ],
  ['expired', 'indeterminate', signed({ signer: person({ from: -700, to: -30 }) })],
  ['not yet valid', 'indeterminate', signed({ signer: person({ from: 60, to: 700 }) })],
  ['wrong usage', 'indeterminate', signed({ signer: person({ profile: server }) })],
];

const ALTERED: readonly [name: string, expected: DocumentVerdict, draft: Draft][] = [
  ['page replaced by an update', 'invalid', replacePage(plain, 'BT /F1 12 Tf 72 700 Td (Lain) Tj ET')],
  ['text overwritten', 'invalid', overwrite(plain, '0011 2233 44', '0011 2233 45')],
  ['bytes behind the end', 'invalid', trail(plain, 'apa saja\n')],
  ['timestamp of other bytes', 'indeterminate', signed({ signer, faults: { stampOther: true } })],
  ['content carried in a detached signature', 'invalid', signed({ signer, faults: { encapsulate: true } })],
  ['not signed at all', 'no-signature', page()],
];

const fixture =
  (untouched: boolean) =>
  ([name, expected, { bytes }]: (typeof UNTOUCHED)[number]): Fixture => ({
    name,
    expected,
    untouched,
    bytes,
  });

export const fixtures: readonly Fixture[] = [...UNTOUCHED.map(fixture(true)), ...ALTERED.map(fixture(false))];
