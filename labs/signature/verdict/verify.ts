/** The whole way from the bytes of a file to a report. Pure: time, trust and bounds come in as arguments. */
import type { SignedData } from '../cms/signed-data.ts';
import {
  type Limits,
  openPdf,
  outsideSignatures,
  type PdfDocument,
  PdfError,
  type PdfSignature,
} from '../pdf/index.ts';
import { type Certificate, readCertificates } from '../pki/certificate.ts';
import { type Examined, examine } from './examine.ts';
import { gather, type Material, storeCertificates } from './material.ts';
import { proveTime } from './proof.ts';
import type { Report, SignatureReport } from './report.ts';
import { reportSignature } from './signature-report.ts';
import { summary } from './summary.ts';
import { judgeTrust } from './trust.ts';
import { ALWAYS_OPEN, unreadable } from './unreadable.ts';

export interface VerifyOptions {
  /** DER certificates trusted by decision of the user; see `readPem`. Unreadable ones count as absent. */
  readonly anchors?: readonly Uint8Array[];
  /** Anchors for timestamp authorities; those of signers when absent. */
  readonly timestampAnchors?: readonly Uint8Array[];
  /** The moment of the check. */
  readonly at: Date;
  readonly limits?: Partial<Limits>;
  /** Password of an encrypted document. */
  readonly password?: string;
}

/**
 * Judges every signature of a PDF. Never throws for what is in the file: an unreadable file gets the verdict
 * `not-checked` with its reason.
 */
export function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Report {
  try {
    const { limits, password } = options;
    const doc = openPdf(bytes, { ...(limits && { limits }), ...(password !== undefined && { password }) });
    return judgeDocument(doc, options);
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    return { ...unreadable(`${error.what} ${error.mend}`), locked: error.code === 'locked' };
  }
}

function judgeDocument(doc: PdfDocument, options: VerifyOptions): Report {
  refuseTooMuch(doc);
  const now = options.at.getTime();
  const anchors = readCertificates(options.anchors ?? []);
  const stampAnchors = options.timestampAnchors ? readCertificates(options.timestampAnchors) : anchors;
  const store = storeCertificates(doc);
  const carried = doc.dss !== null && doc.dss.ocsps.length + doc.dss.crls.length > 0;
  const all = doc.signatures.map((signature) => examine(doc, signature, store));
  const material = gather(doc, store, containersOf(all), [...anchors, ...stampAnchors]);
  const signatures = all.map((examined) => {
    const own = examined.signature.kind === 'timestamp' ? stampAnchors : anchors;
    return judgeSignature(carried, examined, all, material, own, stampAnchors, now);
  });
  const words = summary(doc, signatures);
  return {
    verdict: words.verdict,
    reason: words.sentence,
    todo: words.todo,
    signatures,
    locked: doc.encryption?.unlocked === false,
    notChecked: [...new Set([...signatures.flatMap((one) => one.notChecked), ...ALWAYS_OPEN])],
    document: {
      bytes: doc.bytes.length,
      pages: doc.pageCount,
      revisions: doc.revisions.map((revision) => revision.end),
      repaired: doc.repaired,
      findings: [...doc.findings, ...outsideSignatures(doc)],
    },
  };
}

/** Every signature digests its part of the file and costs public-key operations; together they are bounded. */
const MAX_SIGNATURES = 64;
const MAX_DIGESTED_BYTES = 384 * 1024 * 1024;

function refuseTooMuch(doc: PdfDocument): void {
  const { length } = doc.signatures;
  // A range beyond the file is never digested: coverage says what is wrong with it.
  const digested = doc.signatures.reduce((sum, one) => sum + Math.min(lengthOf(one), doc.bytes.length), 0);
  const what =
    length > MAX_SIGNATURES
      ? `Berkas memuat ${length} tanda tangan, lebih dari ${MAX_SIGNATURES}.`
      : digested > MAX_DIGESTED_BYTES
        ? 'Berkas terlalu besar untuk banyaknya tanda tangan.'
        : null;
  if (what) throw new PdfError('limit', 0, what, 'Periksa di layanan verifikasi resmi.');
}

const lengthOf = ({ byteRange }: PdfSignature): number =>
  byteRange ? Math.max(0, byteRange[1]) + Math.max(0, byteRange[3]) : 0;

/** @param carried the document carries validation data at all. */
export function judgeSignature(
  carried: boolean,
  examined: Examined,
  all: readonly Examined[],
  material: Material,
  anchors: readonly Certificate[],
  stampAnchors: readonly Certificate[],
  now: number,
): SignatureReport {
  const index = examined.signature.revisionIndex;
  const later = all.filter(
    (one) => one.signature.kind === 'timestamp' && index >= 0 && one.signature.revisionIndex > index,
  );
  const proof = proveTime(examined, later, material, stampAnchors, now);
  const at = proof.time ?? now;
  const { certificate, hashes } = examined.integrity;
  const purpose = examined.signature.kind === 'timestamp' ? 'timestamp' : 'document';
  const trust = certificate ? judgeTrust(certificate, purpose, hashes, material, anchors, at, now) : null;
  return reportSignature({ examined, proof, trust, at, hasAnchors: anchors.length > 0 }, carried, later);
}

function containersOf(all: readonly Examined[]): SignedData[] {
  return all.flatMap((one) => [
    ...(one.integrity.container ? [one.integrity.container] : []),
    ...one.stamps.flatMap((stamp) => (stamp.token ? [stamp.token] : [])),
  ]);
}
