/** Writes CMS SignedData and timestamp tokens for practice. */
import { digest, type HashName, hashOid } from '../cms/digest.ts';
import { derSetOf } from '../cms/encode.ts';
import type { Certificate } from '../pki/certificate.ts';
import { explicit, generalizedTime, integer, octetString, oid, sequence, set, time } from './encode.ts';
import type { SigningKey } from './keys.ts';

export interface SignerIdentity {
  readonly certificate: Certificate;
  readonly key: SigningKey;
  /** Certificates to carry along, the signer's own excluded. */
  readonly chain: readonly Certificate[];
}

export interface ContainerOptions {
  readonly contentType: string;
  /** Digest of what is signed, with the key's hash. */
  readonly digest: Uint8Array;
  /** Encapsulated content, or null for a detached signature. */
  readonly content: Uint8Array | null;
  /** signing-time attribute; PAdES uses /M of the dictionary instead. */
  readonly signingTime?: Date;
  /** Leave out ESS signing-certificate-v2, as old Adobe signatures do. */
  readonly withoutCertificateReference?: boolean;
  /** Unsigned attributes made from the signature value, such as a timestamp over it. */
  readonly unsigned?: (signature: Uint8Array) => readonly Uint8Array[];
  /** Replaces the digest algorithm written, for negative tests. */
  readonly claimedHash?: HashName;
  /** Replaces the signature algorithm written, for negative tests. */
  readonly claimedAlgorithm?: Uint8Array;
}

export function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), set(value));
}

/** Digest identifiers without parameters, as RFC 5754 and RFC 8419 prefer. */
function hashId(hash: HashName): Uint8Array {
  return sequence(oid(hashOid(hash)));
}

export function makeContainer(signer: SignerIdentity, options: ContainerOptions): Uint8Array {
  const { certificate, key } = signer;
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid(options.contentType)),
    attribute('1.2.840.113549.1.9.4', octetString(options.digest)),
    ...(options.signingTime ? [attribute('1.2.840.113549.1.9.5', time(options.signingTime))] : []),
    ...(options.withoutCertificateReference ? [] : [certificateReference(certificate)]),
  ];
  const signature = key.sign(derSetOf(0x31, attributes));
  const unsigned = options.unsigned?.(signature) ?? [];
  const hash = hashId(options.claimedHash ?? key.hash);
  const info = sequence(
    integer(1),
    sequence(certificate.issuer.raw, integer(certificate.serial)),
    hash,
    derSetOf(0xa0, attributes),
    options.claimedAlgorithm ?? key.algorithm,
    octetString(signature),
    ...(unsigned.length > 0 ? [derSetOf(0xa1, unsigned)] : []),
  );
  const content = options.content ? [explicit(0, octetString(options.content))] : [];
  const signedData = sequence(
    integer(options.contentType === '1.2.840.113549.1.7.1' ? 1 : 3),
    set(hash),
    sequence(oid(options.contentType), ...content),
    derSetOf(
      0xa0,
      [certificate, ...signer.chain].map((one) => one.raw),
    ),
    set(info),
  );
  return sequence(oid('1.2.840.113549.1.7.2'), explicit(0, signedData));
}

/** ESS signing-certificate-v2 (RFC 5035, 3), SHA-256 by default and so unnamed. */
function certificateReference(certificate: Certificate): Uint8Array {
  const id = sequence(octetString(digest('SHA-256', certificate.raw)));
  return attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(id)));
}

/** A timestamp token (RFC 3161, 2.4.2) over `data`. */
export function makeTimestamp(
  authority: SignerIdentity,
  data: readonly Uint8Array[],
  at: Date,
  serial: bigint,
): Uint8Array {
  const info = sequence(
    integer(1),
    oid('1.3.6.1.4.1.99999.1.1'),
    sequence(sequence(oid(hashOid('SHA-256'))), octetString(digest('SHA-256', ...data))),
    integer(serial),
    generalizedTime(at),
  );
  return makeContainer(authority, {
    contentType: '1.2.840.113549.1.9.16.1.4',
    digest: digest(authority.key.hash, info),
    content: info,
  });
}

/** The signature-time-stamp attribute. */
export function timestampAttribute(token: Uint8Array): Uint8Array {
  return attribute('1.2.840.113549.1.9.16.2.14', token);
}
