/** OCSP responses (RFC 6960), with the check that their signer may speak for the issuer (4.2.2.2). */

import { digestOf } from '../cms/algorithms.ts';
import { type Asn1, Asn1Error, TAG } from '../cms/asn1.ts';
import { digest } from '../cms/digest.ts';
import {
  type AlgorithmId,
  algorithmId,
  bits,
  enumerated,
  equalBytes,
  fields,
  fieldsOf,
  inner,
  integer,
  members,
  octets,
  oid,
  time,
} from '../cms/values.ts';
import { type Certificate, readCertificates } from './certificate.ts';
import { EXTENDED_USAGE, extendedKeyUsage } from './extensions.ts';
import { readName, sameName } from './name.ts';
import type { Statement } from './revocation.ts';
import type { SignedBy } from './signed-by.ts';

const BASIC = '1.3.6.1.5.5.7.48.1.1';

export interface OcspResponse {
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
  readonly responder: Asn1;
  readonly producedAt: number;
  readonly answers: readonly Asn1[];
  readonly certificates: readonly Certificate[];
}

/**
 * @param der an OCSPResponse, or the BasicOCSPResponse inside one (both are found in documents).
 * @throws Asn1Error when it is neither, or says that there is no answer.
 */
export function readOcsp(der: Uint8Array): OcspResponse {
  const parts = fieldsOf(unwrap(der), 'BasicOCSPResponse');
  const tbs = parts.take();
  const signatureAlgorithm = algorithmId(parts.take());
  const signature = bits(parts.take());
  const certificates = parts.ifContext(0);
  parts.end();
  const data = fields(tbs, 'ResponseData');
  data.ifContext(0);
  const responder = data.take();
  const producedAt = time(data.take());
  const answers = members(data.take(), TAG.sequence, 'responses');
  return {
    tbs: tbs.raw,
    signatureAlgorithm,
    signature,
    responder,
    producedAt,
    answers,
    certificates: certificates ? readCertificates(inner(certificates).children.map((item) => item.raw)) : [],
  };
}

function unwrap(der: Uint8Array): Uint8Array {
  const outer = fieldsOf(der, 'OCSPResponse');
  const status = outer.ifTag(TAG.enumerated);
  if (!status) return der;
  if (enumerated(status) !== 0) throw new Asn1Error('OCSPResponse: no answer');
  const held = outer.ifContext(0);
  if (!held) throw new Asn1Error('OCSPResponse: empty');
  const bytes = fields(inner(held), 'ResponseBytes');
  if (oid(bytes.take()) !== BASIC) throw new Asn1Error('OCSPResponse: not basic');
  return octets(bytes.take());
}

/** What this response says of a certificate, or null when it says nothing that counts. */
export function ocspStatement(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
  more: readonly Certificate[],
  signedBy: SignedBy,
): Statement | null {
  const answer = response.answers.find((item) => isAbout(item.children[0], certificate, issuer));
  if (!answer) return null;
  const signer = findResponder(response, issuer, more, signedBy);
  if (!signer) return null;
  const parts = fields(answer, 'SingleResponse');
  parts.take();
  const status = parts.take();
  const thisUpdate = time(parts.take());
  const next = parts.ifContext(0);
  const revoked = status.isContext(1) ? status.children : null;
  return {
    source: 'ocsp',
    status: status.isContext(0) ? 'good' : revoked ? 'revoked' : 'unknown',
    revokedAt: revoked ? time(revoked[0]) : null,
    reason: revoked?.[1] ? enumerated(inner(revoked[1])) : null,
    thisUpdate,
    nextUpdate: next ? time(inner(next)) : null,
    scheme: signer.scheme,
    responder: signer.certificate,
  };
}

function isAbout(node: Asn1 | undefined, certificate: Certificate, issuer: Certificate): boolean {
  const parts = fields(node, 'CertID');
  const hash = digestOf(algorithmId(parts.take()));
  if (typeof hash !== 'string') return false;
  const nameHash = octets(parts.take());
  const keyHash = octets(parts.take());
  return (
    integer(parts.take()) === certificate.serial &&
    equalBytes(nameHash, digest(hash, certificate.issuer.raw)) &&
    equalBytes(keyHash, digest(hash, issuer.keyBits))
  );
}

/** The issuer itself, or a certificate that the issuer directly gave the right to answer, then valid. */
function findResponder(
  response: OcspResponse,
  issuer: Certificate,
  more: readonly Certificate[],
  signedBy: SignedBy,
): { certificate: Certificate; scheme: Statement['scheme'] } | null {
  for (const candidate of [issuer, ...response.certificates, ...more]) {
    if (!isNamed(response.responder, candidate)) continue;
    const checked = signedBy(response, candidate);
    if (checked.ok && maySpeak(candidate, issuer, response.producedAt, signedBy)) {
      return { certificate: candidate, scheme: checked.scheme };
    }
  }
  return null;
}

function isNamed(responder: Asn1, candidate: Certificate): boolean {
  const node = inner(responder);
  if (responder.isContext(1)) return sameName(readName(node), candidate.subject);
  return responder.isContext(2) && equalBytes(octets(node), digest('SHA-1', candidate.keyBits));
}

function maySpeak(candidate: Certificate, issuer: Certificate, at: number, signedBy: SignedBy): boolean {
  if (equalBytes(candidate.spki, issuer.spki) && sameName(candidate.subject, issuer.subject)) return true;
  const usage = extendedKeyUsage(candidate) ?? [];
  const valid = at >= candidate.notBefore && at <= candidate.notAfter;
  return (
    usage.includes(EXTENDED_USAGE.ocspSigning) &&
    valid &&
    sameName(candidate.issuer, issuer.subject) &&
    signedBy(candidate, issuer).ok
  );
}
