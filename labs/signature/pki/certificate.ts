/** X.509 certificates (RFC 5280, 4), read strictly and kept beside their bytes. */
import { Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { digest } from '../cms/digest.ts';
import { type PublicKey, readPublicKey } from '../cms/public-key.ts';
import { type SignatureAnswer, verifySigned } from '../cms/signature.ts';
import {
  type AlgorithmId,
  algorithmId,
  bits,
  boolean,
  equalBytes,
  fields,
  inner,
  integer,
  members,
  octets,
  oid,
  smallInteger,
  time,
  toHex,
} from '../cms/values.ts';
import { type Name, readName, sameName } from './name.ts';

export interface Extension {
  readonly critical: boolean;
  /** The DER inside the OCTET STRING. */
  readonly value: Uint8Array;
}

export interface Certificate {
  readonly raw: Uint8Array;
  /** The signed part. */
  readonly tbs: Uint8Array;
  readonly version: number;
  readonly serial: bigint;
  readonly issuer: Name;
  readonly subject: Name;
  /** Milliseconds since 1970, both ends included. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly spki: Uint8Array;
  /** The key bits alone, as OCSP and key identifiers hash them. */
  readonly keyBits: Uint8Array;
  readonly key: PublicKey;
  readonly extensions: ReadonlyMap<string, Extension>;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
}

/**
 * @param der one certificate, nothing after it.
 * @throws Asn1Error when it is not a certificate as RFC 5280 writes it.
 */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = fields(decode(der), 'Certificate');
  const tbs = outer.take();
  const signatureAlgorithm = outer.take();
  const signature = bits(outer.take());
  outer.end();
  const parts = fields(tbs, 'TBSCertificate');
  const versionField = parts.ifContext(0);
  const version = versionField ? smallInteger(inner(versionField)) + 1 : 1;
  const serial = integer(parts.take());
  const innerAlgorithm = parts.take();
  const issuer = readName(parts.take());
  const validity = fields(parts.take(), 'Validity');
  const notBefore = time(validity.take());
  const notAfter = time(validity.take());
  validity.end();
  const subject = readName(parts.take());
  const spki = parts.take();
  parts.ifContext(1);
  parts.ifContext(2);
  const extensionField = parts.ifContext(3);
  parts.end();
  // 4.1.1.2: the identifier inside is the signed one; a differing outer one is a forgery's tool.
  if (!equalBytes(innerAlgorithm.raw, signatureAlgorithm.raw))
    throw new Asn1Error('Certificate: algorithms differ');
  if (version > 3 || (extensionField && version !== 3))
    throw new Asn1Error(`Certificate: version ${version}`);
  return {
    raw: der,
    tbs: tbs.raw,
    version,
    serial,
    issuer,
    subject,
    notBefore,
    notAfter,
    spki: spki.raw,
    keyBits: bits(spki.children[1]),
    key: readPublicKey(spki.raw),
    extensions: extensionField ? readExtensions(inner(extensionField)) : new Map(),
    signatureAlgorithm: algorithmId(signatureAlgorithm),
    signature,
  };
}

/** Extensions (4.2) by identifier; the same one twice is refused. */
export function readExtensions(node: ReturnType<typeof decode>): Map<string, Extension> {
  const found = new Map<string, Extension>();
  for (const item of members(node, TAG.sequence, 'Extensions')) {
    const parts = fields(item, 'Extension');
    const id = oid(parts.take());
    const criticalField = parts.ifTag(TAG.boolean);
    const value = octets(parts.take());
    parts.end();
    if (found.has(id)) throw new Asn1Error(`extension ${id} twice`);
    found.set(id, { critical: criticalField ? boolean(criticalField) : false, value });
  }
  return found;
}

/** Reads what can be read; a broken certificate among others does not hide the sound ones. */
export function readCertificates(list: Iterable<Uint8Array>): Certificate[] {
  const found = new Map<string, Certificate>();
  for (const der of list) {
    try {
      const certificate = readCertificate(der);
      found.set(fingerprint(certificate), certificate);
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
    }
  }
  return [...found.values()];
}

/** Upper-case hex SHA-256 of the whole certificate. */
export function fingerprint(certificate: Certificate): string {
  return toHex(digest('SHA-256', certificate.raw)).toUpperCase();
}

/** Whether `issuer`'s name and key made this certificate's signature. Says nothing of its right to do so. */
export function issuedBy(certificate: Certificate, issuer: Certificate): SignatureAnswer {
  if (!sameName(certificate.issuer, issuer.subject)) {
    return { ok: false, why: 'mismatch', text: 'nama penerbit berbeda' };
  }
  return verifySigned(certificate.signatureAlgorithm, issuer.key, certificate.tbs, certificate.signature);
}
