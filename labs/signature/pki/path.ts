/** Builds certificate paths from a certificate up to a trust anchor and takes the first that validates. */
import { Asn1Error } from '../cms/asn1.ts';
import { equalBytes } from '../cms/values.ts';
import type { Certificate } from './certificate.ts';
import { mayIssue } from './extensions.ts';
import { sameName } from './name.ts';
import { boundedChecks, type SignedBy } from './signed-by.ts';
import { type PathFault, validatePath } from './validate.ts';

export interface PathAnswer {
  /** `fail`: a path reaches an anchor but is not acceptable. `none`: no path reaches any anchor. */
  readonly status: 'pass' | 'fail' | 'none';
  /** From the certificate itself to the anchor's own certificate, both included. */
  readonly path: readonly Certificate[];
  readonly faults: readonly PathFault[];
}

const MAX_LENGTH = 10;

/**
 * @param pool certificates that may stand in between, trusted for nothing.
 * @param anchors trust anchors. One is reached only through its key: a signature it verifies, or the very
 *   certificate. A name alone reaches nothing.
 * @param at the moment the path must hold, milliseconds since 1970.
 */
export function findPath(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
  at: number,
  signedBy: SignedBy = boundedChecks(),
): PathAnswer {
  // The pool's own object for this certificate, about which more is remembered.
  const start = pool.find((one) => equalBytes(one.raw, leaf.raw)) ?? leaf;
  const isIssuer = (child: Certificate, parent: Certificate): boolean =>
    sameName(child.issuer, parent.subject) && signedBy(child, parent).ok;
  let best: PathAnswer = { status: 'none', path: chainWithoutAnchor(start, pool, isIssuer), faults: [] };

  const climb = (path: readonly Certificate[]): boolean => {
    const top = path.at(-1)!;
    const trusted = anchors.find((anchor) => equalBytes(anchor.raw, top.raw));
    const above = trusted ? [] : anchors.filter((anchor) => mayAnchor(anchor) && isIssuer(top, anchor));
    for (const complete of trusted ? [path] : above.map((anchor) => [...path, anchor])) {
      const faults = validatePath(complete, at, signedBy);
      if (faults.length === 0) {
        best = { status: 'pass', path: complete, faults };
        return true;
      }
      if (best.status === 'none' || (onlyValidity(faults) && !onlyValidity(best.faults))) {
        best = { status: 'fail', path: complete, faults };
      }
    }
    if (trusted || path.length >= MAX_LENGTH) return false;
    return pool.some(
      (parent) =>
        !path.some((seen) => seen === parent || sameEntity(seen, parent)) &&
        isIssuer(top, parent) &&
        climb([...path, parent]),
    );
  };
  climb([start]);
  return best;
}

/** True when nothing but the moment speaks against a path: another moment might do. */
export function onlyValidity(faults: readonly PathFault[]): boolean {
  return faults.every((fault) => fault.code === 'validity');
}

/** An anchor that says it is no authority may be trusted itself but vouches for nobody. Version 1 cannot say. */
function mayAnchor(anchor: Certificate): boolean {
  try {
    return anchor.version < 3 || mayIssue(anchor);
  } catch (error) {
    if (error instanceof Asn1Error) return false;
    throw error;
  }
}

function sameEntity(a: Certificate, b: Certificate): boolean {
  return sameName(a.subject, b.subject) && equalBytes(a.spki, b.spki);
}

/** For showing only: the certificates that link up when no anchor is reached. */
function chainWithoutAnchor(
  leaf: Certificate,
  pool: readonly Certificate[],
  isIssuer: (child: Certificate, parent: Certificate) => boolean,
): Certificate[] {
  const chain = [leaf];
  for (let length = 1; length < MAX_LENGTH; length++) {
    const top = chain.at(-1)!;
    const parent = pool.find((one) => !chain.some((seen) => sameEntity(seen, one)) && isIssuer(top, one));
    if (!parent) break;
    chain.push(parent);
  }
  return chain;
}
