/**
 * The strict table of signature algorithms: what each identifier stands for and which digest may go with
 * it. An identifier outside the table is unsupported; a combination outside the table is refused. Nothing
 * is inferred from the key alone.
 */
import { Asn1Error, TAG } from './asn1.ts';
import { type HashName, hashByOid } from './digest.ts';
import type { PublicKey } from './public-key.ts';
import { type AlgorithmId, algorithmId, fields, inner, smallInteger, toBigInt } from './values.ts';

export type SchemeKind = 'pkcs1' | 'pss' | 'ecdsa' | 'ecdsa-plain' | 'ed25519' | 'ed448';

/** A signature algorithm with everything needed to check it. EdDSA hashes inside, so `hash` is only named. */
export interface Scheme {
  readonly kind: SchemeKind;
  readonly hash: HashName;
  /** PSS only, in bytes. */
  readonly saltLength: number;
}

/** `unsupported`: not known here, so undecided. `forbidden`: known, and not allowed in this combination. */
export type SchemeAnswer = Scheme | { readonly refused: 'unsupported' | 'forbidden'; readonly why: string };

const PKCS1 = '1.2.840.113549.1.1';
const SIGNATURE_OIDS: Readonly<Record<string, [SchemeKind, HashName]>> = {
  [`${PKCS1}.4`]: ['pkcs1', 'MD5'],
  [`${PKCS1}.5`]: ['pkcs1', 'SHA-1'],
  '1.3.14.3.2.29': ['pkcs1', 'SHA-1'],
  [`${PKCS1}.14`]: ['pkcs1', 'SHA-224'],
  [`${PKCS1}.11`]: ['pkcs1', 'SHA-256'],
  [`${PKCS1}.12`]: ['pkcs1', 'SHA-384'],
  [`${PKCS1}.13`]: ['pkcs1', 'SHA-512'],
  [`${PKCS1}.15`]: ['pkcs1', 'SHA-512/224'],
  [`${PKCS1}.16`]: ['pkcs1', 'SHA-512/256'],
  '1.3.36.3.3.1.2': ['pkcs1', 'RIPEMD160'],
  '2.16.840.1.101.3.4.3.13': ['pkcs1', 'SHA3-224'],
  '2.16.840.1.101.3.4.3.14': ['pkcs1', 'SHA3-256'],
  '2.16.840.1.101.3.4.3.15': ['pkcs1', 'SHA3-384'],
  '2.16.840.1.101.3.4.3.16': ['pkcs1', 'SHA3-512'],
  // RFC 8702: no parameters, salt as long as the output.
  '1.3.6.1.5.5.7.6.30': ['pss', 'SHAKE128'],
  '1.3.6.1.5.5.7.6.31': ['pss', 'SHAKE256'],
  '1.3.6.1.5.5.7.6.32': ['ecdsa', 'SHAKE128'],
  '1.3.6.1.5.5.7.6.33': ['ecdsa', 'SHAKE256'],
  '1.2.840.10045.4.1': ['ecdsa', 'SHA-1'],
  '1.2.840.10045.4.3.1': ['ecdsa', 'SHA-224'],
  '1.2.840.10045.4.3.2': ['ecdsa', 'SHA-256'],
  '1.2.840.10045.4.3.3': ['ecdsa', 'SHA-384'],
  '1.2.840.10045.4.3.4': ['ecdsa', 'SHA-512'],
  '2.16.840.1.101.3.4.3.9': ['ecdsa', 'SHA3-224'],
  '2.16.840.1.101.3.4.3.10': ['ecdsa', 'SHA3-256'],
  '2.16.840.1.101.3.4.3.11': ['ecdsa', 'SHA3-384'],
  '2.16.840.1.101.3.4.3.12': ['ecdsa', 'SHA3-512'],
  '0.4.0.127.0.7.1.1.4.1.1': ['ecdsa-plain', 'SHA-1'],
  '0.4.0.127.0.7.1.1.4.1.2': ['ecdsa-plain', 'SHA-224'],
  '0.4.0.127.0.7.1.1.4.1.3': ['ecdsa-plain', 'SHA-256'],
  '0.4.0.127.0.7.1.1.4.1.4': ['ecdsa-plain', 'SHA-384'],
  '0.4.0.127.0.7.1.1.4.1.5': ['ecdsa-plain', 'SHA-512'],
  '0.4.0.127.0.7.1.1.4.1.6': ['ecdsa-plain', 'RIPEMD160'],
  '0.4.0.127.0.7.1.1.4.1.8': ['ecdsa-plain', 'SHA3-224'],
  '0.4.0.127.0.7.1.1.4.1.9': ['ecdsa-plain', 'SHA3-256'],
  '0.4.0.127.0.7.1.1.4.1.10': ['ecdsa-plain', 'SHA3-384'],
  '0.4.0.127.0.7.1.1.4.1.11': ['ecdsa-plain', 'SHA3-512'],
  '1.3.101.112': ['ed25519', 'SHA-512'],
  '1.3.101.113': ['ed448', 'SHAKE256'],
};

