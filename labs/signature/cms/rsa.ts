/** RSA signature verification (RFC 8017) in plain BigInt, so that it works where WebCrypto is absent. */
import { digest, type HashName, hashLength, hashOid, shake } from './digest.ts';
import { der, encodeOid } from './encode.ts';
import { concat, equalBytes, toBigInt } from './values.ts';

export interface RsaKey {
  readonly n: bigint;
  readonly e: bigint;
  /** Length of the modulus in bits. */
  readonly bits: number;
}

const MAX_KEY_BITS = 16_384;
const MAX_EXPONENT = 1n << 64n;

/** Says why a key is refused, or null. The bounds keep a hostile key from costing more than milliseconds. */
export function refuseKey(key: RsaKey): string | null {
  if (key.bits > MAX_KEY_BITS) return `RSA ${key.bits} bit, lebih dari ${MAX_KEY_BITS}`;
  if (key.bits < 512) return `RSA ${key.bits} bit, terlalu pendek`;
  if (key.n % 2n === 0n || key.e % 2n === 0n || key.e < 3n) return 'kunci RSA tidak benar';
  if (key.e > MAX_EXPONENT) return 'eksponen RSA terlalu besar';
  return null;
}

/** RSASSA-PKCS1-v1_5 (8.2.2): the encoding is rebuilt and compared, never parsed. */
export function verifyPkcs1(key: RsaKey, hash: HashName, hashed: Uint8Array, signature: Uint8Array): boolean {
  const message = open(key, signature, key.bits);
  if (!message) return false;
  // Both forms of the DigestInfo parameters are in use (8.2.2, note): NULL and absent.
  return [true, false].some((withNull) => {
    const encoded = pad(digestInfo(hash, hashed, withNull), message.length);
    return encoded !== null && equalBytes(encoded, message);
  });
}

/** RSASSA-PSS (8.1.2) with MGF1 over the same hash and the usual trailer byte. */
export function verifyPss(
  key: RsaKey,
  hash: HashName,
  hashed: Uint8Array,
  signature: Uint8Array,
  saltLength: number,
): boolean {
  const bitLength = key.bits - 1;
  const encoded = open(key, signature, bitLength);
  const size = hashLength(hash);
  if (!encoded || encoded.length < size + saltLength + 2 || encoded.at(-1) !== 0xbc) return false;
  const split = encoded.length - size - 1;
  const expected = encoded.subarray(split, split + size);
  const block = maskGeneration(hash, expected, split).map((byte, index) => byte ^ encoded[index]!);
  const spare = 8 * encoded.length - bitLength;
  if (encoded[0]! >> (8 - spare) !== 0) return false;
  block[0] = block[0]! & (0xff >> spare);
  const saltStart = split - saltLength;
  if (block.subarray(0, saltStart - 1).some((byte) => byte !== 0) || block[saltStart - 1] !== 1) return false;
  const salt = block.subarray(saltStart);
  return equalBytes(digest(hash, new Uint8Array(8), hashed, salt), expected);
}

/** MGF1 (B.2.1); a SHAKE gives the mask itself (RFC 8702, 3.2.1). */
export function maskGeneration(hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  if (hash === 'SHAKE128' || hash === 'SHAKE256') return shake(hash, seed, length);
  const blocks: Uint8Array[] = [];
  for (let counter = 0; counter * hashLength(hash) < length; counter++) {
    blocks.push(digest(hash, seed, new Uint8Array([0, 0, counter >> 8, counter & 0xff])));
  }
  return concat(blocks).slice(0, length);
}

/** EMSA-PKCS1-v1_5 (9.2) in `length` bytes, or null when it does not fit. */
export function pad(info: Uint8Array, length: number): Uint8Array | null {
  const fill = length - info.length - 3;
  if (fill < 8) return null;
  return concat([new Uint8Array([0, 1]), new Uint8Array(fill).fill(0xff), new Uint8Array([0]), info]);
}

export function digestInfo(hash: HashName, hashed: Uint8Array, withNull: boolean): Uint8Array {
  const algorithm = [encodeOid(hashOid(hash)), ...(withNull ? [new Uint8Array([5, 0])] : [])];
  return der(0x30, der(0x30, ...algorithm), der(0x04, hashed));
}

function open(key: RsaKey, signature: Uint8Array, bitLength: number): Uint8Array | null {
  if (refuseKey(key) !== null || signature.length !== Math.ceil(key.bits / 8)) return null;
  const value = toBigInt(signature);
  if (value >= key.n) return null;
  return toBytes(power(value, key.e, key.n), Math.ceil(bitLength / 8));
}

/** base^exponent mod modulus, by squaring. */
export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Big-endian in `length` bytes, or null when the number is larger. */
export function toBytes(value: bigint, length: number): Uint8Array | null {
  const hex = value.toString(16);
  if (hex.length > 2 * length) return null;
  const padded = hex.padStart(2 * length, '0');
  return Uint8Array.from({ length }, (_, index) =>
    Number.parseInt(padded.slice(2 * index, 2 * index + 2), 16),
  );
}
