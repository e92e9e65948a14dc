/** The shape of a verdict. The first fields of each part are the machine form that `tte verify` prints. */
import type { Finding } from '../pdf/model.ts';

export type DocumentVerdict = 'valid' | 'indeterminate' | 'invalid' | 'no-signature' | 'not-checked';

export type Indication = 'TOTAL-PASSED' | 'INDETERMINATE' | 'TOTAL-FAILED';

/** Sub-indications of ETSI EN 319 102-1 (5.1.3) that this verifier gives. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'NOT_YET_VALID'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'TRY_LATER';

export type CheckState = 'pass' | 'fail' | 'not-checked';
export type ChangesState = 'none' | 'allowed' | 'annotations' | 'illegal' | 'not-checked';

/** Seven checks that stand on their own, in the order people read them. */
export interface Checks {
  readonly integrity: CheckState;
  readonly coverage: CheckState;
  readonly changesAfter: ChangesState;
  readonly identityTrust: CheckState;
  readonly time: CheckState;
  readonly revocation: CheckState;
  readonly algorithm: CheckState;
}

export type CheckName = keyof Checks;

/** One check in words. `unsure`: nothing wrong was found, yet something is not proved. */
export interface Explanation {
  readonly check: CheckName;
  readonly state: 'pass' | 'fail' | 'unsure' | 'not-checked';
  readonly title: string;
  readonly text: string;
}

/** A certificate as shown to people; times are ISO 8601, fingerprints upper-case hex SHA-256. */
export interface CertificateSummary {
  readonly name: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** A timestamp inside a signature, or one over the document that also covers it. */
export interface TimestampSummary {
  readonly kind: 'signature' | 'document';
  readonly time: string | null;
  readonly authority: string | null;
  /** Whether it holds mathematically, and whether its authority is trusted. */
  readonly intact: boolean;
  readonly trusted: boolean;
  readonly text: string;
}

export interface SignatureReport {
  readonly field: string;
  readonly kind: 'signature' | 'timestamp';
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly checks: Checks;
  readonly level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | null;
  readonly signer: CertificateSummary | null;
  /** ISO 8601. `claimed` comes from the signer's own clock; only `proved` comes from a trusted timestamp. */
  readonly signingTime: { readonly claimed: string | null; readonly proved: string | null };
  /** ISO 8601; when the signer's certificate was revoked, even where that came too late to matter. */
  readonly revokedAt: string | null;
  /** One sentence for people, and what to do now. */
  readonly sentence: string;
  readonly todo: string;
  readonly explanations: readonly Explanation[];
  readonly notChecked: readonly string[];
  /** From the signer up; ends at the anchor when one was reached. */
  readonly chain: readonly CertificateSummary[];
  readonly timestamps: readonly TimestampSummary[];
  readonly findings: readonly Finding[];
  readonly subFilter: string | null;
  /** Index into `document.revisions` of what was signed, or -1. */
  readonly revision: number;
}

export interface Report {
  readonly verdict: DocumentVerdict;
  /** Why, in one plain Indonesian sentence. */
  readonly reason: string;
  /** What to do now. */
  readonly todo: string;
  readonly signatures: readonly SignatureReport[];
  /** A password would let more be seen: pages, later changes, or the signatures themselves. */
  readonly locked: boolean;
  /** What this verifier did not look at, for this document; never empty. */
  readonly notChecked: readonly string[];
  /** Null when the file could not be read. `revisions` are byte offsets where each one ends. */
  readonly document: {
    readonly bytes: number;
    readonly pages: number;
    readonly revisions: readonly number[];
    readonly repaired: boolean;
    readonly findings: readonly Finding[];
  } | null;
}
