/** Public keys from a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 3279; RFC 5480; RFC 8410). */
import { type Asn1, Asn1Error, decode, TAG } from './asn1.ts';
import { CURVES, type CurveName } from './curves.ts';
import type { RsaKey } from './rsa.ts';
import { algorithmId, bits, fields, fieldsOf, integer, oid } from './values.ts';

export type PublicKey =
  | ({
      readonly kind: 'rsa' /** Parameters of an id-RSASSA-PSS key, which bind its signatures. */;
      readonly pss: Asn1 | null;
    } & RsaKey)
  | { readonly kind: 'ec'; readonly curve: CurveName; readonly point: Uint8Array; readonly bits: number }
  | { readonly kind: 'ed25519' | 'ed448'; readonly point: Uint8Array; readonly bits: number }
  | { readonly kind: 'unsupported'; readonly oid: string; readonly why: string; readonly bits: number };

const OID = {
  rsa: '1.2.840.113549.1.1.1',
  pss: '1.2.840.113549.1.1.10',
  ec: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
} as const;

/**
 * @param spki DER of a SubjectPublicKeyInfo.
 * @throws Asn1Error when it is not one; an algorithm that is merely unknown gives `unsupported`.
 */
export function readPublicKey(spki: Uint8Array): PublicKey {
  const parts = fields(decode(spki), 'SubjectPublicKeyInfo');
  const algorithm = algorithmId(parts.take());
  const key = bits(parts.take());
  parts.end();
  switch (algorithm.oid) {
    case OID.rsa:
      return readRsa(key, null);
    case OID.pss:
      return readRsa(key, algorithm.parameters);
    case OID.ec:
      return readEc(key, algorithm.parameters);
    case OID.ed25519:
      return readEdwards('ed25519', key, 32);
    case OID.ed448:
      return readEdwards('ed448', key, 57);
    default:
      return unsupported(algorithm.oid, algorithm.oid === OID.dsa ? 'DSA' : `kunci ${algorithm.oid}`);
  }
}

function readRsa(der: Uint8Array, pss: Asn1 | null): PublicKey {
  const parts = fieldsOf(der, 'RSAPublicKey');
  const n = integer(parts.take());
  const e = integer(parts.take());
  parts.end();
  if (n <= 0n || e <= 0n) throw new Asn1Error('RSAPublicKey: negative');
  return { kind: 'rsa', n, e, bits: n.toString(2).length, pss };
}

function readEc(point: Uint8Array, parameters: Asn1 | null): PublicKey {
  // Explicit curve parameters (RFC 5480 forbids them) let an attacker choose the generator.
  if (!parameters?.is(TAG.oid)) return unsupported(OID.ec, 'kurva dengan parameter eksplisit');
  const name = oid(parameters);
  const curve = (Object.keys(CURVES) as CurveName[]).find((key) => CURVES[key].oid === name);
  return curve ? { kind: 'ec', curve, point, bits: CURVES[curve].bits } : unsupported(name, `kurva ${name}`);
}

function readEdwards(kind: 'ed25519' | 'ed448', point: Uint8Array, length: number): PublicKey {
  if (point.length !== length) throw new Asn1Error(`${kind}: key of ${point.length} bytes`);
  return { kind, point, bits: kind === 'ed25519' ? 256 : 456 };
}

function unsupported(name: string, why: string): PublicKey {
  return { kind: 'unsupported', oid: name, why, bits: 0 };
}

/** How the key is named to people: `RSA 2048`, `ECDSA P-256`. */
export function describeKey(key: PublicKey): string {
  switch (key.kind) {
    case 'rsa':
      return `RSA ${key.bits}`;
    case 'ec':
      return `ECDSA ${key.curve}`;
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    case 'unsupported':
      return key.why;
  }
}
