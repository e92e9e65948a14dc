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
  members,
  smallInteger,
  time,
  toHex,
} from '../cms/values.ts';
import { type Certificate, type Extension, readExtensions } from './certificate.ts';
import { CRL_EXTENSION, isIndirect, reachOf } from './crl-scope.ts';
import { KEY_USAGE, keyUsage } from './extensions.ts';
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

const REASON = '2.5.29.21';
const ENTRY_ISSUER = '2.5.29.29';
/** removeFromCRL (5.3.1): a hold that a delta list lifts. */
const LIFTED = 8;

/**
 * What this list says of a certificate, or null when it says nothing: a scope that leaves the certificate out, a
 * signature that is not the signer's, a delta without its base.
 * @param signer whose key must have made the list: the certificate's issuer, or whom the certificate names for it.
 * @param others lists that may be the base of a delta (5.2.4).
 */
export function crlStatement(
  crl: RevocationList,
  certificate: Certificate,
  signer: Certificate,
  signedBy: SignedBy,
  others: readonly RevocationList[] = [],
): Statement | null {
  if (!sameName(crl.issuer, signer.subject)) return null;
  const reach = reachOf(crl, certificate);
  const usage = keyUsage(signer);
  if (reach === 'none' || (usage && !usage.has(KEY_USAGE.crlSign))) return null;
  const checked = signedBy(crl, signer);
  if (!checked.ok) return null;
  const common = {
    source: 'crl',
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    scheme: checked.scheme,
    responder: null,
  } as const;
  const entry = findEntry(crl, certificate);
  if (entry) return entry.reason === LIFTED ? null : { ...common, ...entry };
  if (reach === 'some') return null;
  const good = { ...common, status: 'good', revokedAt: null, reason: null } as const;
  if (!crl.extensions.has(CRL_EXTENSION.delta)) return good;
  // A base that names the certificate speaks for itself; here it only has to be silent.
  const isComplete = others.some(
    (base) => isBaseOf(base, crl) && signedBy(base, signer).ok && !findEntry(base, certificate),
  );
  return isComplete ? good : null;
}

/** 6.3.3 (c): same issuer, scope and key, and numbers that leave no list out between the two. */
function isBaseOf(base: RevocationList, delta: RevocationList): boolean {
  const needed = numberIn(delta, CRL_EXTENSION.delta);
  const number = numberIn(base, CRL_EXTENSION.number);
  const last = numberIn(delta, CRL_EXTENSION.number);
  if (base.extensions.has(CRL_EXTENSION.delta) || needed === null || number === null || last === null)
    return false;
  const same = (id: string): boolean =>
    toHex(base.extensions.get(id)?.value ?? NONE) === toHex(delta.extensions.get(id)?.value ?? NONE);
  return (
    sameName(base.issuer, delta.issuer) &&
    same(CRL_EXTENSION.issuingPoint) &&
    same(CRL_EXTENSION.authorityKeyId) &&
    needed <= number &&
    number < last
  );
}

const NONE = new Uint8Array();

function numberIn(crl: RevocationList, id: string): bigint | null {
  const value = crl.extensions.get(id)?.value;
  return value ? integer(decode(value)) : null;
}

function findEntry(
  crl: RevocationList,
  { serial, issuer }: Certificate,
): Pick<Statement, 'status' | 'revokedAt' | 'reason'> | null {
  if (!crl.entries) return null;
  const indirect = isIndirect(crl);
  let whose = crl.issuer;
  for (const item of crl.entries.each()) {
    const parts = fields(item, 'revokedCertificate');
    const number = integer(parts.take());
    if (number !== serial && !indirect) continue;
    const revokedAt = time(parts.take());
    const extensionField = parts.ifTag(TAG.sequence);
    const extensions = extensionField ? readExtensions(extensionField) : null;
    const named = extensions?.get(ENTRY_ISSUER)?.value;
    // 5.3.3: an entry that names no authority is about the one before it, the first about the list's own.
    if (named) whose = entryIssuer(named);
    if (number !== serial || !sameName(whose, issuer)) continue;
    const reasonValue = extensions?.get(REASON)?.value;
    return { status: 'revoked', revokedAt, reason: reasonValue ? enumerated(decode(reasonValue)) : null };
  }
  return null;
}

function entryIssuer(names: Uint8Array): Name {
  const directory = members(decode(names), TAG.sequence, 'GeneralNames').find((one) => one.isContext(4));
  if (!directory) throw new Asn1Error('CRL entry: issuer without a name');
  return readName(inner(directory));
}
