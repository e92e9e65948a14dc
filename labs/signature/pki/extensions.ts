/** The certificate extensions that decide anything (RFC 5280, 4.2.1), decoded when asked for. */
import { decode, TAG } from '../cms/asn1.ts';
import { boolean, fields, members, namedBits, octets, oid, smallInteger } from '../cms/values.ts';
import type { Certificate } from './certificate.ts';

export const EXTENSION = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  issuerAltName: '2.5.29.18',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyId: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
  noRevocationAvailable: '2.5.29.56',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  subjectInfoAccess: '1.3.6.1.5.5.7.1.11',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
  /** ETSI EN 319 412-1, 5.2: a short-term certificate that is never revoked. */
  validityAssured: '0.4.0.194121.2.1',
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(EXTENSION));

/** Numbers of the KeyUsage bits (4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, crlSign: 6 } as const;

export const EXTENDED_USAGE = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  timeStamping: '1.3.6.1.5.5.7.3.8',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
} as const;

/** Critical extensions this validator does not process; any one of them ends the path (4.2). */
export function unknownCritical(certificate: Certificate): string[] {
  return [...certificate.extensions]
    .filter(([id, item]) => item.critical && !KNOWN.has(id))
    .map(([id]) => id);
}

/** KeyUsage bits, or null when the certificate does not limit its key. */
export function keyUsage(certificate: Certificate): ReadonlySet<number> | null {
  const value = certificate.extensions.get(EXTENSION.keyUsage)?.value;
  return value ? namedBits(decode(value).body) : null;
}

export function extendedKeyUsage(certificate: Certificate): readonly string[] | null {
  const value = certificate.extensions.get(EXTENSION.extendedKeyUsage)?.value;
  return value ? members(decode(value), TAG.sequence, 'ExtKeyUsage').map(oid) : null;
}

/** `pathLength` is Infinity when not limited. Without the extension a certificate is no authority. */
export function basicConstraints(certificate: Certificate): { ca: boolean; pathLength: number } {
  const value = certificate.extensions.get(EXTENSION.basicConstraints)?.value;
  if (!value) return { ca: false, pathLength: 0 };
  const parts = fields(decode(value), 'BasicConstraints');
  const caField = parts.ifTag(TAG.boolean);
  const lengthField = parts.ifTag(TAG.integer);
  parts.end();
  return {
    ca: caField ? boolean(caField) : false,
    pathLength: lengthField ? smallInteger(lengthField) : Number.POSITIVE_INFINITY,
  };
}

/** Whether the key may sign certificates: said by both extensions, or by neither limiting it. */
export function mayIssue(certificate: Certificate): boolean {
  const usage = keyUsage(certificate);
  return basicConstraints(certificate).ca && (!usage || usage.has(KEY_USAGE.keyCertSign));
}

export function subjectKeyId(certificate: Certificate): Uint8Array | null {
  const value = certificate.extensions.get(EXTENSION.subjectKeyId)?.value;
  return value ? octets(decode(value)) : null;
}

/**
 * The certificate says itself that nobody will ever revoke it (RFC 9608; ETSI EN 319 412-1, 5.2). Both are for
 * end certificates: an authority cannot excuse itself so.
 */
export function neverRevoked(certificate: Certificate): boolean {
  const says =
    certificate.extensions.has(EXTENSION.noRevocationAvailable) ||
    certificate.extensions.has(EXTENSION.validityAssured);
  return says && !basicConstraints(certificate).ca;
}
