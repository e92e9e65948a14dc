/** A PIN that keeps neighbours in a training room out of one another's progress. A curtain, not a safe: nothing is encrypted. */
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

export interface StoredPin {
  /** 32 hex digits. */
  salt: string;
  /** 64 hex digits: PBKDF2-HMAC-SHA-256 (RFC 8018 §5.2) of the PIN. */
  hash: string;
  rounds: number;
}

const ROUNDS = 50_000;
export const PIN_FORM = /^\d{4,8}$/;

/** @param salt 16 random bytes. @throws RangeError when the PIN is not four to eight digits. */
export function makePin(pin: string, salt: Uint8Array): StoredPin {
  if (!PIN_FORM.test(pin)) throw new RangeError('PIN terdiri atas empat sampai delapan angka.');
  return { salt: bytesToHex(salt), hash: hashOf(pin, salt, ROUNDS), rounds: ROUNDS };
}

export function isPin(pin: string, { salt, hash, rounds }: StoredPin): boolean {
  return hashOf(pin, hexToBytes(salt), rounds) === hash;
}

const hashOf = (pin: string, salt: Uint8Array, rounds: number): string =>
  bytesToHex(pbkdf2(sha256, utf8ToBytes(pin), salt, { c: rounds, dkLen: 32 }));
