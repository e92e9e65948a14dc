/** Certificate revocation lists (RFC 5280, 5), read without holding their entries. */
import { type Asn1, Asn1Error, decode, TAG } from '../cms/asn1.ts';
import {
  type AlgorithmId,
  algorithmId,
  bits,
  enumerated,
  equalBytes,
  fields,
  inner,
  integer,
  smallInteger,
  time,
} from '../cms/values.ts';
import { type Certificate, type Extension, readExtensions } from './certificate.ts';
import { basicConstraints, KEY_USAGE, keyUsage } from './extensions.ts';
import { type Name, readName, sameName } from './name.ts';
import type { Statement } from './revocation.ts';
import type { SignedBy } from './signed-by.ts';

export interface RevocationList {
  readonly raw: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: AlgorithmId;
  readonly signature: Uint8Array;
  readonly issuer: Name;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly entries: Asn1 | null;
  readonly extensions: ReadonlyMap<string, Extension>;
}

const ISSUING_POINT = '2.5.29.28';
const DELTA = '2.5.29.27';
const REASON = '2.5.29.21';
const UNDERSTOOD: ReadonlySet<string> = new Set([ISSUING_POINT, '2.5.29.20', '2.5.29.35']);

/** @throws Asn1Error when it is not a CertificateList. */
export function readCrl(der: Uint8Array): RevocationList {
  const outer = fields(decode(der), 'CertificateList');
  const tbs = outer.take();
  const algorithmNode = outer.take();
  const signature = bits(outer.take());
  outer.end();
  const parts = fields(tbs, 'TBSCertList');
  const version = parts.ifTag(TAG.integer);
  if (version && smallInteger(version) !== 1) throw new Asn1Error('CRL: version');
  if (!equalBytes(parts.take().raw, algorithmNode.raw)) throw new Asn1Error('CRL: algorithms differ');
  const issuer = readName(parts.take());
  const thisUpdate = time(parts.take());
  const next = parts.ifTag(TAG.utcTime, TAG.generalizedTime);
  const entries = parts.ifTag(TAG.sequence);
  const extensionField = parts.ifContext(0);
  parts.end();
  return {
    raw: der,
    tbs: tbs.raw,
    signatureAlgorithm: algorithmId(algorithmNode),
    signature,
    issuer,
    thisUpdate,
    nextUpdate: next ? time(next) : null,
    entries: entries ?? null,
    extensions: extensionField ? readExtensions(inner(extensionField)) : new Map(),
  };
}

/**
 * What this list says of a certificate, or null when it is not for it: another issuer, another kind of
 * certificate, only some reasons, a delta, or a signature the issuer's key did not make.
 */
export function crlStatement(
  crl: RevocationList,
  certificate: Certificate,
  issuer: Certificate,
  signedBy: SignedBy,
): Statement | null {
  if (!sameName(crl.issuer, issuer.subject) || !sameName(crl.issuer, certificate.issuer)) return null;
  if (!covers(crl, certificate)) return null;
  const usage = keyUsage(issuer);
  if (usage && !usage.has(KEY_USAGE.crlSign)) return null;
  const checked = signedBy(crl, issuer);
  if (!checked.ok) return null;
  const entry = findEntry(crl, certificate.serial);
  const common = {
    source: 'crl',
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    scheme: checked.scheme,
    responder: null,
  } as const;
  return entry ? { ...common, ...entry } : { ...common, status: 'good', revokedAt: null, reason: null };
}

function covers(crl: RevocationList, certificate: Certificate): boolean {
  for (const [id, extension] of crl.extensions) if (extension.critical && !UNDERSTOOD.has(id)) return false;
  if (crl.extensions.has(DELTA)) return false;
  const point = crl.extensions.get(ISSUING_POINT);
  if (!point) return true;
  // 5.2.5: [1] only users, [2] only authorities, [3] some reasons, [4] indirect, [5] only attributes.
  const set = decode(point.value).children.filter((item) => item.body.some((byte) => byte !== 0));
  const isAuthority = basicConstraints(certificate).ca;
  return set.every(
    (item) => item.tag === 0 || (item.tag === 1 && !isAuthority) || (item.tag === 2 && isAuthority),
  );
}

function findEntry(
  crl: RevocationList,
  serial: bigint,
): Pick<Statement, 'status' | 'revokedAt' | 'reason'> | null {
  if (!crl.entries) return null;
  for (const item of crl.entries.each()) {
    const parts = fields(item, 'revokedCertificate');
    if (integer(parts.take()) !== serial) continue;
    const revokedAt = time(parts.take());
    const extensionField = parts.ifTag(TAG.sequence);
    const reasonValue = extensionField ? readExtensions(extensionField).get(REASON)?.value : undefined;
    return { status: 'revoked', revokedAt, reason: reasonValue ? enumerated(decode(reasonValue)) : null };
  }
  return null;
}
