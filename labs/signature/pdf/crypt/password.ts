import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sameBytes } from '../syntax/bytes.ts';
import { rc4 } from './rc4.ts';

/** What the standard security handler (7.6.4) needs of /Encrypt and of the trailer. */
export interface StandardEntries {
  readonly revision: number;
  /** Length of the file key in bytes. */
  readonly keyLength: number;
  readonly owner: Uint8Array;
  readonly user: Uint8Array;
  readonly ownerKey: Uint8Array;
  readonly userKey: Uint8Array;
  readonly permissions: number;
  readonly id: Uint8Array;
  readonly encryptMetadata: boolean;
}

/** What short passwords are filled up with (7.6.4.3.2, algorithm 2, step a). */
const FILL = Uint8Array.of(
  0x28,
  0xbf,
  0x4e,
  0x5e,
  0x4e,
  0x75,
  0x8a,
  0x41,
  0x64,
  0x00,
  0x4e,
  0x56,
  0xff,
  0xfa,
  0x01,
  0x08,
  0x2e,
  0x2e,
  0x00,
  0xb6,
  0xd0,
  0x68,
  0x3e,
  0x80,
  0x2f,
  0x0c,
  0xa9,
  0xfe,
  0x64,
  0x53,
  0x69,
  0x7a,
);

/** The file key when the password opens the document as its user or its owner, else null. */
export function fileKey(entries: StandardEntries, password: string): Uint8Array | null {
  if (entries.revision >= 5) return modernKey(entries, new TextEncoder().encode(password).subarray(0, 127));
  const typed = filled(Uint8Array.from(password, (char) => char.charCodeAt(0) & 255));
  return legacyKey(entries, typed) ?? legacyKey(entries, userPassword(entries, typed));
}

function filled(password: Uint8Array): Uint8Array {
  return join(password, FILL).subarray(0, 32);
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Algorithm 2, then algorithms 4 to 6 to see whether it was the right password. */
function legacyKey(entries: StandardEntries, password: Uint8Array): Uint8Array | null {
  const { revision, keyLength, owner, user, permissions, id } = entries;
  const bits = Uint8Array.of(permissions, permissions >> 8, permissions >> 16, permissions >> 24);
  const clearMetadata = revision >= 4 && !entries.encryptMetadata;
  const mark = clearMetadata ? new Uint8Array(4).fill(255) : new Uint8Array();
  let key: Uint8Array = md5(join(password, owner.subarray(0, 32), bits, id, mark)).subarray(0, keyLength);
  if (revision < 3) return sameBytes(rc4(key, FILL), user.subarray(0, 32)) ? key : null;
  for (let i = 0; i < 50; i++) key = md5(key).subarray(0, keyLength);
  let check: Uint8Array = md5(join(FILL, id));
  for (let i = 0; i < 20; i++)
    check = rc4(
      key.map((byte) => byte ^ i),
      check,
    );
  return sameBytes(check, user.subarray(0, 16)) ? key : null;
}

/** Algorithm 7: the user password that an owner password unlocks. */
function userPassword({ revision, keyLength, owner }: StandardEntries, password: Uint8Array): Uint8Array {
  let key: Uint8Array = md5(password);
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key);
  key = key.subarray(0, keyLength);
  let out: Uint8Array = owner.subarray(0, 32);
  for (let i = revision < 3 ? 0 : 19; i >= 0; i--)
    out = rc4(
      key.map((byte) => byte ^ i),
      out,
    );
  return out;
}

/** Algorithm 2.A: the key stands in /UE or /OE, under a key made of the password and a salt. */
function modernKey(entries: StandardEntries, password: Uint8Array): Uint8Array | null {
  const { revision, owner, user, ownerKey, userKey } = entries;
  const hash = revision === 5 ? plainHash : hardenedHash;
  const user48 = user.subarray(0, 48);
  for (const [check, sealed, extra] of [
    [user, userKey, new Uint8Array()],
    [owner, ownerKey, user48],
  ] as const) {
    if (check.length < 48 || sealed.length < 32) continue;
    if (!sameBytes(hash(password, check.subarray(32, 40), extra), check.subarray(0, 32))) continue;
    const key = hash(password, check.subarray(40, 48), extra);
    return new Uint8Array(
      cbc(key, new Uint8Array(16), { disablePadding: true }).decrypt(sealed.subarray(0, 32)),
    );
  }
  return null;
}

const plainHash = (password: Uint8Array, salt: Uint8Array, extra: Uint8Array): Uint8Array =>
  sha256(join(password, salt, extra));

/** Algorithm 2.B: at least 64 rounds, ended by the last byte of a round. */
function hardenedHash(password: Uint8Array, salt: Uint8Array, extra: Uint8Array): Uint8Array {
  let key: Uint8Array = plainHash(password, salt, extra);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = join(password, key, extra);
    const repeated = join(...Array.from({ length: 64 }, () => block));
    const sealed = cbc(key.subarray(0, 16), key.subarray(16, 32), { disablePadding: true }).encrypt(repeated);
    const sum = sealed.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = [sha256, sha384, sha512][sum % 3]!(sealed);
    last = sealed.at(-1)!;
  }
  return key.subarray(0, 32);
}
