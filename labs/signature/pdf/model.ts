/**
 * The public shapes of the PDF part of the signature engine: what a document is, what a signature in it
 * is, and how faults and findings are said. Clauses are those of ISO 32000-2 unless another source is named.
 */

/** A half-open range of byte offsets in the file: `start` is the first byte, `end` the one after the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Bounds on the work one document may cause. Every one is a count or a number of bytes, never a time. */
export interface Limits {
  /** Largest file read at all, in bytes. */
  readonly fileBytes: number;
  /** All bytes that decompression may produce for one document, together. */
  readonly inflatedBytes: number;
  /** How deep arrays and dictionaries, and trees of pages and fields, may be nested. */
  readonly depth: number;
  /** Cross-reference entries, all sections together. */
  readonly xrefEntries: number;
  /** Sections in one /Prev chain. */
  readonly sections: number;
  /** Objects parsed while one document is judged, all revisions together. */
  readonly objects: number;
  /** Signature fields looked at. */
  readonly signatures: number;
}

/** How a document is opened. */
export interface OpenOptions {
  readonly limits?: Partial<Limits>;
  /** User or owner password of an encrypted document; the empty one is tried when absent. */
  readonly password?: string;
}

/** Why a file could not be read as a PDF: a stable code, the byte offset, what is wrong and how to mend it. */
export class PdfError extends Error {
  readonly code: PdfErrorCode;
  readonly offset: number;
  /** What is wrong, in plain Indonesian. */
  readonly what: string;
  /** What the reader can do about it, in plain Indonesian. */
  readonly mend: string;

  constructor(code: PdfErrorCode, offset: number, what: string, mend: string) {
    super(`${what} (byte ${offset}). ${mend}`);
    this.name = 'PdfError';
    this.code = code;
    this.offset = offset;
    this.what = what;
    this.mend = mend;
  }
}

/**
 * `not-pdf`: no PDF header. `damaged`: structure broken beyond showing. `limit`: more work than allowed.
 * `unsupported`: a feature this reader names but does not have. `locked`: only a password opens it.
 */
export type PdfErrorCode = 'not-pdf' | 'damaged' | 'limit' | 'unsupported' | 'locked';

/** One thing noticed about a document. `code` is stable; `text` is a plain Indonesian sentence. */
export interface Finding {
  readonly code: string;
  /** `fail` decides against the signature, `unknown` leaves it undecided, `info` explains something allowed. */
  readonly weight: 'fail' | 'unknown' | 'info';
  readonly text: string;
  /** Byte offset in the file, where one place can be named. */
  readonly offset?: number;
  /** Object number and generation, as `12 0`. */
  readonly object?: string;
  /** Path from the trailer, as `Root/Pages/Kids/0/Contents`. */
  readonly path?: string;
  /** Page number as people count, from 1. */
  readonly page?: number;
  /** Rectangle on that page in default user space: left, bottom, right, top. */
  readonly rect?: readonly [number, number, number, number];
  /** Index into {@link PdfDocument.revisions} of the revision that made the change. */
  readonly revision?: number;
}

/** One incremental update (7.5.6), or the original file for index 0. */
export interface Revision {
  readonly index: number;
  /** First byte that belongs to this revision. */
  readonly start: number;
  /** The byte after its `%%EOF` and the end-of-line that follows it, if any. */
  readonly end: number;
  /** The byte after the letters of `%%EOF`, without the end-of-line. */
  readonly eof: number;
  /** Offset of the cross-reference section that a reader of this revision starts from. */
  readonly xrefOffset: number;
}

/** Rights that a FieldMDP transform (12.8.2.4) or a field /Lock (12.7.5.5) takes away. */
export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Full field names for Include and Exclude. */
  readonly fields: readonly string[];
  /** Access permission the lock sets for the document (/P, PDF 2.0), when present. */
  readonly permission: 1 | 2 | 3 | null;
}

/** What the signature dictionary says of itself: claims of the signer's software, nothing proved. */
export interface SignatureClaims {
  readonly name: string | null;
  readonly reason: string | null;
  readonly location: string | null;
  readonly contact: string | null;
  /** /M as an ISO 8601 string, or null when absent or not a PDF date. */
  readonly date: string | null;
}

