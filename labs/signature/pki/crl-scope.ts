/** Which certificates a revocation list speaks for (RFC 5280, 5.2.5 and 6.3.3). */
import { type Asn1, Asn1Error, decode, TAG } from '../cms/asn1.ts';
import { equalBytes, fields, inner, members } from '../cms/values.ts';
import type { Certificate, Extension } from './certificate.ts';
import { basicConstraints, EXTENSION } from './extensions.ts';
import { type Name, readName, sameName } from './name.ts';

/** The parts of a list that scope depends on. */
export interface Scoped {
  readonly issuer: Name;
  readonly extensions: ReadonlyMap<string, Extension>;
}

export const CRL_EXTENSION = {
  number: '2.5.29.20',
  delta: '2.5.29.27',
  issuingPoint: '2.5.29.28',
  authorityKeyId: '2.5.29.35',
  freshest: '2.5.29.46',
} as const;

const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(CRL_EXTENSION));

/** A GeneralName, as far as lists and certificates are matched by it. */
interface Place {
  readonly tag: number;
  readonly body: Uint8Array;
  readonly name: Name | null;
}

interface IssuingPoint {
  /** Null when not limited to one place. */
  readonly places: readonly Place[] | null;
  readonly indirect: boolean;
  readonly someReasons: boolean;
  /** Only end certificates, only authorities, or only attribute certificates. */
  readonly only: 'users' | 'authorities' | 'attributes' | null;
}

const WHOLE: IssuingPoint = { places: null, indirect: false, someReasons: false, only: null };

/**
 * How far the list speaks for a certificate: for all reasons, only for some, or not at all. Says nothing of its
 * signature.
 */
export function reachOf(crl: Scoped, certificate: Certificate): 'all' | 'some' | 'none' {
  for (const [id, extension] of crl.extensions) if (extension.critical && !UNDERSTOOD.has(id)) return 'none';
  const point = issuingPoint(crl);
  const isAuthority = basicConstraints(certificate).ca;
  if (point.only !== null && point.only !== (isAuthority ? 'authorities' : 'users')) return 'none';
  const direct = sameName(crl.issuer, certificate.issuer);
  const fitting = distributionPoints(certificate, direct).filter(
    (one) => byIssuer(one, crl, point, direct) && inPlace(one, point),
  );
  if (fitting.length === 0) return 'none';
  return point.someReasons || fitting.every((one) => one.someReasons) ? 'some' : 'all';
}

/** Whether entries of this list may be about certificates of other authorities. */
export function isIndirect(crl: Scoped): boolean {
  return issuingPoint(crl).indirect;
}

function issuingPoint({ extensions }: Scoped): IssuingPoint {
  const value = extensions.get(CRL_EXTENSION.issuingPoint)?.value;
  if (!value) return WHOLE;
  const set = decode(value);
  const place = set.children.find((item) => item.isContext(0));
  const says = (tag: number): boolean =>
    set.children.some((item) => item.isContext(tag) && item.body.some((byte) => byte !== 0));
  return {
    places: place ? placesOf(place) : null,
    indirect: says(4),
    someReasons: set.children.some((item) => item.isContext(3)),
    only: says(1) ? 'users' : says(2) ? 'authorities' : says(5) ? 'attributes' : null,
  };
}

interface DistributionPoint {
  readonly places: readonly Place[] | null;
  /** cRLIssuer: names of another authority that lists the certificate. */
  readonly issuers: readonly Place[] | null;
  readonly someReasons: boolean;
}

/** The certificate's own points (4.2.1.13) and, for its issuer's lists, the one that 6.3.3 assumes. */
function distributionPoints(certificate: Certificate, direct: boolean): DistributionPoint[] {
  const value = certificate.extensions.get(EXTENSION.crlDistributionPoints)?.value;
  const written = value ? members(decode(value), TAG.sequence, 'CRLDistributionPoints').map(readPoint) : [];
  const issuer = { tag: 4, body: certificate.issuer.raw, name: certificate.issuer };
  return direct ? [...written, { places: [issuer], issuers: null, someReasons: false }] : written;
}

function readPoint(node: Asn1): DistributionPoint {
  const parts = fields(node, 'DistributionPoint');
  const place = parts.ifContext(0);
  const reasons = parts.ifContext(1);
  const issuers = parts.ifContext(2);
  parts.end();
  return {
    places: place ? placesOf(place) : null,
    issuers: issuers ? issuers.children.map(readPlace) : null,
    someReasons: reasons !== undefined,
  };
}

/** DistributionPointName: full names; one relative to an issuer's name is not matched with anything. */
function placesOf(choice: Asn1): Place[] {
  const name = inner(choice);
  return name.isContext(0) ? name.children.map(readPlace) : [];
}

function readPlace(node: Asn1): Place {
  if (node.cls !== 2) throw new Asn1Error('GeneralName: wrong type');
  return { tag: node.tag, body: node.body, name: node.tag === 4 ? readName(inner(node)) : null };
}

/** 6.3.3 (b)(1): an issuer that the point names must say that its list is indirect; else it is the certificate's. */
function byIssuer(one: DistributionPoint, crl: Scoped, point: IssuingPoint, direct: boolean): boolean {
  if (!one.issuers) return direct;
  return point.indirect && one.issuers.some(({ name }) => name !== null && sameName(name, crl.issuer));
}

/** 6.3.3 (b)(2)(i). */
function inPlace(one: DistributionPoint, { places }: IssuingPoint): boolean {
  if (!places) return true;
  const own = one.places ?? one.issuers ?? [];
  return places.some((place) => own.some((other) => samePlace(place, other)));
}

function samePlace(a: Place, b: Place): boolean {
  if (a.name && b.name) return sameName(a.name, b.name);
  return a.tag === b.tag && equalBytes(a.body, b.body);
}
