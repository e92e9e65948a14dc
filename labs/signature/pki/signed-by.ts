/** Who signed what, asked about one document: every pair is answered once, and the work is bounded. */
import { type SignatureAnswer, verifySigned } from '../cms/signature.ts';
import type { AlgorithmId } from '../cms/values.ts';
import type { Certificate } from './certificate.ts';

/** A certificate, revocation list or OCSP response. */
export interface Signed {
  readonly signatureAlgorithm: AlgorithmId;
  /** The signed part. */
  readonly tbs: Uint8Array;
  readonly signature: Uint8Array;
}

/** Whether `issuer`'s key made the signature. Says nothing of names or of its right to do so. */
export type SignedBy = (signed: Signed, issuer: Certificate) => SignatureAnswer;

/** A public-key operation costs some milliseconds; a document with ten signatures needs about a hundred. */
const MAX_OPERATIONS = 400;

/** @returns a check that answers no once its operations are used up: what stays unproved is never trusted. */
export function boundedChecks(limit = MAX_OPERATIONS): SignedBy {
  const known = new WeakMap<Signed, WeakMap<Certificate, SignatureAnswer>>();
  let left = limit;
  return (signed, issuer) => {
    const row = known.get(signed) ?? new WeakMap<Certificate, SignatureAnswer>();
    known.set(signed, row);
    const answer = row.get(issuer) ?? (left-- > 0 ? check(signed, issuer) : OVER);
    row.set(issuer, answer);
    return answer;
  };
}

const OVER: SignatureAnswer = {
  ok: false,
  why: 'unsupported',
  text: 'terlalu banyak tanda tangan untuk diperiksa',
};

function check(signed: Signed, issuer: Certificate): SignatureAnswer {
  return verifySigned(signed.signatureAlgorithm, issuer.key, signed.tbs, signed.signature);
}