/** One signature or document timestamp reached from the form tree (12.8.1). */
export interface PdfSignature {
  /** Fully qualified name of the first field that carries it. */
  readonly fieldName: string;
  /** Names of further fields that carry the same dictionary. */
  readonly otherFields: readonly string[];
  readonly kind: 'signature' | 'timestamp';
  readonly filter: string | null;
  readonly subFilter: string | null;
  /** Object number and generation of the dictionary, or null when it stands inside the field. */
  readonly object: string | null;
  /** Offset of the dictionary's `<<`. */
  readonly dictOffset: number;
  /** The /ByteRange as written, or null when it is absent or not four integers (a finding says so). */
  readonly byteRange: readonly [number, number, number, number] | null;
  /** The CMS container: exactly one BER value from the start of /Contents. Empty when there is none. */
  readonly contents: Uint8Array;
  /** What follows that value inside /Contents; normally all zero bytes. */
  readonly padding: Uint8Array;
  /** Where the /Contents string stands in the file, its delimiters included. */
  readonly contentsSpan: Span | null;
  /** /Cert: certificate strings of adbe.x509.rsa_sha1, signer first. */
  readonly certificates: readonly Uint8Array[];
  readonly claimed: SignatureClaims;
  /** Set when this is the certification signature (12.8.2.2): its access permission. */
  readonly docMDP: 1 | 2 | 3 | null;
  /** From a FieldMDP transform in /Reference. */
  readonly fieldMDP: FieldLock | null;
  /** From /Lock of the signature field, as it was in the signed revision. */
  readonly lock: FieldLock | null;
  /** Page (from 1) and rectangle of its widget, or null when it cannot be seen. */
  readonly place: { readonly page: number; readonly rect: readonly [number, number, number, number] } | null;
  /** Index of the revision the signature closes, or -1 when its range ends at no revision. */
  readonly revisionIndex: number;
  /** What is wrong with the dictionary itself; any `fail` here makes coverage fail. */
  readonly findings: readonly Finding[];
}

/** Validation data of the document (ETSI EN 319 142-1, 5.4): DER bytes, undecoded. */
export interface SecurityStore {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** By upper-case hex SHA-1 of a signature's /Contents. */
  readonly vri: ReadonlyMap<string, ValidationRelatedInfo>;
}

/** Validation data of one signature (ETSI EN 319 142-1, 5.4.2.3). */
export interface ValidationRelatedInfo {
  readonly certificates: readonly Uint8Array[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** /TS: a timestamp token, when present. */
  readonly timestamp: Uint8Array | null;
}

/** Answer about ByteRange, gap and reach of one signature. */
export interface Coverage {
  readonly status: 'pass' | 'fail';
  /** The range ends where the file ends, so nothing at all follows it. */
  readonly wholeFile: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Answer about what happened after one signature. `none`: nothing follows; `allowed`: validation data,
 * timestamps, further signatures, permitted form filling; `annotations`: permitted comments as well;
 * `illegal`: something no rule allows; `not-checked`: it could not be decided, and a finding says why.
 */
export interface Changes {
  readonly level: 'none' | 'allowed' | 'annotations' | 'illegal' | 'not-checked';
  readonly findings: readonly Finding[];
}

/** How an encrypted document (7.6) was met. */
export interface Encryption {
  /** Security handler and algorithm, as in `Standard AESV3`. */
  readonly scheme: string;
  /** True when the empty or given password opens it, so that its objects can be compared. */
  readonly unlocked: boolean;
}

/** An opened document: plain data about it, and the handle the other functions of this part work on. */
export interface PdfDocument {
  readonly bytes: Uint8Array;
  /** From the header, or from /Version of the catalog when that is higher. */
  readonly version: string;
  /** The file's own structure could not be followed and was rebuilt: fit for showing, never for `valid`. */
  readonly repaired: boolean;
  readonly encryption: Encryption | null;
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  /** In the order of the revisions they close, then of their place in the file. */
  readonly signatures: readonly PdfSignature[];
  /** Names of signature fields that carry no signature yet. */
  readonly emptySignatureFields: readonly string[];
  readonly dss: SecurityStore | null;
  readonly pageCount: number;
  /** What was noticed about the document as a whole, such as signature dictionaries no field leads to. */
  readonly findings: readonly Finding[];
}
