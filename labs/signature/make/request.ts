/** Certificate requests (PKCS#10, RFC 2986): a name and a key, signed by that key to show that one holds it. */
import { Asn1Error, TAG } from '../cms/asn1.ts';
import { readPublicKey } from '../cms/public-key.ts';
import { verifySigned } from '../cms/signature.ts';
import { algorithmId, bits, fields, fieldsOf, smallInteger } from '../cms/values.ts';
import { type Name, readName } from '../pki/name.ts';
import { encodeName, type NameParts } from './certificate.ts';
import { bitString, explicit, integer, sequence } from './encode.ts';
import type { SigningKey } from './keys.ts';

export function makeRequest(name: NameParts, key: SigningKey): Uint8Array {
  const info = sequence(integer(0), encodeName(name), key.spki, explicit(0));
  return sequence(info, key.algorithm, bitString(key.sign(info)));
}

export interface Requested {
  readonly subject: Name;
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** Whether the key asked for made the signature (RFC 2986, 3): without it anybody could ask for another's key. */
  readonly proven: boolean;
}

/** @throws Asn1Error when it is not a CertificationRequest. Attributes are passed over. */
export function readRequest(der: Uint8Array): Requested {
  const outer = fieldsOf(der, 'CertificationRequest');
  const info = outer.take();
  const algorithm = algorithmId(outer.take());
  const signature = bits(outer.take());
  outer.end();
  const parts = fields(info, 'CertificationRequestInfo');
  if (smallInteger(parts.take()) !== 0) throw new Asn1Error('CertificationRequest: version');
  const subject = readName(parts.take());
  const spki = parts.take();
  if (!spki.is(TAG.sequence)) throw new Asn1Error('CertificationRequest: key');
  const { ok } = verifySigned(algorithm, readPublicKey(spki.raw), info.raw, signature);
  return { subject, spki: spki.raw, proven: ok };
}
