/** Checks one signature value over bytes, once the table has said which scheme it is. */
import { type Scheme, type SchemeAnswer, schemeOf } from './algorithms.ts';
import { verifyEcdsa, verifyEddsa } from './curves.ts';
import { digest } from './digest.ts';
import type { PublicKey } from './public-key.ts';
import { refuseKey, verifyPkcs1, verifyPss } from './rsa.ts';
import { type AlgorithmId, concat } from './values.ts';

export type SignatureAnswer =
  | { readonly ok: true; readonly scheme: Scheme }
  | { readonly ok: false; readonly why: 'mismatch' | 'forbidden' | 'unsupported'; readonly text: string };

/** A signature on a certificate, CRL or OCSP response. */
export function verifySigned(
  algorithm: AlgorithmId,
  key: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureAnswer {
  return verifyScheme(schemeOf(algorithm, key), key, [message], signature);
}

/** @param pieces the signed bytes, in order; kept apart so that a large file is not copied. */
export function verifyScheme(
  scheme: SchemeAnswer,
  key: PublicKey,
  pieces: readonly Uint8Array[],
  signature: Uint8Array,
): SignatureAnswer {
  if ('refused' in scheme) return { ok: false, why: scheme.refused, text: scheme.why };
  const refusal = key.kind === 'rsa' ? refuseKey(key) : null;
  if (refusal) return { ok: false, why: 'forbidden', text: refusal };
  return matches(scheme, key, pieces, signature)
    ? { ok: true, scheme }
    : { ok: false, why: 'mismatch', text: 'nilai tanda tangan tidak cocok dengan kunci penanda tangan' };
}

function matches(
  scheme: Scheme,
  key: PublicKey,
  pieces: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  if (key.kind === 'ed25519' || key.kind === 'ed448') {
    return verifyEddsa(key.kind, key.point, concat(pieces), signature);
  }
  const hashed = digest(scheme.hash, ...pieces);
  if (key.kind === 'ec') {
    const form = scheme.kind === 'ecdsa-plain' ? 'plain' : 'der';
    return verifyEcdsa(key.curve, key.point, hashed, signature, form);
  }
  if (key.kind !== 'rsa') return false;
  return scheme.kind === 'pss'
    ? verifyPss(key, scheme.hash, hashed, signature, scheme.saltLength)
    : verifyPkcs1(key, scheme.hash, hashed, signature);
}
