/** Checks one SignerInfo (RFC 5652, 5.4 to 5.6) against the digest of what it signs. */
import type { Certificate } from '../pki/certificate.ts';
import { subjectKeyId } from '../pki/extensions.ts';
import { readName } from '../pki/name.ts';
import { digestOf, signerScheme } from './algorithms.ts';
import { Asn1Error, decode } from './asn1.ts';
import {
  ATTRIBUTE,
  protectedAlgorithms,
  signingCertificateReferences,
  signingTime,
  single,
} from './attributes.ts';
import { digest, type HashName } from './digest.ts';
import { verifyScheme } from './signature.ts';
import type { SignerId, SignerInfo } from './signed-data.ts';
import { equalBytes, octets, oid } from './values.ts';

/** `hash`: the content differs. `signature`: the value is wrong. `format`: not as the standards write it. */
export type SignerFault = 'hash' | 'signature' | 'format';

export interface SignerAnswer {
  /** `undecided`: the certificate is missing or the algorithm unknown. */
  readonly status: 'pass' | 'fail' | 'undecided';
  readonly fault: SignerFault | null;
  /** Plain Indonesian: what is wrong, or empty. */
  readonly text: string;
  readonly certificate: Certificate | null;
  /** Whether ESS attributes tie the certificate: `none` when there are no such attributes. */
  readonly bound: 'yes' | 'no' | 'none';
  readonly hash: HashName | null;
  readonly claimedTime: number | null;
}

/**
 * @param pieces what the signature is over: the byte ranges, or the encapsulated content.
 * @param contentType type the content must have and the content-type attribute must repeat.
 * @param candidates certificates that may be the signer's.
 */
export function checkSigner(
  signer: SignerInfo,
  pieces: readonly Uint8Array[],
  contentType: string,
  candidates: readonly Certificate[],
): SignerAnswer {
  const { certificate, bound } = findCertificate(signer, candidates);
  const answer = { certificate, bound, hash: null, claimedTime: null, fault: null, text: '' };
  const fail = (fault: SignerFault, text: string): SignerAnswer => ({
    ...answer,
    status: 'fail',
    fault,
    text,
  });
  const hash = digestOf(signer.digestAlgorithm);
  if (typeof hash !== 'string') {
    if (hash.refused === 'forbidden') return fail('format', hash.why);
    return { ...answer, status: 'undecided', text: hash.why };
  }
  const { signedAttributes } = signer;
  if (signedAttributes) {
    const expected = octetsOf(signer, ATTRIBUTE.messageDigest);
    if (!expected) return fail('format', 'atribut messageDigest tidak ada');
    if (!equalBytes(expected, digest(hash, ...pieces)))
      return fail('hash', 'isi berkas tidak sama dengan yang ditandatangani');
    const type = single(signedAttributes, ATTRIBUTE.contentType);
    if (!type || oid(type) !== contentType) return fail('format', 'atribut contentType tidak cocok');
    const said = protectedAlgorithms(signedAttributes);
    if (
      said &&
      (said.digest !== signer.digestAlgorithm.oid || said.signature !== signer.signatureAlgorithm.oid)
    ) {
      return fail('format', 'algoritma tidak sama dengan yang dilindungi tanda tangan');
    }
  }
  const claimedTime = signedAttributes ? readTime(signer) : null;
  const known = { ...answer, hash, claimedTime };
  if (!certificate) {
    return { ...known, status: 'undecided', text: 'sertifikat penanda tangan tidak ada di dalam berkas' };
  }
  const scheme = signerScheme(signer.digestAlgorithm, signer.signatureAlgorithm, certificate.key);
  let text = '';
  for (const message of signedAttributes ? signedAttributes.encodings.map((one) => [one]) : [pieces]) {
    const checked = verifyScheme(scheme, certificate.key, message, signer.signature);
    if (checked.ok) return { ...known, status: 'pass' };
    if (checked.why === 'unsupported') return { ...known, status: 'undecided', text: checked.text };
    text = checked.text;
  }
  return { ...known, status: 'fail', fault: 'signature', text };
}

function octetsOf(signer: SignerInfo, type: string): Uint8Array | null {
  const value = signer.signedAttributes ? single(signer.signedAttributes, type) : undefined;
  return value ? octets(value) : null;
}

/** A claimed time that cannot be read is no claim; it proves nothing either way. */
function readTime(signer: SignerInfo): number | null {
  try {
    return signer.signedAttributes ? signingTime(signer.signedAttributes) : null;
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}

/** Among certificates that the identifier fits, the one the ESS attributes name; another one is not the signer's. */
function findCertificate(
  signer: SignerInfo,
  candidates: readonly Certificate[],
): Pick<SignerAnswer, 'certificate' | 'bound'> {
  const named = candidates.filter((candidate) => identifies(signer.id, candidate));
  const references = signer.signedAttributes ? signingCertificateReferences(signer.signedAttributes) : [];
  if (references.length === 0) return { certificate: named[0] ?? null, bound: 'none' };
  const exact = named.find((candidate) =>
    references.every(
      ({ hash, digest: expected }) => hash !== null && equalBytes(digest(hash, candidate.raw), expected),
    ),
  );
  return exact ? { certificate: exact, bound: 'yes' } : { certificate: named[0] ?? null, bound: 'no' };
}

function identifies(id: SignerId, candidate: Certificate): boolean {
  if ('keyId' in id) {
    const own = subjectKeyId(candidate);
    return own !== null && equalBytes(own, id.keyId);
  }
  if (id.serial !== candidate.serial) return false;
  return (
    equalBytes(id.issuer, candidate.issuer.raw) || canonical(id.issuer) === candidate.issuer.canonical.join()
  );
}

function canonical(issuer: Uint8Array): string {
  return readName(decode(issuer)).canonical.join();
}
