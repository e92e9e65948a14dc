/** Certificates as people see them, and the file of one that somebody wants to trust. */
import { Asn1Error } from '../cms/asn1.ts';
import { describeKey } from '../cms/public-key.ts';
import { type Certificate, fingerprint, issuedBy, readCertificate } from '../pki/certificate.ts';
import { EXTENDED_USAGE, extendedKeyUsage, KEY_USAGE, keyUsage, mayIssue } from '../pki/extensions.ts';
import { commonName, sameName, showName } from '../pki/name.ts';
import { readPem } from '../pki/pem.ts';
import type { CertificateSummary } from './report.ts';

export function summarise(certificate: Certificate): CertificateSummary {
  return {
    name: commonName(certificate.subject),
    subject: showName(certificate.subject),
    issuer: showName(certificate.issuer),
    serial: certificate.serial.toString(16).toUpperCase(),
    validFrom: new Date(certificate.notBefore).toISOString(),
    validTo: new Date(certificate.notAfter).toISOString(),
    key: describeKey(certificate.key),
    fingerprint: fingerprint(certificate),
  };
}

/** A certificate somebody may choose as a trust anchor, with what to weigh before doing so. */
export interface AnchorCandidate {
  readonly der: Uint8Array;
  readonly summary: CertificateSummary;
  /** It may issue certificates (RFC 5280, 4.2.1.3 and 4.2.1.9). */
  readonly isAuthority: boolean;
  /** Its own key made its signature. */
  readonly isSelfSigned: boolean;
  /** What its key may be used for, in Indonesian; empty when the certificate does not limit it. */
  readonly uses: readonly string[];
}

/**
 * Reads the certificates of a file, PEM (RFC 7468) or one DER value.
 * @throws Error with an Indonesian sentence when the file holds no readable certificate.
 */
export function readAnchorFile(bytes: Uint8Array): AnchorCandidate[] {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 1_000_000));
  if (text.includes('PRIVATE KEY-----'))
    throw new Error('Berkas ini memuat kunci privat. Jangan dibagikan; pilih berkas sertifikat saja.');
  try {
    const list = text.includes('-----BEGIN CERTIFICATE-----') ? readPem(text) : [bytes];
    return list.map(candidate);
  } catch (error) {
    if (error instanceof Asn1Error || error instanceof DOMException) {
      throw new Error('Ini bukan sertifikat PEM atau DER yang utuh. Unduh ulang dari situs resmi penerbit.');
    }
    throw error;
  }
}

function candidate(der: Uint8Array): AnchorCandidate {
  const certificate = readCertificate(der);
  return {
    der,
    summary: summarise(certificate),
    isAuthority: mayIssue(certificate),
    isSelfSigned: sameName(certificate.subject, certificate.issuer) && issuedBy(certificate, certificate).ok,
    uses: usesOf(certificate),
  };
}

const PURPOSES: readonly (readonly [id: string, words: string])[] = [
  [EXTENDED_USAGE.timeStamping, 'memberi cap waktu'],
  [EXTENDED_USAGE.ocspSigning, 'menjawab status pencabutan'],
  [EXTENDED_USAGE.serverAuth, 'mengamankan situs web'],
  [EXTENDED_USAGE.codeSigning, 'menandatangani program'],
];

/** KeyUsage and ExtKeyUsage (RFC 5280, 4.2.1.3 and 4.2.1.12) in words. */
function usesOf(certificate: Certificate): string[] {
  const usage = keyUsage(certificate);
  const purposes = extendedKeyUsage(certificate) ?? [];
  const signs = usage?.has(KEY_USAGE.digitalSignature) || usage?.has(KEY_USAGE.nonRepudiation);
  return [
    ...(signs ? ['menandatangani'] : []),
    ...(usage?.has(KEY_USAGE.keyCertSign) ? ['menerbitkan sertifikat'] : []),
    ...(usage?.has(KEY_USAGE.crlSign) ? ['menerbitkan daftar pencabutan'] : []),
    ...PURPOSES.filter(([id]) => purposes.includes(id)).map(([, words]) => words),
  ];
}
