/** What the certificate desk asks its worker, and what it is told. Key and password never leave the worker. */
import type { BimtekEvent } from '../../certificate/event.ts';
import type { Course, Recipient, SigningFacts } from '../../certificate/words.ts';

export type Order =
  | { readonly kind: 'open'; readonly bytes: Uint8Array; readonly password: string }
  /** A key file for exercises, with a certificate of its own making. */
  | { readonly kind: 'practice'; readonly name: string; readonly password: string }
  | {
      readonly kind: 'make';
      readonly event: BimtekEvent;
      readonly recipient: Recipient;
      /** 0 for the first certificate. */
      readonly place: number;
      readonly course: readonly Course[];
      /** Where a reader checks the file. */
      readonly checker: string;
      /** Revocation lists of the issuer, DER. */
      readonly lists: readonly Uint8Array[];
    };

export interface KeyOpened extends SigningFacts {
  readonly kind: 'open';
  /** Milliseconds since 1970. */
  readonly validTo: number;
  /** The certificate that whoever checks has to trust, PEM, and its name. */
  readonly anchor: { readonly name: string; readonly pem: string };
}

export interface PracticeKey {
  readonly kind: 'practice';
  readonly bytes: Uint8Array;
}

export interface CertificateMade {
  readonly kind: 'make';
  readonly bytes: Uint8Array;
  /** What the site's own verifier says of the finished file with the signer's anchor. */
  readonly verdict: 'valid' | 'indeterminate';
  readonly reason: string;
}

export type Outcome =
  | KeyOpened
  | PracticeKey
  | CertificateMade
  /** An Indonesian sentence. */
  | { readonly kind: 'refused'; readonly why: string };
