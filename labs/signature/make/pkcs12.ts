/** Writes PKCS#12 files (RFC 7292), readable by OpenSSL 3, browsers and operating systems of the last ten years. */
import { digest } from '../cms/digest.ts';
import { der } from '../cms/encode.ts';
import type { SignerIdentity } from './cms.ts';
import { explicit, implicit, integer, nullValue, octetString, oid, sequence, set } from './encode.ts';
import { bmpPassword, encrypt, hmacOf, pkcs12MacKey } from './password.ts';
import { ATTRIBUTE, BAG, DATA, ENCRYPTED_DATA, X509_CERTIFICATE } from './pkcs12-names.ts';
import type { Random } from './random.ts';

const MAC_ITERATIONS = 100_000;

/**
 * Wraps a key, its certificate and the certificates above it. Key and certificates are encrypted with AES-256-CBC
 * under PBKDF2-HMAC-SHA-256, the whole is authenticated with HMAC-SHA-256.
 * @param label what a certificate store shows (friendlyName).
 */
export function writePkcs12(
  { key, certificate, chain }: SignerIdentity,
  password: string,
  random: Random,
  label: string,
): Uint8Array {
  const id = attribute(ATTRIBUTE.localKeyId, octetString(digest('SHA-1', certificate.raw)));
  const named = set(attribute(ATTRIBUTE.friendlyName, der(0x1e, bmpPassword(label).slice(0, -2))), id);
  const certificates = [certificate, ...chain].map((one, index) =>
    bag(
      BAG.certificate,
      sequence(oid(X509_CERTIFICATE), explicit(0, octetString(one.raw))),
      index === 0 ? named : null,
    ),
  );
  const shrouded = encrypt(password, key.pkcs8, random);
  const keyBag = bag(BAG.shroudedKey, sequence(shrouded.algorithm, octetString(shrouded.encrypted)), named);
  const safe = sequence(encryptedData(password, sequence(...certificates), random), data(sequence(keyBag)));
  const salt = random(16);
  const macKey = pkcs12MacKey('SHA-256', bmpPassword(password), salt, MAC_ITERATIONS, {
    iterations: MAC_ITERATIONS,
  });
  const mac = sequence(
    sequence(
      sequence(oid('2.16.840.1.101.3.4.2.1'), nullValue()),
      octetString(hmacOf('SHA-256', macKey, safe)),
    ),
    octetString(salt),
    integer(MAC_ITERATIONS),
  );
  return sequence(integer(3), data(safe), mac);
}

function data(content: Uint8Array): Uint8Array {
  return sequence(oid(DATA), explicit(0, octetString(content)));
}

function encryptedData(password: string, content: Uint8Array, random: Random): Uint8Array {
  const { algorithm, encrypted } = encrypt(password, content, random);
  const info = sequence(oid(DATA), algorithm, implicit(0, encrypted));
  return sequence(oid(ENCRYPTED_DATA), explicit(0, sequence(integer(0), info)));
}

function bag(type: string, value: Uint8Array, attributes: Uint8Array | null): Uint8Array {
  return sequence(oid(type), explicit(0, value), ...(attributes ? [attributes] : []));
}

function attribute(type: string, value: Uint8Array): Uint8Array {
  return sequence(oid(type), set(value));
}
