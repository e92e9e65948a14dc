/**
 * Until when an algorithm counts as strong. Dates are those of ETSI TS 119 312 V1.4.2 and, for what it no
 * longer lists, of its predecessor TS 102 176-1. Dates that were still ahead when the table was published
 * are plans: passing one is said, but does not by itself decide against a signature.
 */
import type { Scheme } from './algorithms.ts';
import type { HashName } from './digest.ts';
import type { PublicKey } from './public-key.ts';

/** When the table was published; later dates in it are plans. */
const TABLE_PUBLISHED = Date.UTC(2022, 0, 1);
const NEVER_STRONG = 0;
const OPEN = Number.POSITIVE_INFINITY;

const year = (value: number): number => Date.UTC(value, 0, 1);

const HASH_UNTIL: Readonly<Record<HashName, number>> = {
  MD5: year(2005),
  RIPEMD160: year(2011),
  'SHA-1': year(2009),
  'SHA-224': year(2026),
  'SHA-256': year(2029),
  'SHA-384': year(2029),
  'SHA-512': year(2029),
  'SHA-512/224': year(2026),
  'SHA-512/256': year(2029),
  'SHA3-224': year(2026),
  'SHA3-256': year(2029),
  'SHA3-384': year(2029),
  'SHA3-512': year(2029),
  SHAKE128: year(2029),
  SHAKE256: year(2029),
};

/** `weak`: the date had passed before `at`. `planned`: a date announced for later has passed. */
export interface Strength {
  readonly status: 'strong' | 'planned' | 'weak';
  /** Name of the algorithm in question. */
  readonly name: string;
  /** Until when it was strong, milliseconds since 1970. */
  readonly until: number;
}

export function hashStrength(hash: HashName, at: number): Strength {
  return judge(hash, HASH_UNTIL[hash], at);
}

export function keyStrength(key: PublicKey, at: number): Strength {
  if (key.kind === 'rsa') return judge(`RSA ${key.bits}`, rsaUntil(key.bits), at);
  if (key.kind === 'ec') return judge(`ECDSA ${key.curve}`, year(2029), at);
  // EdDSA is not in the table; RFC 8032 and FIPS 186-5 have it and nothing is known against it.
  return judge(key.kind === 'ed25519' ? 'Ed25519' : 'Ed448', OPEN, at);
}

/** The weakest of hash and key of one signature. */
export function schemeStrength(scheme: Scheme, key: PublicKey, at: number): Strength {
  const hash = hashStrength(scheme.hash, at);
  const own = keyStrength(key, at);
  return hash.until <= own.until ? hash : own;
}

function rsaUntil(bits: number): number {
  if (bits < 1024) return NEVER_STRONG;
  if (bits < 1536) return year(2009);
  if (bits < 1900) return year(2016);
  return bits < 3000 ? year(2026) : year(2029);
}

function judge(name: string, until: number, at: number): Strength {
  if (at < until) return { status: 'strong', name, until };
  return { status: until < TABLE_PUBLISHED ? 'weak' : 'planned', name, until };
}
