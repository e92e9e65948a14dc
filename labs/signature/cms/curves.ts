/** Elliptic-curve signatures: ECDSA as a DER pair or as plain r || s (BSI TR-03111), and EdDSA (RFC 8032). */
import { ed448 } from '@noble/curves/ed448.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { decode } from './asn1.ts';
import { toBytes } from './rsa.ts';
import { concat, fields, integer } from './values.ts';

/** Named curves (RFC 5480, RFC 5639, SEC 2), with their size in bits. */
export const CURVES = {
  'P-256': { oid: '1.2.840.10045.3.1.7', bits: 256, ecdsa: p256 },
  'P-384': { oid: '1.3.132.0.34', bits: 384, ecdsa: p384 },
  'P-521': { oid: '1.3.132.0.35', bits: 521, ecdsa: p521 },
  brainpoolP256r1: { oid: '1.3.36.3.3.2.8.1.1.7', bits: 256, ecdsa: brainpoolP256r1 },
  brainpoolP384r1: { oid: '1.3.36.3.3.2.8.1.1.11', bits: 384, ecdsa: brainpoolP384r1 },
  brainpoolP512r1: { oid: '1.3.36.3.3.2.8.1.1.13', bits: 512, ecdsa: brainpoolP512r1 },
  secp256k1: { oid: '1.3.132.0.10', bits: 256, ecdsa: secp256k1 },
} as const;

export type CurveName = keyof typeof CURVES;

/**
 * @param form `der` for ECDSA-Sig-Value (RFC 3279, 2.2.3), `plain` for two numbers of equal length.
 * @returns false for any signature that is not right, malformed ones included.
 */
export function verifyEcdsa(
  curve: CurveName,
  point: Uint8Array,
  hashed: Uint8Array,
  signature: Uint8Array,
  form: 'der' | 'plain',
): boolean {
  const size = Math.ceil(CURVES[curve].bits / 8);
  const compact = form === 'plain' ? signature : derToCompact(signature, size);
  if (!compact || compact.length !== 2 * size) return false;
  return holds(() => CURVES[curve].ecdsa.verify(compact, hashed, point, { prehash: false, lowS: false }));
}

export function verifyEddsa(
  kind: 'ed25519' | 'ed448',
  point: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const scheme = kind === 'ed25519' ? ed25519 : ed448;
  // Strict RFC 8032 checking: a small-order key must not verify everything (ZIP 215 would let it).
  return holds(() => scheme.verify(signature, message, point, { zip215: false }));
}

function derToCompact(signature: Uint8Array, size: number): Uint8Array | null {
  try {
    const parts = fields(decode(signature), 'ECDSA-Sig-Value');
    const r = toBytes(integer(parts.take()), size);
    const s = toBytes(integer(parts.take()), size);
    parts.end();
    return r && s ? concat([r, s]) : null;
  } catch {
    return null;
  }
}

/** The curve code throws on points and numbers outside their range; for a verifier that is a plain no. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}
