/** Digest algorithms by object identifier. What is not in this table is not computed. */
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import {
  sha3_224,
  sha3_256,
  sha3_384,
  sha3_512,
  shake128,
  shake128_32,
  shake256,
  shake256_64,
} from '@noble/hashes/sha3.js';

export type HashName =
  | 'MD5'
  | 'RIPEMD160'
  | 'SHA-1'
  | 'SHA-224'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA-512/224'
  | 'SHA-512/256'
  | 'SHA3-224'
  | 'SHA3-256'
  | 'SHA3-384'
  | 'SHA3-512'
  | 'SHAKE128'
  | 'SHAKE256';

interface Running {
  update(data: Uint8Array): Running;
  digest(): Uint8Array;
}

interface HashFunction {
  readonly oid: string;
  /** Length of the digest in bytes. SHAKE as RFC 8702 and RFC 8419 use it: 32 and 64. */
  readonly length: number;
  create(): Running;
}

const nist = (n: number): string => `2.16.840.1.101.3.4.2.${n}`;

const TABLE: Readonly<Record<HashName, HashFunction>> = {
  MD5: { oid: '1.2.840.113549.2.5', length: 16, create: () => md5.create() },
  RIPEMD160: { oid: '1.3.36.3.2.1', length: 20, create: () => ripemd160.create() },
  'SHA-1': { oid: '1.3.14.3.2.26', length: 20, create: () => sha1.create() },
  'SHA-224': { oid: nist(4), length: 28, create: () => sha224.create() },
  'SHA-256': { oid: nist(1), length: 32, create: () => sha256.create() },
  'SHA-384': { oid: nist(2), length: 48, create: () => sha384.create() },
  'SHA-512': { oid: nist(3), length: 64, create: () => sha512.create() },
  'SHA-512/224': { oid: nist(5), length: 28, create: () => sha512_224.create() },
  'SHA-512/256': { oid: nist(6), length: 32, create: () => sha512_256.create() },
  'SHA3-224': { oid: nist(7), length: 28, create: () => sha3_224.create() },
  'SHA3-256': { oid: nist(8), length: 32, create: () => sha3_256.create() },
  'SHA3-384': { oid: nist(9), length: 48, create: () => sha3_384.create() },
  'SHA3-512': { oid: nist(10), length: 64, create: () => sha3_512.create() },
  SHAKE128: { oid: nist(11), length: 32, create: () => shake128_32.create() },
  SHAKE256: { oid: nist(12), length: 64, create: () => shake256_64.create() },
};

const BY_OID: ReadonlyMap<string, HashName> = new Map([
  ...(Object.keys(TABLE) as HashName[]).map((name): [string, HashName] => [TABLE[name].oid, name]),
  // id-shake256-len (RFC 8419, 2.3); `digestOf` checks its parameter.
  [nist(18), 'SHAKE256'],
]);

/** The digest this identifier names, or undefined when it names none known here. */
export function hashByOid(oid: string): HashName | undefined {
  return BY_OID.get(oid);
}

export function hashOid(name: HashName): string {
  return TABLE[name].oid;
}

export function hashLength(name: HashName): number {
  return TABLE[name].length;
}

/** Digest of the pieces, one after the other. */
export function digest(name: HashName, ...pieces: readonly Uint8Array[]): Uint8Array {
  const running = TABLE[name].create();
  for (const piece of pieces) running.update(piece);
  return running.digest();
}

/** SHAKE with an output of any length, in bytes. */
export function shake(name: 'SHAKE128' | 'SHAKE256', data: Uint8Array, length: number): Uint8Array {
  return (name === 'SHAKE128' ? shake128 : shake256)(data, { dkLen: length });
}
