/** Writes revocation lists and OCSP responses for practice. */
import { digest, hashOid } from '../cms/digest.ts';
import type { Certificate } from '../pki/certificate.ts';
import { extension } from './certificate.ts';
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
}

export interface Window {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

export function makeCrl(
  issuer: Certificate,
  key: SigningKey,
  revoked: readonly RevokedEntry[],
  { thisUpdate, nextUpdate }: Window,
): Uint8Array {
  const entries = revoked.map((entry) => sequence(integer(entry.serial), time(entry.at)));
  const tbs = sequence(
    integer(1),
    key.algorithm,
    issuer.subject.raw,
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length > 0 ? [sequence(...entries)] : []),
    explicit(0, sequence(extension('2.5.29.20', integer(1)))),
  );
  return sequence(tbs, key.algorithm, bitString(key.sign(tbs)));
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