const RSA_ENCRYPTION = `${PKCS1}.1`;
const RSASSA_PSS = `${PKCS1}.10`;
const MGF1 = `${PKCS1}.8`;
const SHAKE256_LEN = '2.16.840.1.101.3.4.2.18';

/** True for identifiers of signatures, which some writers put where a digest belongs. */
export function isSignatureOid(oid: string): boolean {
  return oid in SIGNATURE_OIDS || oid === RSASSA_PSS;
}

/** The scheme of a certificate, CRL or OCSP signature: the identifier must say everything. */
export function schemeOf(algorithm: AlgorithmId, key: PublicKey): SchemeAnswer {
  if (algorithm.oid === RSASSA_PSS) return fit(readPss(algorithm), key);
  const known = SIGNATURE_OIDS[algorithm.oid];
  if (!known) return { refused: 'unsupported', why: `algoritma tanda tangan ${algorithm.oid} tidak dikenal` };
  const [kind, hash] = known;
  if (algorithm.parameters && kind !== 'pkcs1') {
    return { refused: 'forbidden', why: 'algoritma tanda tangan membawa parameter yang tidak semestinya' };
  }
  return fit({ kind, hash, saltLength: hash === 'SHAKE256' ? 64 : 32 }, key);
}

/**
 * The scheme of a CMS SignerInfo. RFC 8933 wants one digest for content and attributes; RFC 4056 wants the
 * PSS digest to equal `digestAlgorithm`; RFC 8419 fixes the digest of Ed25519 and Ed448.
 */
export function signerScheme(digest: AlgorithmId, signature: AlgorithmId, key: PublicKey): SchemeAnswer {
  const hash = digestOf(digest);
  if (typeof hash !== 'string') return hash;
  const scheme: SchemeAnswer =
    signature.oid === RSA_ENCRYPTION
      ? fit({ kind: 'pkcs1', hash, saltLength: 0 }, key)
      : schemeOf(signature, key);
  if ('refused' in scheme || scheme.hash === hash) return scheme;
  return {
    refused: 'forbidden',
    why: `ringkasan ${hash} tidak boleh dipakai bersama algoritma tanda tangan dengan ${scheme.hash}`,
  };
}

/** The digest an AlgorithmIdentifier names. A signature identifier in its place is an encoding fault. */
export function digestOf(
  algorithm: AlgorithmId,
): HashName | { refused: 'unsupported' | 'forbidden'; why: string } {
  const hash = hashByOid(algorithm.oid);
  if (hash && algorithm.oid === SHAKE256_LEN && !isLength512(algorithm.parameters)) {
    return { refused: 'unsupported', why: 'SHAKE256 dengan panjang selain 512 bit' };
  }
  if (hash) return hash;
  return isSignatureOid(algorithm.oid)
    ? { refused: 'forbidden', why: `${algorithm.oid} bukan algoritma ringkasan` }
    : { refused: 'unsupported', why: `algoritma ringkasan ${algorithm.oid} tidak dikenal` };
}

