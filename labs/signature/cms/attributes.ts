/** CMS attributes (RFC 5652, 5.3 and 11) and the ESS signing-certificate attributes (RFC 5035). */

import { digestOf } from './algorithms.ts';
import { type Asn1, Asn1Error, TAG } from './asn1.ts';
import type { HashName } from './digest.ts';
import { derSetOf } from './encode.ts';
import { algorithmId, concat, fields, members, octets, oid, time } from './values.ts';

export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  algorithmProtection: '1.2.840.113549.1.9.52',
  timestamp: '1.2.840.113549.1.9.16.2.14',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  adobeRevocation: '1.2.840.113583.1.1.8',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
} as const;

/** One set of attributes. */
export interface Attributes {
  /** Values by attribute type, in the order written. */
  readonly values: ReadonlyMap<string, readonly Asn1[]>;
  /** What the signature may be computed over: the DER SET OF, and the bytes as sent if they differ. */
  readonly encodings: readonly Uint8Array[];
}

/** Signers write about ten; the bound keeps hostile ones from costing time. */
const MAX_ATTRIBUTES = 200;

const EMPTY: Attributes = { values: new Map(), encodings: [] };

/** @param node the [0] or [1] IMPLICIT SET OF Attribute, or undefined when there is none. */
export function readAttributes(node: Asn1 | undefined): Attributes {
  if (!node) return EMPTY;
  if (node.children.length > MAX_ATTRIBUTES) throw new Asn1Error(`more than ${MAX_ATTRIBUTES} attributes`);
  const values = new Map<string, readonly Asn1[]>();
  for (const item of node.children) {
    const parts = fields(item, 'Attribute');
    const type = oid(parts.take());
    const held = members(parts.take(), TAG.set, `attribute ${type}`);
    parts.end();
    values.set(type, [...(values.get(type) ?? []), ...held]);
  }
  const sorted = derSetOf(
    0x31,
    node.children.map((child) => child.raw),
  );
  const asSent = concat([sorted.subarray(0, sorted.length - node.body.length), node.body]);
  // 5.4 wants the DER encoding hashed. Some writers hash their unsorted set; both bind the same values.
  return { values, encodings: sorted.every((byte, at) => byte === asSent[at]) ? [sorted] : [sorted, asSent] };
}

/**
 * The single value of an attribute that may have only one.
 * @throws Asn1Error when it has several (RFC 5652, 11: a fault that has been used to confuse verifiers).
 */
export function single(attributes: Attributes, type: string): Asn1 | undefined {
  const values = attributes.values.get(type);
  if (values && values.length !== 1) throw new Asn1Error(`attribute ${type}: ${values.length} values`);
  return values?.[0];
}

export function signingTime(attributes: Attributes): number | null {
  const value = single(attributes, ATTRIBUTE.signingTime);
  return value ? time(value) : null;
}

/** A certificate named by its digest; `hash` is null when the digest algorithm is not known here. */
export interface CertificateReference {
  readonly hash: HashName | null;
  readonly digest: Uint8Array;
}

/** First ESSCertID of each signing-certificate attribute present: all must name the signer's certificate. */
export function signingCertificateReferences(attributes: Attributes): CertificateReference[] {
  const found: CertificateReference[] = [];
  const v1 = single(attributes, ATTRIBUTE.signingCertificate);
  if (v1) found.push({ hash: 'SHA-1', digest: octets(fields(firstCertId(v1), 'ESSCertID').take()) });
  const v2 = single(attributes, ATTRIBUTE.signingCertificateV2);
  if (v2) {
    const parts = fields(firstCertId(v2), 'ESSCertIDv2');
    const named = parts.ifTag(TAG.sequence);
    const hash = named ? digestOf(algorithmId(named)) : 'SHA-256';
    found.push({ hash: typeof hash === 'string' ? hash : null, digest: octets(parts.take()) });
  }
  return found;
}

function firstCertId(attribute: Asn1): Asn1 | undefined {
  return members(fields(attribute, 'SigningCertificate').take(), TAG.sequence, 'certs')[0];
}

/** CMSAlgorithmProtection (RFC 6211): when present it must repeat both algorithm identifiers. */
export function protectedAlgorithms(attributes: Attributes): { digest: string; signature: string } | null {
  const value = single(attributes, ATTRIBUTE.algorithmProtection);
  if (!value) return null;
  const parts = fields(value, 'CMSAlgorithmProtection');
  const digest = algorithmId(parts.take()).oid;
  const signature = parts.ifContext(1);
  if (!signature) throw new Asn1Error('CMSAlgorithmProtection: no signature algorithm');
  return { digest, signature: oid(signature.children[0]) };
}
