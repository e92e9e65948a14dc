/** Writes revocation lists and OCSP responses for practice. */
import { digest, hashOid } from '../cms/digest.ts';
import type { Certificate } from '../pki/certificate.ts';
import { encodeName, extension, type NameParts } from './certificate.ts';
import {
  bitString,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  time,
} from './encode.ts';
import type { SigningKey } from './keys.ts';

export interface RevokedEntry {
  readonly serial: bigint;
  readonly at: Date;
  /** CRLReason (RFC 5280, 5.3.1); none written when absent. */
  readonly reason?: number;
  /** In an indirect list: the authority whose certificate this is (5.3.3). */
  readonly issuer?: NameParts;
}

export interface Window {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

export interface CrlOptions extends Window {
  /** CRLNumber (5.2.3), 1 when absent. */
  readonly number?: number;
  /** Further extensions, already encoded by `extension`. */
  readonly more?: readonly Uint8Array[];
}

export function makeCrl(
  issuer: Certificate,
  key: SigningKey,
  revoked: readonly RevokedEntry[],
  { thisUpdate, nextUpdate, number = 1, more = [] }: CrlOptions,
): Uint8Array {
  const entries = revoked.map((entry) => {
    const extensions = entryExtensions(entry);
    return sequence(
      integer(entry.serial),
      time(entry.at),
      ...(extensions.length > 0 ? [sequence(...extensions)] : []),
    );
  });
  const tbs = sequence(
    integer(1),
    key.algorithm,
    issuer.subject.raw,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(0, sequence(extension('2.5.29.20', integer(number)), ...more)),
  );
  return sequence(tbs, key.algorithm, bitString(key.sign(tbs)));
}

function entryExtensions({ reason, issuer }: RevokedEntry): Uint8Array[] {
  const named = issuer && sequence(explicit(4, encodeName(issuer)));
  return [
    ...(reason === undefined ? [] : [extension('2.5.29.21', enumerated(reason))]),
    ...(named ? [extension('2.5.29.29', named, true)] : []),
  ];
}

export interface Responder {
  readonly certificate: Certificate;
  readonly key: SigningKey;
}

/** @param revokedAt when the certificate was revoked; null for good. */
export function makeOcsp(
  certificate: Certificate,
  issuer: Certificate,
  responder: Responder,
  revokedAt: Date | null,
  { thisUpdate, nextUpdate }: Window,
): Uint8Array {
  const id = sequence(
    sequence(oid(hashOid('SHA-1')), nullValue()),
    octetString(digest('SHA-1', certificate.issuer.raw)),
    octetString(digest('SHA-1', issuer.keyBits)),
    integer(certificate.serial),
  );
  const status = revokedAt ? explicit(1, generalizedTime(revokedAt)) : implicit(0, new Uint8Array());
  const tbs = sequence(
    explicit(2, octetString(digest('SHA-1', responder.certificate.keyBits))),
    generalizedTime(thisUpdate),
    sequence(sequence(id, status, generalizedTime(thisUpdate), explicit(0, generalizedTime(nextUpdate)))),
  );
  const { key } = responder;
  const certificates = explicit(0, sequence(responder.certificate.raw));
  const basic = sequence(tbs, key.algorithm, bitString(key.sign(tbs)), certificates);
  return sequence(enumerated(0), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic))));
}
