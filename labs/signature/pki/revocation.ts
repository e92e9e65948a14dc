/** Judges revocation of a path from the lists and responses that the document itself carries. */
import type { Scheme } from '../cms/algorithms.ts';
import { Asn1Error } from '../cms/asn1.ts';
import { hashStrength } from '../cms/strength.ts';
import type { Certificate } from './certificate.ts';
import { crlStatement, type RevocationList, readCrl } from './crl.ts';
import { isIndirect } from './crl-scope.ts';
import { EXTENSION, neverRevoked } from './extensions.ts';
import { sameName } from './name.ts';
import { type OcspResponse, ocspStatement, readOcsp } from './ocsp.ts';
import { findPath } from './path.ts';
import { boundedChecks, type SignedBy } from './signed-by.ts';

/** What one authenticated list or response says of one certificate. */
export interface Statement {
  readonly source: 'ocsp' | 'crl';
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Milliseconds since 1970. */
  readonly revokedAt: number | null;
  /** CRLReason (RFC 5280, 5.3.1). */
  readonly reason: number | null;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  /** How the statement is signed, for the table of weak algorithms. */
  readonly scheme: Scheme;
  /** Certificate of the OCSP responder; null for a CRL. */
  readonly responder: Certificate | null;
}

/** The revocation data found in a document, decoded once. */
export interface RevocationPool {
  readonly ocsps: readonly OcspResponse[];
  readonly crls: readonly RevocationList[];
  /** Certificates that may belong to responders. */
  readonly certificates: readonly Certificate[];
}

const MAX_ITEMS = 200;

export function readRevocationPool(
  ocsps: Iterable<Uint8Array>,
  crls: Iterable<Uint8Array>,
  certificates: readonly Certificate[],
): RevocationPool {
  return { ocsps: readAll(ocsps, readOcsp), crls: readAll(crls, readCrl), certificates };
}

/** Unreadable items are passed over: what they might have said simply stays unsaid. */
function readAll<T>(items: Iterable<Uint8Array>, read: (der: Uint8Array) => T): T[] {
  const found: T[] = [];
  for (const item of items) {
    if (found.length >= MAX_ITEMS) break;
    try {
      found.push(read(item));
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
    }
  }
  return found;
}

export type RevocationStatus = 'good' | 'revoked' | 'unknown';

export interface CertificateStatus {
  readonly certificate: Certificate;
  readonly status: RevocationStatus;
  /** The statement that decided, if any. */
  readonly statement: Statement | null;
}

/** A little tolerance between the clocks of signer, timestamp and responder, in milliseconds. */
const SKEW = 5 * 60_000;

/**
 * Status of every certificate below the anchor, the end certificate first.
 * @param at moment for which the status matters: the proved time, else the time of the check.
 * @param now time of the check: statements from its future do not count.
 */
export function pathRevocation(
  path: readonly Certificate[],
  pool: RevocationPool,
  at: number,
  now: number,
  signedBy: SignedBy = boundedChecks(),
): CertificateStatus[] {
  const question = { pool, at, now, signedBy };
  return path
    .slice(0, -1)
    .map((certificate, index) => statusOf(certificate, path[index + 1]!, path.at(-1)!, question));
}

interface Question {
  readonly pool: RevocationPool;
  readonly at: number;
  readonly now: number;
  readonly signedBy: SignedBy;
}

/** @param anchor where listers of other names must lead to; null to hear none of them. */
function statusOf(
  certificate: Certificate,
  issuer: Certificate,
  anchor: Certificate | null,
  question: Question,
): CertificateStatus {
  const { pool, at, now, signedBy } = question;
  const all = [
    ...pool.ocsps
      .map((one) => attempt(() => ocspStatement(one, certificate, issuer, pool.certificates, signedBy)))
      .filter((one) => one !== null && !isResponderRevoked(one, issuer, pool, signedBy)),
    ...pool.crls.flatMap((one) =>
      listersOf(one, issuer, anchor, question).map((signer) =>
        attempt(() => crlStatement(one, certificate, signer, signedBy, pool.crls)),
      ),
    ),
  ].filter((one): one is Statement => one !== null && one.thisUpdate <= now + SKEW && isStrong(one));
  const revoked = all.find((one) => one.status === 'revoked' && (one.revokedAt ?? 0) <= at);
  if (revoked) return { certificate, status: 'revoked', statement: revoked };
  const good = all.find((one) => one.status !== 'unknown' && speaksFor(one, at));
  if (good) return { certificate, status: 'good', statement: good };
  return { certificate, status: neverRevoked(certificate) ? 'good' : 'unknown', statement: null };
}

/**
 * Who may have signed a list: the issuer itself or, for an indirect one, authorities of the list's name whose path
 * leads to the same anchor (RFC 5280, 6.3.3 (f)) and is itself known to be good.
 */
function listersOf(
  crl: RevocationList,
  issuer: Certificate,
  anchor: Certificate | null,
  question: Question,
): readonly Certificate[] {
  if (sameName(crl.issuer, issuer.subject)) return [issuer];
  if (!anchor || !attempt(() => isIndirect(crl))) return [];
  const { pool, signedBy } = question;
  return pool.certificates.filter((candidate) => {
    if (!sameName(candidate.subject, crl.issuer) || !signedBy(crl, candidate).ok) return false;
    const { status, path } = findPath(candidate, pool.certificates, [anchor], crl.thisUpdate, signedBy);
    const below = path.slice(0, -1);
    return (
      status === 'pass' &&
      below.every((one, index) => statusOf(one, path[index + 1]!, null, question).status === 'good')
    );
  });
}

/** A responder that its own issuer lists as revoked by then may no longer speak. */
function isResponderRevoked(
  { responder, thisUpdate }: Statement,
  issuer: Certificate,
  pool: RevocationPool,
  signedBy: SignedBy,
): boolean {
  if (!responder || responder.extensions.has(EXTENSION.ocspNoCheck)) return false;
  return pool.crls.some((crl) => {
    const said = attempt(() => crlStatement(crl, responder, issuer, signedBy));
    return said?.status === 'revoked' && (said.revokedAt ?? 0) <= thisUpdate;
  });
}

/** A statement speaks for a moment when issued after it, or when its own window still holds then. */
function speaksFor(statement: Statement, at: number): boolean {
  if (statement.thisUpdate >= at - SKEW) return true;
  return statement.nextUpdate !== null && statement.nextUpdate >= at;
}

/** A statement with a digest that was already weak when it was issued could have been forged. */
function isStrong({ scheme, thisUpdate }: Statement): boolean {
  return hashStrength(scheme.hash, thisUpdate).status !== 'weak';
}

function attempt<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Error) return null;
    throw error;
  }
}