/** id-shake256-len carries its output length in bits (RFC 8419, 2.3). */
function isLength512(parameters: AlgorithmId['parameters']): boolean {
  return parameters?.is(TAG.integer) === true && toBigInt(parameters.body) === 512n;
}

const KEY_OF: Readonly<Record<SchemeKind, PublicKey['kind']>> = {
  pkcs1: 'rsa',
  pss: 'rsa',
  ecdsa: 'ec',
  'ecdsa-plain': 'ec',
  ed25519: 'ed25519',
  ed448: 'ed448',
};

function fit(scheme: SchemeAnswer, key: PublicKey): SchemeAnswer {
  if ('refused' in scheme) return scheme;
  if (key.kind === 'unsupported') return { refused: 'unsupported', why: `${key.why} tidak didukung` };
  if (key.kind !== KEY_OF[scheme.kind]) {
    return { refused: 'forbidden', why: 'algoritma tanda tangan tidak cocok dengan jenis kuncinya' };
  }
  if (scheme.kind === 'pkcs1' && scheme.hash.startsWith('SHAKE')) {
    return { refused: 'forbidden', why: 'SHAKE tidak dipakai bersama RSA PKCS#1 v1.5' };
  }
  return key.kind === 'rsa' && key.pss ? fitPssKey(scheme, key.pss) : scheme;
}

/** A key bound to PSS with parameters signs only so (RFC 4055, 3.3); the salt may only be longer. */
function fitPssKey(scheme: Scheme, bound: AlgorithmId['parameters']): SchemeAnswer {
  const wanted = readPss({ oid: RSASSA_PSS, parameters: bound });
  if ('refused' in wanted) return wanted;
  if (scheme.kind === 'pss' && scheme.hash === wanted.hash && scheme.saltLength >= wanted.saltLength)
    return scheme;
  return { refused: 'forbidden', why: 'kunci ini hanya untuk RSA-PSS dengan parameter yang lain' };
}

/** RSASSA-PSS-params (RFC 4055, 3.1), defaults filled in. */
function readPss(algorithm: AlgorithmId): SchemeAnswer {
  try {
    const node = algorithm.parameters;
    if (!node) return { kind: 'pss', hash: 'SHA-1', saltLength: 20 };
    const parts = fields(node, 'RSASSA-PSS-params');
    const hashField = parts.ifContext(0);
    const maskField = parts.ifContext(1);
    const saltField = parts.ifContext(2);
    const trailerField = parts.ifContext(3);
    parts.end();
    const hash = hashField ? digestOf(algorithmId(inner(hashField))) : 'SHA-1';
    const mask = maskField ? maskHash(algorithmId(inner(maskField))) : 'SHA-1';
    const saltLength = saltField ? smallInteger(inner(saltField)) : 20;
    if (typeof hash !== 'string') return hash;
    if (typeof mask !== 'string') return mask;
    if (trailerField && smallInteger(inner(trailerField)) !== 1) throw new Asn1Error('trailerField');
    if (hash !== mask) {
      return { refused: 'forbidden', why: `RSA-PSS memakai ${hash}, tetapi MGF1-nya memakai ${mask}` };
    }
    if (hash.startsWith('SHAKE')) return { refused: 'unsupported', why: 'MGF1 dengan SHAKE' };
    return { kind: 'pss', hash, saltLength };
  } catch {
    return { refused: 'forbidden', why: 'parameter RSA-PSS rusak' };
  }
}

function maskHash(algorithm: AlgorithmId): HashName | { refused: 'unsupported' | 'forbidden'; why: string } {
  if (algorithm.oid !== MGF1)
    return { refused: 'unsupported', why: `fungsi mask ${algorithm.oid} tidak dikenal` };
  const node = algorithm.parameters;
  return node ? digestOf(algorithmId(node)) : 'SHA-1';
}
