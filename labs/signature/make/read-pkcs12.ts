/** Opens PKCS#12 files (RFC 7292): one private key with its certificate and those above it. */
import { type Asn1, Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { hashByOid } from '../cms/digest.ts';
import {
  algorithmId,
  equalBytes,
  fields,
  fieldsOf,
  inner,
  members,
  octets,
  oid,
  smallInteger,
  stringContents,
  text,
} from '../cms/values.ts';
import { type Certificate, readCertificates } from '../pki/certificate.ts';
import type { SignerIdentity } from './cms.ts';
import type { SigningKey } from './keys.ts';
import {
  bmpPassword,
  decrypt,
  hmacOf,
  type PasswordHash,
  type Patience,
  PatienceError,
  PBMAC1,
  pbmac1,
  pkcs12MacKey,
  UnsupportedProtectionError,
} from './password.ts';
import { ATTRIBUTE, BAG, DATA, ENCRYPTED_DATA, X509_CERTIFICATE } from './pkcs12-names.ts';
import type { Random } from './random.ts';
import { readPrivateKey, UnsupportedKeyError } from './read-private-key.ts';

/** Why a PKCS#12 file was not opened; `what` and `mend` are Indonesian sentences. */
export class Pkcs12Error extends Error {
  readonly code: 'password' | 'damaged' | 'unsupported' | 'empty' | 'limit';
  readonly what: string;
  readonly mend: string;

  constructor(code: Pkcs12Error['code'], what: string, mend: string) {
    super(`${what} ${mend}`);
    this.code = code;
    this.what = what;
    this.mend = mend;
  }
}

export interface Opened extends SignerIdentity {
  /** friendlyName of the key or its certificate; null when there is none. */
  readonly label: string | null;
}

/** Iterations of key derivation one file may ask for: some seconds on an old machine. */
const MAX_ITERATIONS = 6_000_000;
const MAX_BAGS = 200;
const MAX_BYTES = 4 * 1024 * 1024;

const WRONG_PASSWORD = new Pkcs12Error(
  'password',
  'Kata sandi berkas kunci ini salah.',
  'Periksa huruf besar-kecilnya, lalu coba lagi.',
);

/**
 * @param random salts of later RSA-PSS signatures come from it.
 * @throws Pkcs12Error always with a reason and what to do; nothing else for any content of the file.
 */
export function readPkcs12(bytes: Uint8Array, password: string, random: Random): Opened {
  try {
    if (bytes.length > MAX_BYTES) throw new PatienceError();
    return open(bytes, password, random);
  } catch (error) {
    if (error instanceof Asn1Error) {
      throw new Pkcs12Error(
        'damaged',
        `Ini bukan berkas PKCS#12 (.p12 atau .pfx) yang utuh (${error.message}).`,
        'Minta salinan baru dari pembuatnya.',
      );
    }
    if (error instanceof UnsupportedProtectionError || error instanceof UnsupportedKeyError) {
      throw new Pkcs12Error(
        'unsupported',
        `Berkas kunci ini memakai ${error.message}, yang tidak didukung di sini.`,
        'Buat ulang berkasnya dengan AES, misalnya dengan OpenSSL 3 tanpa pilihan -legacy.',
      );
    }
    if (error instanceof PatienceError) {
      throw new Pkcs12Error(
        'limit',
        'Berkas kunci ini meminta pekerjaan yang tidak wajar banyaknya.',
        'Jangan dipakai sebelum jelas siapa pembuatnya.',
      );
    }
    throw error;
  }
}

interface Contents {
  readonly keys: { readonly pkcs8: Uint8Array; readonly label: string | null }[];
  readonly certificates: { readonly der: Uint8Array; readonly label: string | null }[];
  bags: number;
}

function open(bytes: Uint8Array, password: string, random: Random): Opened {
  const patience = { iterations: MAX_ITERATIONS };
  const outer = fieldsOf(bytes, 'PFX');
  if (smallInteger(outer.take()) !== 3) throw new Asn1Error('PFX: version');
  const safe = contentOf(outer.take());
  const mac = outer.ifTag(TAG.sequence);
  outer.end();
  if (mac && !isAuthentic(mac, safe, password, patience)) throw WRONG_PASSWORD;
  const found: Contents = { keys: [], certificates: [], bags: 0 };
  for (const info of members(decode(safe), TAG.sequence, 'AuthenticatedSafe')) {
    readBags(decode(clearContent(info, password, patience)), found, password, patience, 0);
  }
  return choose(found, random);
}

/** The OCTET STRING inside a ContentInfo of type data. */
function contentOf(info: Asn1): Uint8Array {
  const parts = fields(info, 'ContentInfo');
  const type = oid(parts.take());
  const held = parts.ifContext(0);
  if (type !== DATA) throw new UnsupportedProtectionError(`isi jenis ${type}`);
  if (!held) throw new Asn1Error('ContentInfo: empty');
  return octets(inner(held));
}

function clearContent(info: Asn1, password: string, patience: Patience): Uint8Array {
  const parts = fields(info, 'ContentInfo');
  if (oid(parts.take()) !== ENCRYPTED_DATA) return contentOf(info);
  const held = parts.ifContext(0);
  if (!held) throw new Asn1Error('EncryptedData: empty');
  const data = fields(inner(held), 'EncryptedData');
  data.take();
  const content = fields(data.take(), 'EncryptedContentInfo');
  content.take();
  const algorithm = algorithmId(content.take());
  const encrypted = content.ifContext(0);
  if (!encrypted) throw new Asn1Error('EncryptedContentInfo: empty');
  const clear = decrypt(password, algorithm, stringContents(encrypted), patience);
  if (!clear) throw WRONG_PASSWORD;
  return clear;
}

/** MacData (RFC 7292, 4), or PBMAC1 in its place (RFC 9579). */
function isAuthentic(mac: Asn1, safe: Uint8Array, password: string, patience: Patience): boolean {
  const parts = fields(mac, 'MacData');
  const info = fields(parts.take(), 'DigestInfo');
  const algorithm = algorithmId(info.take());
  const expected = octets(info.take());
  const salt = octets(parts.take());
  const written = parts.ifTag(TAG.integer);
  const iterations = written ? smallInteger(written) : 1;
  if (algorithm.oid === PBMAC1) {
    return equalBytes(pbmac1(password, algorithm.parameters, safe, patience), expected);
  }
  const hash = hashByOid(algorithm.oid);
  if (!hash || !isPasswordHash(hash)) throw new UnsupportedProtectionError(`pengaman ${algorithm.oid}`);
  if (salt.length === 0) throw new Asn1Error('MacData: no salt');
  // Without a password some writers derive from two zero bytes, others from none (RFC 7292, B.1 leaves it open).
  const spellings = password === '' ? [bmpPassword(''), new Uint8Array()] : [bmpPassword(password)];
  return spellings.some((bmp) =>
    equalBytes(hmacOf(hash, pkcs12MacKey(hash, bmp, salt, iterations, patience), safe), expected),
  );
}

function isPasswordHash(name: string): name is PasswordHash {
  return ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'].includes(name);
}

function readBags(
  contents: Asn1,
  found: Contents,
  password: string,
  patience: Patience,
  depth: number,
): void {
  for (const item of members(contents, TAG.sequence, 'SafeContents')) {
    if (++found.bags > MAX_BAGS || depth > 4) throw new PatienceError();
    const parts = fields(item, 'SafeBag');
    const type = oid(parts.take());
    const value = inner(parts.take());
    const label = labelOf(parts.rest()[0]);
    if (type === BAG.key) found.keys.push({ pkcs8: value.raw, label });
    if (type === BAG.nested) readBags(value, found, password, patience, depth + 1);
    if (type === BAG.shroudedKey) {
      const shrouded = fields(value, 'EncryptedPrivateKeyInfo');
      const clear = decrypt(password, algorithmId(shrouded.take()), octets(shrouded.take()), patience);
      if (!clear) throw WRONG_PASSWORD;
      found.keys.push({ pkcs8: clear, label });
    }
    if (type === BAG.certificate) {
      const certificate = fields(value, 'CertBag');
      if (oid(certificate.take()) === X509_CERTIFICATE)
        found.certificates.push({ der: octets(inner(certificate.take())), label });
    }
  }
}

function labelOf(attributes: Asn1 | undefined): string | null {
  for (const item of attributes?.children ?? []) {
    const parts = fields(item, 'PKCS12Attribute');
    if (oid(parts.take()) !== ATTRIBUTE.friendlyName) continue;
    const [value] = members(parts.take(), TAG.set, 'friendlyName');
    if (value) return text(value);
  }
  return null;
}

/** The first key with a certificate for it. They are matched by the key itself; identifiers are only hints. */
function choose({ keys, certificates }: Contents, random: Random): Opened {
  if (keys.length === 0) {
    throw new Pkcs12Error(
      'empty',
      'Berkas ini tidak memuat kunci privat.',
      'Pilih berkas .p12 yang dibuat bersama kuncinya.',
    );
  }
  const read = certificates.map((one) => ({ label: one.label, certificate: readCertificates([one.der])[0] }));
  const known = read.filter(
    (one): one is { label: string | null; certificate: Certificate } => !!one.certificate,
  );
  for (const { pkcs8, label } of keys) {
    const key = readPrivateKey(pkcs8, random);
    const own = known.find((one) => isFor(one.certificate, key));
    if (!own) continue;
    const chain = known.map((one) => one.certificate).filter((one) => one !== own.certificate);
    return { key, certificate: own.certificate, chain, label: label ?? own.label };
  }
  throw new Pkcs12Error(
    'empty',
    'Berkas ini memuat kunci, tetapi tidak memuat sertifikat untuk kunci itu.',
    'Minta berkas yang lengkap kepada penerbitnya.',
  );
}

function isFor(certificate: Certificate, key: SigningKey): boolean {
  const own = fieldsOf(key.spki, 'SubjectPublicKeyInfo');
  own.take();
  return equalBytes(own.take().body.subarray(1), certificate.keyBits);
}
