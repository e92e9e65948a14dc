/** Runs the mathematics of one PDF signature, whichever of the five kinds of ISO 32000-2 (12.8.3) it is. */
import { Asn1Error, decode } from '../cms/asn1.ts';
import { digest, type HashName } from '../cms/digest.ts';
import { verifyScheme } from '../cms/signature.ts';
import { CONTENT, readSignedData, type SignedData } from '../cms/signed-data.ts';
import { checkSigner, type SignerAnswer, type SignerFault } from '../cms/signer.ts';
import { checkTimestamp } from '../cms/timestamp.ts';
import { equalBytes, octets } from '../cms/values.ts';
import type { PdfDocument, PdfSignature } from '../pdf/index.ts';
import { signedPieces } from '../pdf/index.ts';
import { type Certificate, readCertificates } from '../pki/certificate.ts';

/** What the mathematics say, before any question of trust. */
export interface Integrity {
  readonly status: 'pass' | 'fail' | 'not-checked';
  readonly fault: SignerFault | null;
  /** Plain Indonesian; empty when all is well. */
  readonly text: string;
  /** `not-checked` because of something this verifier does not know, rather than something missing. */
  readonly unsupported: boolean;
  readonly certificate: Certificate | null;
  /** ESS attributes tie the certificate: `no` when they name another one. */
  readonly bound: 'yes' | 'no' | 'none';
  /** Digests the signature rests on. */
  readonly hashes: readonly HashName[];
  readonly claimedTime: number | null;
  /** genTime, for document timestamps. */
  readonly stampTime: number | null;
  readonly container: SignedData | null;
}

/** Where every answer starts: a fault of form, nothing known. */
export const NOTHING = {
  status: 'fail',
  fault: 'format',
  text: '',
  unsupported: false,
  certificate: null,
  bound: 'none',
  hashes: [],
  claimedTime: null,
  stampTime: null,
  container: null,
} satisfies Integrity;

/** @param more certificates of the document's security store. */
export function checkIntegrity(
  doc: PdfDocument,
  signature: PdfSignature,
  more: readonly Certificate[],
): Integrity {
  const pieces = signedPieces(doc, signature);
  if (pieces.length === 0)
    return { ...NOTHING, text: 'rentang byte yang ditandatangani tidak dapat dipakai' };
  if (signature.contents.length === 0) return { ...NOTHING, text: 'tanda tangan kosong' };
  try {
    if (signature.subFilter === 'adbe.x509.rsa_sha1') return checkBare(signature, pieces);
    if (signature.subFilter === 'ETSI.RFC3161') return checkStamp(signature, pieces, more);
    return checkContainer(signature, pieces, more);
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return { ...NOTHING, text: `wadah tanda tangan rusak (${error.message})` };
  }
}

const CONTAINER_KINDS = ['adbe.pkcs7.detached', 'adbe.pkcs7.sha1', 'ETSI.CAdES.detached'];

function checkContainer(
  signature: PdfSignature,
  pieces: readonly Uint8Array[],
  more: readonly Certificate[],
): Integrity {
  const kind = signature.subFilter;
  if (kind === null || !CONTAINER_KINDS.includes(kind)) {
    const text =
      kind === null
        ? 'jenis tanda tangan (/SubFilter) tidak disebut'
        : `jenis tanda tangan ${kind} tidak didukung`;
    return { ...NOTHING, status: 'not-checked', fault: null, unsupported: true, text };
  }
  const container = readSignedData(signature.contents);
  const signer = container.signers[0];
  const base = { ...NOTHING, container };
  if (!signer || container.signers.length !== 1) {
    return { ...base, text: `wadah berisi ${container.signers.length} penanda tangan, seharusnya satu` };
  }
  if (container.contentType !== CONTENT.data)
    return { ...base, text: `jenis isi ${container.contentType} tidak semestinya` };
  const encapsulated = kind === 'adbe.pkcs7.sha1';
  if (encapsulated !== (container.content !== null)) {
    return {
      ...base,
      text: encapsulated
        ? 'ringkasan isi tidak ada'
        : 'tanda tangan terpisah tidak boleh membawa isi sendiri',
    };
  }
  if (encapsulated && !equalBytes(container.content!, digest('SHA-1', ...pieces))) {
    return { ...base, fault: 'hash', text: 'isi berkas tidak sama dengan yang ditandatangani' };
  }
  const over = encapsulated ? [container.content!] : pieces;
  const candidates = [...readCertificates(container.certificates), ...more];
  const answer = checkSigner(signer, over, CONTENT.data, candidates);
  return { ...fromSigner(answer, container), hashes: hashesOf(answer, encapsulated ? ['SHA-1'] : []) };
}

function checkStamp(
  signature: PdfSignature,
  pieces: readonly Uint8Array[],
  more: readonly Certificate[],
): Integrity {
  const answer = checkTimestamp(signature.contents, pieces, more);
  const signer = answer.signer;
  const base = signer ? fromSigner(signer, answer.token) : { ...NOTHING, container: answer.token };
  return {
    ...base,
    status: answer.status === 'undecided' ? 'not-checked' : answer.status,
    fault: answer.fault,
    text: answer.text,
    unsupported: answer.status === 'undecided' && answer.signer?.certificate !== null,
    hashes: signer ? hashesOf(signer, answer.imprintHash ? [answer.imprintHash] : []) : [],
    stampTime: answer.time,
  };
}

function hashesOf(answer: SignerAnswer, others: readonly HashName[]): HashName[] {
  return [...new Set([...(answer.hash ? [answer.hash] : []), ...others])];
}

export function fromSigner(answer: SignerAnswer, container: SignedData | null): Integrity {
  const undecided = answer.status === 'undecided';
  return {
    ...NOTHING,
    status: undecided ? 'not-checked' : answer.status,
    fault: answer.fault,
    text: answer.text,
    unsupported: undecided && answer.certificate !== null,
    certificate: answer.certificate,
    bound: answer.bound,
    claimedTime: answer.claimedTime,
    container,
  };
}

/** PKCS#1 hashes that readers accept for this kind (12.8.3.2 and table 260). */
const BARE_HASHES: readonly HashName[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512', 'RIPEMD160'];

/** adbe.x509.rsa_sha1: a bare PKCS#1 signature in an OCTET STRING, its certificate in /Cert. */
function checkBare(signature: PdfSignature, pieces: readonly Uint8Array[]): Integrity {
  const value = octets(decode(signature.contents));
  const certificate = readCertificates(signature.certificates.slice(0, 1))[0];
  if (!certificate) {
    return {
      ...NOTHING,
      status: 'not-checked',
      fault: null,
      text: 'sertifikat penanda tangan (/Cert) tidak ada',
    };
  }
  const { key } = certificate;
  if (key.kind !== 'rsa')
    return { ...NOTHING, certificate, text: 'jenis tanda tangan ini hanya untuk kunci RSA' };
  for (const hash of BARE_HASHES) {
    const scheme = { kind: 'pkcs1', hash, saltLength: 0 } as const;
    if (verifyScheme(scheme, key, pieces, value).ok) {
      return { ...NOTHING, status: 'pass', fault: null, certificate, hashes: [hash] };
    }
  }
  return { ...NOTHING, certificate, fault: 'hash', text: 'isi berkas tidak sama dengan yang ditandatangani' };
}
