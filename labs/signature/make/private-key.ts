/** Private keys as PKCS#8 writes them (RFC 5208): RSA (RFC 8017, A.1.2), EC (RFC 5915) and EdDSA (RFC 8410, 7). */
import { bitString, explicit, integer, octetString, sequence } from './encode.ts';
import { inverse, type RsaPrivateKey } from './primes.ts';

/** @param algorithm AlgorithmIdentifier of the key, as in its SubjectPublicKeyInfo. */
export function rsaPrivateKey(algorithm: Uint8Array, { n, e, d, p, q }: RsaPrivateKey): Uint8Array {
  const numbers = [0n, n, e, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)];
  return privateKeyInfo(algorithm, sequence(...numbers.map(integer)));
}

export function ecPrivateKey(algorithm: Uint8Array, secret: Uint8Array, point: Uint8Array): Uint8Array {
  return privateKeyInfo(algorithm, sequence(integer(1), octetString(secret), explicit(1, bitString(point))));
}

export function edwardsPrivateKey(algorithm: Uint8Array, secret: Uint8Array): Uint8Array {
  return privateKeyInfo(algorithm, octetString(secret));
}

function privateKeyInfo(algorithm: Uint8Array, key: Uint8Array): Uint8Array {
  return sequence(integer(0), algorithm, octetString(key));
}
