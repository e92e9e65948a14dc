/** Encryption and authentication under a password: PBES2 and PBKDF2 (RFC 8018), the PKCS#12 key derivation (RFC 7292, B). */
import { cbc } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { type AlgorithmId, algorithmId, concat, fields, octets, smallInteger } from '../cms/values.ts';
import { integer, nullValue, octetString, oid, sequence } from './encode.ts';
import type { Random } from './random.ts';

/** Something a file is protected with that is not supported here; `message` names it. */
export class UnsupportedProtectionError extends Error {}

/** Iterations still allowed for one file: a hostile file could ask for billions. */
export interface Patience {
  iterations: number;
}

export class PatienceError extends Error {}

/** The digests of RFC 8018 (B.1.2) and RFC 7292, all as HMAC too. */
const HASHES = {
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
} as const;

export type PasswordHash = keyof typeof HASHES;

const HMAC_OID: Readonly<Record<string, PasswordHash>> = {
  '1.2.840.113549.2.7': 'SHA-1',
  '1.2.840.113549.2.8': 'SHA-224',
  '1.2.840.113549.2.9': 'SHA-256',
  '1.2.840.113549.2.10': 'SHA-384',
  '1.2.840.113549.2.11': 'SHA-512',
};

const AES_CBC: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 16,
  '2.16.840.1.101.3.4.1.22': 24,
  '2.16.840.1.101.3.4.1.42': 32,
};

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
export const PBMAC1 = '1.2.840.113549.1.5.14';

/** What OWASP asks of PBKDF2-HMAC-SHA256 is 600,000; a training file is opened on old machines. */
const ITERATIONS = 100_000;

/** The ciphers of old PKCS#12 files (RFC 7292, C), named so that people know what to ask for. */
const OLD: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.12.1.1': 'RC4 128 bit',
  '1.2.840.113549.1.12.1.2': 'RC4 40 bit',
  '1.2.840.113549.1.12.1.3': 'Triple DES',
  '1.2.840.113549.1.12.1.4': 'Triple DES dua kunci',
  '1.2.840.113549.1.12.1.5': 'RC2 128 bit',
  '1.2.840.113549.1.12.1.6': 'RC2 40 bit',
};

export function hmacOf(hash: PasswordHash, key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmac(HASHES[hash], key, data);
}

/** AES-256-CBC under PBKDF2 with HMAC-SHA-256. */
export function encrypt(
  password: string,
  data: Uint8Array,
  random: Random,
): { algorithm: Uint8Array; encrypted: Uint8Array } {
  const salt = random(16);
  const iv = random(16);
  const key = pbkdf2(sha256, new TextEncoder().encode(password), salt, { c: ITERATIONS, dkLen: 32 });
  const derivation = sequence(
    oid(PBKDF2),
    sequence(octetString(salt), integer(ITERATIONS), sequence(oid('1.2.840.113549.2.9'), nullValue())),
  );
  const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octetString(iv));
  return {
    algorithm: sequence(oid(PBES2), sequence(derivation, cipher)),
    encrypted: cbc(key, iv).encrypt(data),
  };
}

/**
 * @returns the clear bytes, which in PKCS#12 are DER; null when padding or content show that the password is not this one.
 * @throws UnsupportedProtectionError, PatienceError, Asn1Error.
 */
export function decrypt(
  password: string,
  algorithm: AlgorithmId,
  encrypted: Uint8Array,
  patience: Patience,
): Uint8Array | null {
  if (algorithm.oid !== PBES2) {
    throw new UnsupportedProtectionError(OLD[algorithm.oid] ?? `sandi ${algorithm.oid}`);
  }
  const parts = fields(algorithm.parameters ?? undefined, 'PBES2-params');
  const derivation = algorithmId(parts.take());
  const cipher = algorithmId(parts.take());
  parts.end();
  const size = AES_CBC[cipher.oid];
  if (!size) throw new UnsupportedProtectionError(`sandi ${cipher.oid}`);
  const iv = octets(cipher.parameters ?? undefined);
  if (iv.length !== 16 || encrypted.length % 16 !== 0) throw new Asn1Error('AES-CBC: wrong length');
  const key = deriveKey(password, derivation, size, patience);
  try {
    const clear = cbc(key, iv).decrypt(encrypted);
    // A wrong password pads right once in 256 times; without a MAC only what should be DER tells then.
    decode(clear);
    return clear;
  } catch {
    return null;
  }
}

