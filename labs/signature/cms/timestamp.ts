/** Timestamp tokens (RFC 3161): what time they state, over which digest, and whether that holds. */
import { type Certificate, readCertificates } from '../pki/certificate.ts';
import { digestOf } from './algorithms.ts';
import { Asn1Error, decode, TAG } from './asn1.ts';
import { digest, type HashName } from './digest.ts';
import { CONTENT, readSignedData, type SignedData } from './signed-data.ts';
import { checkSigner, type SignerAnswer } from './signer.ts';
import { algorithmId, equalBytes, fields, octets, smallInteger, time } from './values.ts';

export interface TimestampAnswer {
  /** The token's signature is right and its digest is that of the stamped bytes. */
  readonly status: 'pass' | 'fail' | 'undecided';
  readonly fault: 'hash' | 'signature' | 'format' | null;
  /** Plain Indonesian: what is wrong, or empty. */
  readonly text: string;
  /** genTime, milliseconds since 1970; null when it could not be read. */
  readonly time: number | null;
  /** Digest over the stamped bytes. */
  readonly imprintHash: HashName | null;
  readonly signer: SignerAnswer | null;
  /** Everything the token carries: certificates and revocation data. */
  readonly token: SignedData | null;
}

/**
 * @param container the token, a ContentInfo.
 * @param pieces the stamped bytes.
 * @param more certificates found elsewhere in the document that may be the authority's.
 */
export function checkTimestamp(
  container: Uint8Array,
  pieces: readonly Uint8Array[],
  more: readonly Certificate[],
): TimestampAnswer {
  const none = { time: null, imprintHash: null, signer: null, token: null };
  try {
    const token = readSignedData(container);
    const signer = token.signers[0];
    if (token.contentType !== CONTENT.tstInfo || !token.content || !signer || token.signers.length !== 1) {
      return {
        ...none,
        status: 'fail',
        fault: 'format',
        text: 'cap waktu tidak berisi TSTInfo dengan satu penanda tangan',
      };
    }
    const info = readTstInfo(token.content);
    const candidates = [...readCertificates(token.certificates), ...more];
    const answer = checkSigner(signer, [token.content], CONTENT.tstInfo, candidates);
    const known = { time: info.time, imprintHash: info.hash, signer: answer, token };
    if (!signer.signedAttributes) {
      return {
        ...known,
        status: 'fail',
        fault: 'format',
        text: 'cap waktu tanpa atribut yang ditandatangani',
      };
    }
    if (answer.status !== 'pass')
      return { ...known, status: answer.status, fault: answer.fault, text: answer.text };
    if (info.hash === null) return { ...known, status: 'undecided', fault: null, text: info.why };
    if (!equalBytes(info.imprint, digest(info.hash, ...pieces))) {
      return { ...known, status: 'fail', fault: 'hash', text: 'cap waktu dibuat untuk isi yang lain' };
    }
    return { ...known, status: 'pass', fault: null, text: '' };
  } catch (error) {
    if (!(error instanceof Asn1Error)) throw error;
    return { ...none, status: 'fail', fault: 'format', text: `cap waktu rusak (${error.message})` };
  }
}

/** TSTInfo (2.4.2): the fields that say when and over what. */
function readTstInfo(der: Uint8Array): {
  time: number;
  hash: HashName | null;
  why: string;
  imprint: Uint8Array;
} {
  const parts = fields(decode(der), 'TSTInfo');
  if (smallInteger(parts.take()) !== 1) throw new Asn1Error('TSTInfo: version');
  parts.ifTag(TAG.oid);
  const imprintParts = fields(parts.take(), 'MessageImprint');
  const hash = digestOf(algorithmId(imprintParts.take()));
  const imprint = octets(imprintParts.take());
  imprintParts.end();
  parts.ifTag(TAG.integer);
  const genTime = time(parts.take());
  return typeof hash === 'string'
    ? { time: genTime, hash, why: '', imprint }
    : { time: genTime, hash: null, why: hash.why, imprint };
}
