/** Reads PKCS#8 private keys (RFC 5208, RFC 5958) into keys that sign. */
import { Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { CURVES, type CurveName } from '../cms/curves.ts';
import type { HashName } from '../cms/digest.ts';
import {
  type AlgorithmId,
  algorithmId,
  fieldsOf,
  integer,
  octets,
  oid,
  smallInteger,
} from '../cms/values.ts';
import { ecdsaSigner, eddsaSigner, rsaSigner, type SigningKey } from './keys.ts';
import type { Random } from './random.ts';

/** A key of a kind that cannot sign here. */
export class UnsupportedKeyError extends Error {}

const CURVE_HASH: Partial<Record<CurveName, HashName>> = {
  'P-384': 'SHA-384',
  brainpoolP384r1: 'SHA-384',
  'P-521': 'SHA-512',
  brainpoolP512r1: 'SHA-512',
};

/**
 * @param pkcs8 DER PrivateKeyInfo or OneAsymmetricKey.
 * @param random salts of RSA-PSS signatures come from it.
 * @returns a key that signs with the digest usual for it; RSA keys sign by PKCS#1 v1.5 unless bound to PSS.
 * @throws Asn1Error when it is malformed, {@link UnsupportedKeyError} when it is of another kind.
 */
export function readPrivateKey(pkcs8: Uint8Array, random: Random): SigningKey {
  const parts = fieldsOf(pkcs8, 'PrivateKeyInfo');
  if (smallInteger(parts.take()) > 1) throw new Asn1Error('PrivateKeyInfo: version');
  const algorithm = algorithmId(parts.take());
  const key = octets(parts.take());
  switch (algorithm.oid) {
    case '1.2.840.113549.1.1.1':
      return readRsa(key, random, 'pkcs1');
    case '1.2.840.113549.1.1.10':
      return readRsa(key, random, 'pss');
    case '1.2.840.10045.2.1':
      return readEc(key, algorithm);
    case '1.3.101.112':
      return eddsaSigner('ed25519', exactly(octets(decode(key)), 32));
    case '1.3.101.113':
      return eddsaSigner('ed448', exactly(octets(decode(key)), 57));
    default:
      throw new UnsupportedKeyError(`kunci jenis ${algorithm.oid}`);
  }
}

const MIN_BITS = 1024;
const MAX_BITS = 8192;

function readRsa(der: Uint8Array, random: Random, padding: 'pkcs1' | 'pss'): SigningKey {
  const parts = fieldsOf(der, 'RSAPrivateKey');
  if (smallInteger(parts.take()) !== 0)
    throw new UnsupportedKeyError('kunci RSA dengan lebih dari dua prima');
  const [n, e, d, p, q] = [...Array(5)].map(() => integer(parts.take())) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const bits = n.toString(2).length;
  if (bits < MIN_BITS || bits > MAX_BITS) throw new UnsupportedKeyError(`kunci RSA ${bits} bit`);
  if (p < 3n || q < 3n || p * q !== n || d <= 0n || d >= n || e < 3n || (e * d) % (p - 1n) !== 1n)
    throw new Asn1Error('RSAPrivateKey: numbers do not fit each other');
  return rsaSigner({ n, e, d, p, q }, random, padding, 'SHA-256');
}

function readEc(der: Uint8Array, { parameters }: AlgorithmId): SigningKey {
  const name = parameters?.is(TAG.oid) ? oid(parameters) : null;
  const curve = (Object.keys(CURVES) as CurveName[]).find((one) => CURVES[one].oid === name);
  if (!curve) throw new UnsupportedKeyError(`kunci pada kurva ${name ?? 'dengan parameter eksplisit'}`);
  const parts = fieldsOf(der, 'ECPrivateKey');
  if (smallInteger(parts.take()) !== 1) throw new Asn1Error('ECPrivateKey: version');
  const secret = octets(parts.take());
  if (!CURVES[curve].ecdsa.utils.isValidSecretKey(secret)) throw new Asn1Error('ECPrivateKey: out of range');
  return ecdsaSigner(curve, secret, CURVE_HASH[curve] ?? 'SHA-256');
}

function exactly(secret: Uint8Array, length: number): Uint8Array {
  if (secret.length !== length) throw new Asn1Error(`private key of ${secret.length} bytes`);
  return secret;
}
