/** Judges a certificate at one moment: path, right to its use, revocation, strength of what it rests on. */
import { schemeOf } from '../cms/algorithms.ts';
import { Asn1Error } from '../cms/asn1.ts';
import type { HashName } from '../cms/digest.ts';
import { hashStrength, keyStrength, type Strength, schemeStrength } from '../cms/strength.ts';
import type { Certificate } from '../pki/certificate.ts';
import { EXTENDED_USAGE, EXTENSION, extendedKeyUsage } from '../pki/extensions.ts';
import { findPath, type PathAnswer } from '../pki/path.ts';
import { type CertificateStatus, pathRevocation } from '../pki/revocation.ts';
import { maySignDocuments } from '../pki/validate.ts';
import type { Material } from './material.ts';

export type Purpose = 'document' | 'timestamp';

export interface Trust {
  readonly path: PathAnswer;
  /** Null when the key may be used for this purpose, else why not, in Indonesian. */
  readonly misuse: string | null;
  /** Empty when no path reached an anchor. */
  readonly revocation: readonly CertificateStatus[];
  /** The weakest algorithm involved. */
  readonly strength: Strength;
}

/**
 * @param at the moment for which all this must hold: the proved time, else the time of the check.
 * @param now the time of the check.
 */
export function judgeTrust(
  certificate: Certificate,
  purpose: Purpose,
  hashes: readonly HashName[],
  material: Material,
  anchors: readonly Certificate[],
  at: number,
  now: number,
): Trust {
  const path = findPath(certificate, material.certificates, anchors, at, material.signedBy);
  return {
    path,
    misuse: misuse(certificate, purpose),
    revocation:
      path.status === 'none'
        ? []
        : pathRevocation(path.path, material.revocation, at, now, material.signedBy),
    strength: weakest(path.path, hashes, at),
  };
}

/** True when nothing at all speaks against it. */
export function isTrusted(trust: Trust): boolean {
  return (
    trust.path.status === 'pass' &&
    trust.misuse === null &&
    trust.strength.status !== 'weak' &&
    trust.revocation.every((one) => one.status === 'good')
  );
}

function misuse(certificate: Certificate, purpose: Purpose): string | null {
  try {
    return purpose === 'document' ? documentMisuse(certificate) : timestampMisuse(certificate);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return `ekstensi sertifikat rusak (${error.message})`;
  }
}

/** Purposes that shut documents out when a certificate is limited to them. */
const OTHER_PURPOSES: ReadonlySet<string> = new Set([
  EXTENDED_USAGE.serverAuth,
  EXTENDED_USAGE.codeSigning,
  EXTENDED_USAGE.timeStamping,
  EXTENDED_USAGE.ocspSigning,
]);

function documentMisuse(certificate: Certificate): string | null {
  if (!maySignDocuments(certificate)) return 'kunci sertifikat ini tidak diperuntukkan bagi tanda tangan';
  const purposes = extendedKeyUsage(certificate);
  return purposes?.every((purpose) => OTHER_PURPOSES.has(purpose))
    ? 'sertifikat ini diterbitkan untuk keperluan lain, bukan untuk menandatangani dokumen'
    : null;
}

/** RFC 3161, 2.3: the one purpose timeStamping, marked critical. */
function timestampMisuse(certificate: Certificate): string | null {
  const purposes = extendedKeyUsage(certificate);
  const critical = certificate.extensions.get(EXTENSION.extendedKeyUsage)?.critical === true;
  const only = purposes?.length === 1 && purposes[0] === EXTENDED_USAGE.timeStamping;
  return only && critical && maySignDocuments(certificate)
    ? null
    : 'sertifikat ini bukan milik layanan cap waktu';
}

/** The anchor's own signature is not looked at: it is trusted by decision, not by that signature. */
function weakest(path: readonly Certificate[], hashes: readonly HashName[], at: number): Strength {
  const strengths = hashes.map((hash) => hashStrength(hash, at));
  path.forEach((certificate, index) => {
    strengths.push(keyStrength(certificate.key, at));
    const issuer = path[index + 1];
    const scheme = issuer && schemeOf(certificate.signatureAlgorithm, issuer.key);
    if (issuer && scheme && !('refused' in scheme)) strengths.push(schemeStrength(scheme, issuer.key, at));
  });
  return strengths.reduce((worst, one) => (one.until < worst.until ? one : worst));
}
