/** Signing keys of every kind the verifier knows, so that its thin spots can be tried on documents of our own. */
import { ed448 } from '@noble/curves/ed448.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { CURVES, type CurveName } from '../cms/curves.ts';
import { digest, type HashName, hashLength, hashOid } from '../cms/digest.ts';
import { digestInfo, maskGeneration, pad, power, toBytes } from '../cms/rsa.ts';
import { concat, toBigInt } from '../cms/values.ts';
import { bitString, explicit, integer, nullValue, oid, sequence } from './encode.ts';
import { makeRsaKey, type RsaPrivateKey } from './primes.ts';
import { ecPrivateKey, edwardsPrivateKey, rsaPrivateKey } from './private-key.ts';
import type { Random } from './random.ts';

/** A private key that signs in one fixed way. */
export interface SigningKey {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** DER PrivateKeyInfo (RFC 5208), unprotected: only ever to be wrapped into PKCS#12. */
  readonly pkcs8: Uint8Array;
  /** Digest used by {@link sign}. */
  readonly hash: HashName;
  /** DER AlgorithmIdentifier of the signatures. */
  readonly algorithm: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

const ECDSA_OID: Partial<Record<HashName, string>> = {
  'SHA-1': '1.2.840.10045.4.1',
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
  'SHA3-256': '2.16.840.1.101.3.4.3.10',
};

const PKCS1_OID: Partial<Record<HashName, string>> = {
  'SHA-1': '1.2.840.113549.1.1.5',
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
};

export function ecdsaKey(random: Random, curve: CurveName = 'P-256', hash: HashName = 'SHA-256'): SigningKey {
  const { ecdsa } = CURVES[curve];
  return ecdsaSigner(curve, ecdsa.keygen(random(ecdsa.lengths.seed!)).secretKey, hash);
}

/** @param secret the private number, big-endian, as long as the curve's order. */
export function ecdsaSigner(curve: CurveName, secret: Uint8Array, hash: HashName): SigningKey {
  const { ecdsa, oid: curveOid } = CURVES[curve];
  const point = ecdsa.getPublicKey(secret, false);
  const algorithm = sequence(oid('1.2.840.10045.2.1'), oid(curveOid));
  return {
    spki: sequence(algorithm, bitString(point)),
    pkcs8: ecPrivateKey(algorithm, secret, point),
    hash,
    algorithm: sequence(oid(known(ECDSA_OID, hash))),
    sign: (message) => {
      const compact = ecdsa.sign(digest(hash, message), secret, { prehash: false, lowS: false });
      const half = compact.length / 2;
      return sequence(
        integer(toBigInt(compact.subarray(0, half))),
        integer(toBigInt(compact.subarray(half))),
      );
    },
  };
}

export type EdwardsCurve = 'ed25519' | 'ed448';

export function eddsaKey(random: Random, kind: EdwardsCurve): SigningKey {
  const scheme = EDWARDS[kind];
  return eddsaSigner(kind, scheme.keygen(random(scheme.lengths.seed!)).secretKey);
}

const EDWARDS = { ed25519, ed448 } as const;

/** @param secret the seed of RFC 8032, 32 or 57 bytes. */
export function eddsaSigner(kind: EdwardsCurve, secret: Uint8Array): SigningKey {
  const scheme = EDWARDS[kind];
  const algorithm = sequence(oid(kind === 'ed25519' ? '1.3.101.112' : '1.3.101.113'));
  return {
    spki: sequence(algorithm, bitString(scheme.getPublicKey(secret))),
    pkcs8: edwardsPrivateKey(algorithm, secret),
    hash: kind === 'ed25519' ? 'SHA-512' : 'SHAKE256',
    algorithm,
    sign: (message) => scheme.sign(message, secret),
  };
}

/** @param padding how the key signs; a `pss` key is still published as rsaEncryption, as is usual. */
export function rsaKey(
  random: Random,
  bits = 2048,
  padding: 'pkcs1' | 'pss' = 'pkcs1',
  hash: HashName = 'SHA-256',
): SigningKey {
  return rsaSigner(makeRsaKey(random, bits), random, padding, hash);
}

/** @param random salts of PSS signatures come from it. */
export function rsaSigner(
  key: RsaPrivateKey,
  random: Random,
  padding: 'pkcs1' | 'pss',
  hash: HashName,
): SigningKey {
  const bits = key.n.toString(2).length;
  const length = Math.ceil(bits / 8);
  const algorithm = sequence(oid('1.2.840.113549.1.1.1'), nullValue());
  const raw = (encoded: Uint8Array): Uint8Array => toBytes(power(toBigInt(encoded), key.d, key.n), length)!;
  const published = {
    spki: sequence(algorithm, bitString(sequence(integer(key.n), integer(key.e)))),
    pkcs8: rsaPrivateKey(algorithm, key),
    hash,
  };
  return padding === 'pss'
    ? {
        ...published,
        algorithm: pssAlgorithm(hash),
        sign: (message) => raw(pssEncode(hash, message, bits, random)),
      }
    : {
        ...published,
        algorithm: sequence(oid(known(PKCS1_OID, hash)), nullValue()),
        sign: (message) => raw(pad(digestInfo(hash, digest(hash, message), true), length)!),
      };
}

function known(table: Partial<Record<HashName, string>>, hash: HashName): string {
  const found = table[hash];
  if (!found) throw new Error(`no signature algorithm with ${hash} here`);
  return found;
}

/** RSASSA-PSS-params with MGF1 over the same hash and a salt as long as the digest (RFC 4055, 3.1). */
export function pssAlgorithm(hash: HashName, mask: HashName = hash): Uint8Array {
  const named = (name: HashName): Uint8Array => sequence(oid(hashOid(name)), nullValue());
  return sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(
      explicit(0, named(hash)),
      explicit(1, sequence(oid('1.2.840.113549.1.1.8'), named(mask))),
      explicit(2, integer(hashLength(hash))),
    ),
  );
}

/** EMSA-PSS encoding (RFC 8017, 9.1.1). */
function pssEncode(hash: HashName, message: Uint8Array, bits: number, random: Random): Uint8Array {
  const size = hashLength(hash);
  const salt = random(size);
  const hashed = digest(hash, new Uint8Array(8), digest(hash, message), salt);
  const length = Math.ceil((bits - 1) / 8);
  const block = concat([new Uint8Array(length - 2 * size - 2), new Uint8Array([1]), salt]);
  const masked = maskGeneration(hash, hashed, block.length).map((byte, index) => byte ^ block[index]!);
  masked[0] = masked[0]! & (0xff >> (8 * length - (bits - 1)));
  return concat([masked, hashed, new Uint8Array([0xbc])]);
}
