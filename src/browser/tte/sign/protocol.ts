/** What the signing page asks its worker, and what it is told. The private key never leaves the worker. */
import type { AnchorCandidate, Report } from '../../../../labs/signature/index.ts';

/** A letter before it is signed, as the build laid it out. */
export interface UnsignedLetter {
  /** Base64 of the file so far. */
  readonly bytes: string;
  readonly draft: {
    readonly startXref: number;
    readonly next: number;
    readonly annotations: readonly number[];
    readonly fields: readonly number[];
    readonly content: number;
    readonly catalog: string;
    readonly fonts: string;
    readonly id: string;
  };
  readonly box: { readonly x: number; readonly y: number };
  /** The comma, and what it becomes: texts of equal length. */
  readonly comma: { readonly from: string; readonly to: string };
}

export type Order =
  | { readonly kind: 'key' }
  | { readonly kind: 'request'; readonly office: string; readonly organisation: string }
  | { readonly kind: 'issue'; readonly days: number }
  | { readonly kind: 'sign'; readonly letter: UnsignedLetter }
  | { readonly kind: 'alter'; readonly letter: UnsignedLetter }
  | { readonly kind: 'revoke'; readonly letter: UnsignedLetter };

/** A document with what the engine says of it. */
export interface Checked {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly report: Report;
  /** When it was judged, ISO 8601. */
  readonly at: string;
}

export interface KeyMade {
  readonly kind: 'key';
  /** SHA-256 of the public key, upper-case hex. */
  readonly fingerprint: string;
  /** Bytes of the public key as written into certificates. */
  readonly bytes: number;
}

export interface RequestMade {
  readonly kind: 'request';
  readonly subject: string;
  readonly proven: boolean;
  readonly pem: string;
}

export interface CertificateIssued {
  readonly kind: 'issue';
  /** The signer's, then those above it. */
  readonly chain: readonly AnchorCandidate[];
}

export interface LetterSigned {
  readonly kind: 'sign';
  readonly signed: Checked;
}

export interface LetterAltered {
  readonly kind: 'alter';
  readonly altered: Checked;
  /** Where in the file the byte was changed. */
  readonly offset: number;
}

export interface CertificateRevoked {
  readonly kind: 'revoke';
  readonly revokedAt: string;
  /** Signed before, time proved; signed before, time only claimed; signed after. */
  readonly stamped: Checked;
  readonly unstamped: Checked;
  readonly after: Checked;
}

export type Outcome =
  | KeyMade
  | RequestMade
  | CertificateIssued
  | LetterSigned
  | LetterAltered
  | CertificateRevoked
  /** An Indonesian sentence. */
  | { readonly kind: 'refused'; readonly why: string };