/** PBKDF2 with the parameters written (RFC 8018, A.2). `length` is what the cipher needs, in bytes. */
function deriveKey(
  password: string,
  { oid: id, parameters }: AlgorithmId,
  length: number,
  patience: Patience,
): Uint8Array {
  if (id !== PBKDF2) throw new UnsupportedProtectionError(`turunan kunci ${id}`);
  const parts = fields(parameters ?? undefined, 'PBKDF2-params');
  const salt = octets(parts.take());
  const iterations = spend(smallInteger(parts.take()), patience);
  const written = parts.ifTag(TAG.integer);
  const rest = parts.rest();
  if (written && smallInteger(written) !== length) throw new Asn1Error('PBKDF2: key length');
  const prf = rest[0] ? algorithmId(rest[0]).oid : '1.2.840.113549.2.7';
  const hash = HMAC_OID[prf];
  if (!hash) throw new UnsupportedProtectionError(`turunan kunci ${prf}`);
  return pbkdf2(HASHES[hash], new TextEncoder().encode(password), salt, { c: iterations, dkLen: length });
}

/** PBMAC1 (RFC 9579): the HMAC of `data` under the parameters written. */
export function pbmac1(
  password: string,
  parameters: AlgorithmId['parameters'],
  data: Uint8Array,
  patience: Patience,
): Uint8Array {
  const parts = fields(parameters ?? undefined, 'PBMAC1-params');
  const derivation = algorithmId(parts.take());
  const scheme = algorithmId(parts.take()).oid;
  parts.end();
  const hash = HMAC_OID[scheme];
  if (!hash) throw new UnsupportedProtectionError(`pengaman ${scheme}`);
  // RFC 9579, 5: the key length must be written; it is that of the digest in every file seen.
  return hmacOf(hash, deriveKey(password, derivation, HASHES[hash].outputLen, patience), data);
}

/**
 * The key derivation of RFC 7292, B.2, for a MAC key (id 3).
 * @param bmp the password as a zero-terminated BMPString; see {@link bmpPassword}.
 */
export function pkcs12MacKey(
  hash: PasswordHash,
  bmp: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  patience: Patience,
): Uint8Array {
  spend(iterations, patience);
  const create = HASHES[hash];
  const block = create.blockLen;
  const filled = (from: Uint8Array): Uint8Array =>
    Uint8Array.from(
      { length: block * Math.ceil(from.length / block) },
      (_, index) => from[index % from.length]!,
    );
  let value = create(concat([new Uint8Array(block).fill(3), filled(salt), filled(bmp)]));
  for (let round = 1; round < iterations; round++) value = create(value);
  // A MAC key is as long as the digest, so the one block of B.2 step 6 is all of it.
  return value;
}

/** BMPString with two zero bytes at the end (B.1). */
export function bmpPassword(password: string): Uint8Array {
  const bytes = new Uint8Array(2 * password.length + 2);
  [...Array(password.length).keys()].forEach((index) => {
    const code = password.charCodeAt(index);
    bytes[2 * index] = code >> 8;
    bytes[2 * index + 1] = code & 0xff;
  });
  return bytes;
}

function spend(iterations: number, patience: Patience): number {
  if (iterations < 1) throw new Asn1Error('iterations');
  patience.iterations -= iterations;
  if (patience.iterations < 0) throw new PatienceError();
  return iterations;
}
