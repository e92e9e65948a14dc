/**
 * Judges CMS signatures over any file: detached (`.p7s`, with the file beside it) and carrying it (`.p7m`); RFC
 * 5652, CAdES ETSI EN 319 122-1. The same seven checks as for a PDF; a file has no revisions, so what the signature
 * is over is all there is (`coverage`) and nothing can follow it (`changesAfter`).
 */
import { Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { ATTRIBUTE, readAttributes } from '../cms/attributes.ts';
import { CONTENT, readSignedData, type SignedData } from '../cms/signed-data.ts';
import { checkSigner } from '../cms/signer.ts';
import { equalBytes } from '../cms/values.ts';
import { DEFAULT_LIMITS } from '../pdf/limits.ts';
import { type Certificate, readCertificates } from '../pki/certificate.ts';
import { CMS_FILE, type Examined } from './examine.ts';
import { fromSigner, type Integrity, NOTHING } from './integrity.ts';
import { gather } from './material.ts';
import { innerTimestamps } from './proof.ts';
import { NotSignedDataError, signedDataOf } from './read-cms.ts';
import type { Report } from './report.ts';
import { summary } from './summary.ts';
import { ALWAYS_OPEN, unreadable } from './unreadable.ts';
import { judgeSignature, type VerifyOptions } from './verify.ts';

export interface CmsReport extends Report {
  /** What was signed: carried inside the file, else the one given; null when neither. */
  readonly content: Uint8Array | null;
  /** The signature file carries what it signs (`.p7m`). */
  readonly carried: boolean;
  /** Nothing could be judged for want of the file that was signed. */
  readonly wantsContent: boolean;
}

const MAX_SIGNERS = 64;
const MAX_DIGESTED_BYTES = 384 * 1024 * 1024;
const COUNTERSIGNATURE = '1.2.840.113549.1.9.6';

/**
 * Never throws for what is in the files.
 * @param file the `.p7s` or `.p7m` file, DER, BER or PEM.
 * @param content the file that was signed. Needed when the signature is detached; when the signature carries its
 *   content, a given one must be the same.
 * @param options `limits.fileBytes` bounds both files together; the other limits and the password are for PDF.
 */
export function verifyCms(file: Uint8Array, content: Uint8Array | null, options: VerifyOptions): CmsReport {
  const limit = options.limits?.fileBytes ?? DEFAULT_LIMITS.fileBytes;
  if (file.length + (content?.length ?? 0) > limit)
    return none(`Berkas lebih besar dari ${Math.round(limit / 1024 / 1024)} MiB.`);
  try {
    return judge(readSignedData(signedDataOf(file)), file, content, options);
  } catch (error) {
    if (error instanceof NotSignedDataError) return none(error.message);
    if (error instanceof Asn1Error) return none(`Wadah tanda tangan rusak (${error.message}).`);
    throw error;
  }
}

function none(why: string): CmsReport {
  return { ...unreadable(why), content: null, carried: false, wantsContent: false };
}

function judge(
  container: SignedData,
  file: Uint8Array,
  given: Uint8Array | null,
  options: VerifyOptions,
): CmsReport {
  const content = container.content ?? given;
  const carried = container.content !== null;
  if (container.contentType !== CONTENT.data)
    return none(
      `Berkas ini menandatangani isi jenis ${container.contentType}; jenis itu tidak didukung di sini.`,
    );
  if (container.signers.length === 0) return onlyCertificates(content, carried);
  if (!content) {
    const why = 'Tanda tangan ini terpisah dari berkasnya. Pilih juga berkas asli yang ditandatangani.';
    return { ...none(why), wantsContent: true };
  }
  if (
    container.signers.length > MAX_SIGNERS ||
    container.signers.length * content.length > MAX_DIGESTED_BYTES
  )
    return none('Berkas memuat terlalu banyak tanda tangan untuk ukurannya.');
  const now = options.at.getTime();
  const anchors = readCertificates(options.anchors ?? []);
  const stampAnchors = options.timestampAnchors ? readCertificates(options.timestampAnchors) : anchors;
  const candidates = readCertificates(container.certificates);
  const other = given !== null && !equalBytes(given, content);
  const all = container.signers.map((_, index) => examine(container, index, content, candidates, other));
  const stamps = all.flatMap((one) => one.stamps.flatMap((stamp) => (stamp.token ? [stamp.token] : [])));
  const own = all.map((one) => one.integrity.container!);
  const material = gather({ dss: null }, [], [...own, ...stamps], [...anchors, ...stampAnchors]);
  const { ocsps, crls } = material.revocation;
  const hasData = ocsps.length + crls.length > 0;
  const signatures = all.map((one) =>
    judgeSignature(hasData, one, all, material, anchors, stampAnchors, now),
  );
  const words = summary({ repaired: false, findings: [] }, signatures);
  const countersigned = container.signers.some((one) => one.unsignedAttributes.values.has(COUNTERSIGNATURE));
  const open = countersigned ? ['Tanda tangan balasan (countersignature) di dalam tanda tangan'] : [];
  return {
    verdict: words.verdict,
    reason: words.sentence,
    todo: words.todo,
    signatures,
    locked: false,
    notChecked: [...new Set([...signatures.flatMap((one) => one.notChecked), ...open, ...ALWAYS_OPEN])],
    document: { bytes: file.length, pages: 0, revisions: [], repaired: false, findings: [] },
    content,
    carried,
    wantsContent: false,
  };
}

/** A file of certificates only (`.p7b`, RFC 5652 allows no signer at all). */
function onlyCertificates(content: Uint8Array | null, carried: boolean): CmsReport {
  return {
    ...none('Berkas ini hanya memuat sertifikat; tidak ada tanda tangan di dalamnya.'),
    verdict: 'no-signature',
    reason: 'Tidak ada tanda tangan elektronik. Berkas ini hanya memuat sertifikat.',
    content,
    carried,
  };
}

/** Facts about one signer. Its container is shown to the rest with this signer alone. */
function examine(
  container: SignedData,
  index: number,
  content: Uint8Array,
  candidates: readonly Certificate[],
  otherGiven: boolean,
): Examined {
  const own: SignedData = { ...container, signers: [container.signers[index]!] };
  const integrity = checkIntegrity(own, content, candidates, otherGiven);
  const claimed = { name: null, reason: null, location: null, contact: null, date: null };
  return {
    signature: {
      kind: 'signature',
      fieldName: container.signers.length === 1 ? 'Tanda tangan' : `Penanda tangan ${index + 1}`,
      subFilter: CMS_FILE,
      revisionIndex: -1,
      claimed,
    },
    coverage: { status: 'pass', wholeFile: true, findings: [] },
    changes: { level: 'none', findings: [] },
    integrity,
    stamps: innerTimestamps({ integrity }, []),
  };
}

function checkIntegrity(
  container: SignedData,
  content: Uint8Array,
  candidates: readonly Certificate[],
  otherGiven: boolean,
): Integrity {
  const base = { ...NOTHING, container };
  if (otherGiven)
    return { ...base, fault: 'hash', text: 'berkas yang dipilih bukan berkas yang ditandatangani' };
  const signer = container.signers[0]!;
  // A signature over attributes can be replayed as one over content that looks like them, when none are written
  // (the missing-attributes attack on CMS, 2023; RFC 5652, 5.4 hashes both alike).
  if (!signer.signedAttributes && looksLikeAttributes(content))
    return { ...base, text: 'isi yang ditandatangani sebenarnya atribut milik tanda tangan lain' };
  try {
    const answer = checkSigner(signer, [content], CONTENT.data, candidates);
    return { ...fromSigner(answer, container), hashes: answer.hash ? [answer.hash] : [] };
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return { ...base, text: `wadah tanda tangan rusak (${error.message})` };
  }
}

function looksLikeAttributes(content: Uint8Array): boolean {
  if (content[0] !== 0x31) return false;
  try {
    const set = decode(content);
    return set.is(TAG.set) && readAttributes(set).values.has(ATTRIBUTE.messageDigest);
  } catch (error) {
    if (error instanceof Asn1Error) return false;
    throw error;
  }
}
