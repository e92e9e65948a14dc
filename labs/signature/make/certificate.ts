/** Writes X.509 certificates for practice. */

import { decode } from '../cms/asn1.ts';
import { digest } from '../cms/digest.ts';
import { bits } from '../cms/values.ts';
import { type Certificate, readCertificate } from '../pki/certificate.ts';
import {
  bitString,
  bool,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  printable,
  sequence,
  set,
  time,
  utf8,
} from './encode.ts';
import type { SigningKey } from './keys.ts';

/** Attributes of a name, most general first: `[['C', 'ID'], ['O', '…'], ['CN', '…']]`. */
export type NameParts = readonly (readonly ['C' | 'O' | 'OU' | 'L' | 'T' | 'CN', string])[];

const ATTRIBUTE = {
  C: '2.5.4.6',
  L: '2.5.4.7',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  T: '2.5.4.12',
  CN: '2.5.4.3',
} as const;

export function encodeName(parts: NameParts): Uint8Array {
  return sequence(
    ...parts.map(([type, value]) =>
      set(sequence(oid(ATTRIBUTE[type]), type === 'C' ? printable(value) : utf8(value))),
    ),
  );
}

/** What a certificate is for. */
export interface Profile {
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** KeyUsage bit numbers; no extension when absent. */
  readonly keyUsage?: readonly number[];
  readonly extendedUsage?: readonly string[];
  readonly extendedCritical?: boolean;
  /** Further extensions, already encoded by {@link extension}. */
  readonly more?: readonly Uint8Array[];
}

export interface CertificateRequest {
  readonly serial: bigint;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spki: Uint8Array;
  readonly profile: Profile;
}

export function makeCertificate(request: CertificateRequest, issuerKey: SigningKey): Certificate {
  const tbs = sequence(
    explicit(0, integer(2)),
    integer(request.serial),
    issuerKey.algorithm,
    request.issuer,
    sequence(time(request.notBefore), time(request.notAfter)),
    request.subject,
    request.spki,
    explicit(3, sequence(...extensions(request, issuerKey.spki))),
  );
  return readCertificate(sequence(tbs, issuerKey.algorithm, bitString(issuerKey.sign(tbs))));
}

function extensions({ profile, spki }: CertificateRequest, issuerSpki: Uint8Array): Uint8Array[] {
  const list = [
    extension('2.5.29.14', octetString(keyId(spki))),
    extension('2.5.29.35', sequence(implicit(0, keyId(issuerSpki)))),
  ];
  if (profile.ca) {
    const limit = profile.pathLength === undefined ? [] : [integer(profile.pathLength)];
    list.push(extension('2.5.29.19', sequence(bool(true), ...limit), true));
  }
  if (profile.keyUsage) list.push(extension('2.5.29.15', namedBits(profile.keyUsage), true));
  if (profile.extendedUsage) {
    const purposes = sequence(...profile.extendedUsage.map(oid));
    list.push(extension('2.5.29.37', purposes, profile.extendedCritical));
  }
  return [...list, ...(profile.more ?? [])];
}

export function extension(id: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(oid(id), ...(critical ? [bool(true)] : []), octetString(value));
}

/** SHA-1 of the key bits, the usual key identifier (RFC 5280, 4.2.1.2). */
export function keyId(spki: Uint8Array): Uint8Array {
  return digest('SHA-1', bits(decode(spki).children[1]));
}

function namedBits(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.floor(Math.max(...numbers) / 8) + 1);
  for (const bit of numbers) bytes[bit >> 3] = bytes[bit >> 3]! | (0x80 >> (bit & 7));
  const last = bytes.at(-1)!;
  let unused = 0;
  while (!((last >> unused) & 1)) unused++;
  return bitString(bytes, unused);
}
