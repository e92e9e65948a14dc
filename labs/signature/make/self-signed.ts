/** A certificate whose holder vouches for itself: for practice, and for groups that hand it on from hand to hand. */
import type { Certificate } from '../pki/certificate.ts';
import { SIGNER_PROFILE } from './authority.ts';
import { encodeName, makeCertificate, type NameParts } from './certificate.ts';
import type { SigningKey } from './keys.ts';
import type { Random } from './random.ts';

/** Signs documents only; whoever trusts it trusts no other certificate with it (RFC 5280, 3.2). */
export function selfSigned(
  name: NameParts,
  key: SigningKey,
  { notBefore, notAfter }: { readonly notBefore: Date; readonly notAfter: Date },
  random: Random,
): Certificate {
  const subject = encodeName(name);
  const serial = BigInt(`0x40${[...random(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
  return makeCertificate(
    { serial, issuer: subject, subject, notBefore, notAfter, spki: key.spki, profile: SIGNER_PROFILE },
    key,
  );
}
