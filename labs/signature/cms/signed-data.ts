/** CMS SignedData (RFC 5652, 5) as read from a PDF signature or a timestamp token. */
import { type Asn1, Asn1Error, decode, TAG } from './asn1.ts';
import { type Attributes, readAttributes } from './attributes.ts';
import {
  type AlgorithmId,
  algorithmId,
  fields,
  inner,
  integer,
  members,
  octets,
  oid,
  smallInteger,
  stringContents,
} from './values.ts';

export const CONTENT = { data: '1.2.840.113549.1.7.1', tstInfo: '1.2.840.113549.1.9.16.1.4' } as const;
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';
const MAX_CERTIFICATES = 200;

export interface SignedData {
  readonly contentType: string;
  /** eContent, or null when the signature is detached. */
  readonly content: Uint8Array | null;
  /** X.509 certificates as they stand, in no order that means anything. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly signers: readonly SignerInfo[];
}

export interface SignerInfo {
  readonly id: SignerId;
  readonly digestAlgorithm: AlgorithmId;
  readonly signedAttributes: Attributes | null;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
  readonly unsignedAttributes: Attributes;
}

/** How a SignerInfo names its certificate: issuer (DER) and serial number, or the subject key identifier. */
export type SignerId =
  | { readonly issuer: Uint8Array; readonly serial: bigint }
  | { readonly keyId: Uint8Array };

/**
 * @param container exactly one ContentInfo, BER.
 * @throws Asn1Error when it is not SignedData as RFC 5652 writes it.
 */
export function readSignedData(container: Uint8Array): SignedData {
  const info = fields(decode(container), 'ContentInfo');
  if (oid(info.take()) !== SIGNED_DATA) throw new Asn1Error('ContentInfo: not SignedData');
  const explicit = info.ifContext(0);
  info.end();
  if (!explicit) throw new Asn1Error('ContentInfo: no content');
  const parts = fields(inner(explicit), 'SignedData');
  const version = smallInteger(parts.take());
  if (version < 1 || version > 5) throw new Asn1Error(`SignedData: version ${version}`);
  const digests = members(parts.take(), TAG.set, 'digestAlgorithms').map((item) => algorithmId(item).oid);
  const encapsulated = fields(parts.take(), 'EncapsulatedContentInfo');
  const contentType = oid(encapsulated.take());
  const content = encapsulated.ifContext(0);
  encapsulated.end();
  const certificates = parts.ifContext(0);
  const revocation = parts.ifContext(1);
  const signers = members(parts.take(), TAG.set, 'signerInfos').map(readSigner);
  parts.end();
  // 5.1 lets a verifier refuse a signer whose digest the container, if it announces any, leaves out.
  if (digests.length > 0 && signers.some((signer) => !digests.includes(signer.digestAlgorithm.oid))) {
    throw new Asn1Error('SignedData: digest not announced');
  }
  return {
    contentType,
    content: content ? octets(inner(content)) : null,
    certificates: readCertificates(certificates),
    ...readRevocation(revocation),
    signers,
  };
}

/** CertificateSet (10.2.2): kinds other than plain certificates are passed over. */
function readCertificates(set: Asn1 | undefined): Uint8Array[] {
  const all = (set?.children ?? []).filter((item) => item.is(TAG.sequence)).map((item) => item.raw);
  if (all.length > MAX_CERTIFICATES) throw new Asn1Error(`more than ${MAX_CERTIFICATES} certificates`);
  return all;
}

/** RevocationInfoChoices (10.2.1), with OCSP responses in the form of RFC 5940. */
function readRevocation(set: Asn1 | undefined): Pick<SignedData, 'crls' | 'ocsps'> {
  const crls: Uint8Array[] = [];
  const ocsps: Uint8Array[] = [];
  for (const item of set?.children ?? []) {
    if (item.is(TAG.sequence)) crls.push(item.raw);
    else if (item.isContext(1) && item.children[0]?.is(TAG.oid) && oid(item.children[0]) === OCSP_RESPONSE) {
      if (item.children[1]) ocsps.push(item.children[1].raw);
    }
  }
  return { crls, ocsps };
}

function readSigner(node: Asn1): SignerInfo {
  const parts = fields(node, 'SignerInfo');
  const version = smallInteger(parts.take());
  const idNode = parts.take();
  const id = readSignerId(idNode);
  // 5.3: version 1 with issuer and serial, 3 with a key identifier; 3 is also written with the former.
  if (version !== 1 && version !== 3) throw new Asn1Error(`SignerInfo: version ${version}`);
  const digestAlgorithm = algorithmId(parts.take());
  const signed = parts.ifContext(0);
  const signatureAlgorithm = algorithmId(parts.take());
  const signature = octets(parts.take());
  const unsigned = parts.ifContext(1);
  parts.end();
  return {
    id,
    digestAlgorithm,
    signedAttributes: signed ? readAttributes(signed) : null,
    signatureAlgorithm,
    signature,
    unsignedAttributes: readAttributes(unsigned),
  };
}

function readSignerId(node: Asn1): SignerId {
  if (node.isContext(0)) return { keyId: stringContents(node) };
  const parts = fields(node, 'IssuerAndSerialNumber');
  const issuer = parts.take().raw;
  const serial = integer(parts.take());
  parts.end();
  return { issuer, serial };
}
