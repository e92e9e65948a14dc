/**
 * The project's own training authority: a root, an issuing authority below it, a timestamp service, and
 * certificates for invented offices. Nothing official chains to it and it chains to nothing official.
 */
import type { Certificate } from '../pki/certificate.ts';
import { EXTENDED_USAGE, KEY_USAGE } from '../pki/extensions.ts';
import { encodeName, makeCertificate, type NameParts, type Profile } from './certificate.ts';
import type { SignerIdentity } from './cms.ts';
import { ecdsaKey, rsaKey, type SigningKey } from './keys.ts';
import type { Random } from './random.ts';
import { readRequest } from './request.ts';
import { makeCrl, type RevokedEntry } from './revocation.ts';

export interface Issued extends SignerIdentity {
  readonly name: NameParts;
}

export interface TrainingAuthority {
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly timestamp: Issued;
  /** Issues an end certificate below the intermediate authority, to somebody whose key is at hand. */
  issue(request: IssueRequest): Issued;
  /**
   * Issues an end certificate on a request (PKCS#10), whose key stays with whoever asked.
   * @throws Error when the request is not signed by its own key; Asn1Error when it is none.
   */
  answer(request: Uint8Array, terms: Omit<IssueRequest, 'key' | 'name'>): Certificate;
  /** Both lists of the authority, as they stood from `thisUpdate` to `nextUpdate`. */
  lists(revoked: readonly RevokedEntry[], thisUpdate: Date, nextUpdate: Date): Uint8Array[];
}

export interface IssueRequest {
  readonly name: NameParts;
  readonly key: SigningKey;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly profile?: Profile;
}

/** What a person's document-signing certificate may do. */
export const SIGNER_PROFILE: Profile = { keyUsage: [KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation] };

const AUTHORITY_PROFILE: Profile = { ca: true, keyUsage: [KEY_USAGE.keyCertSign, KEY_USAGE.crlSign] };

const TIMESTAMP_PROFILE: Profile = {
  keyUsage: [KEY_USAGE.digitalSignature],
  extendedUsage: [EXTENDED_USAGE.timeStamping],
  extendedCritical: true,
};

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/**
 * @param title put in front of the names, as in `Sigap`; the names say that they are for training.
 * @param at the authority has existed for two years then and lasts for twenty more.
 * @param rsa make the issuing authority an RSA one; ECDSA P-256 otherwise.
 */
export function makeAuthority(title: string, at: Date, random: Random, rsa = false): TrainingAuthority {
  const from = new Date(at.getTime() - 2 * YEAR);
  const to = new Date(at.getTime() + 20 * YEAR);
  const serial = (): bigint =>
    BigInt(`0x40${[...random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
  const name = (role: string): NameParts => [
    ['C', 'ID'],
    ['O', `Latihan ${title}`],
    ['CN', `${role} Latihan ${title}`],
  ];

  const rootName = name('Akar');
  const rootKey = ecdsaKey(random);
  const rootCertificate = makeCertificate(
    {
      serial: serial(),
      issuer: encodeName(rootName),
      subject: encodeName(rootName),
      notBefore: from,
      notAfter: to,
      spki: rootKey.spki,
      profile: AUTHORITY_PROFILE,
    },
    rootKey,
  );
  const root: Issued = { name: rootName, certificate: rootCertificate, key: rootKey, chain: [] };

  const certify = (
    issuer: Issued,
    subject: Uint8Array,
    spki: Uint8Array,
    { notBefore, notAfter, profile = SIGNER_PROFILE }: Omit<IssueRequest, 'key' | 'name'>,
  ): Certificate =>
    makeCertificate(
      { serial: serial(), issuer: encodeName(issuer.name), subject, notBefore, notAfter, spki, profile },
      issuer.key,
    );
  const below = (issuer: Issued, request: IssueRequest): Issued => ({
    name: request.name,
    key: request.key,
    chain: [issuer.certificate, ...issuer.chain],
    certificate: certify(issuer, encodeName(request.name), request.key.spki, request),
  });
  const long = { notBefore: from, notAfter: to };
  const intermediateKey = rsa ? rsaKey(random) : ecdsaKey(random);
  const intermediate = below(root, {
    name: name('Penerbit Antara'),
    key: intermediateKey,
    profile: { ...AUTHORITY_PROFILE, pathLength: 0 },
    ...long,
  });
  const timestamp = below(intermediate, {
    name: name('Cap Waktu'),
    key: ecdsaKey(random),
    profile: TIMESTAMP_PROFILE,
    ...long,
  });
  return {
    root,
    intermediate,
    timestamp,
    issue: (request) => below(intermediate, request),
    answer: (request, terms) => {
      const { subject, spki, proven } = readRequest(request);
      if (!proven)
        throw new Error('Permintaan ini tidak ditandatangani dengan kuncinya sendiri; buat ulang.');
      return certify(intermediate, subject.raw, spki, terms);
    },
    lists: (revoked, thisUpdate, nextUpdate) => [
      makeCrl(intermediate.certificate, intermediate.key, revoked, { thisUpdate, nextUpdate }),
      makeCrl(root.certificate, root.key, [], { thisUpdate, nextUpdate }),
    ],
  };
}

/** PEM of a certificate, for `--trust` and for other verifiers. */
export function toPem(certificate: Certificate): string {
  const base64 = btoa(String.fromCharCode(...certificate.raw));
  return `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
}
