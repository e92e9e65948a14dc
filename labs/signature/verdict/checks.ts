/** The seven checks, from the facts. Each stands on its own: none is failed because another one is. */

import { onlyValidity } from '../pki/path.ts';
import type { Examined } from './examine.ts';
import type { Proof } from './proof.ts';
import type { CheckState, Checks } from './report.ts';
import type { Trust } from './trust.ts';

/** Everything known about one signature. */
export interface Facts {
  readonly examined: Examined;
  readonly proof: Proof;
  /** Null when there is no certificate to judge. */
  readonly trust: Trust | null;
  /** The moment it was judged for: the proved time, else the time of the check. */
  readonly at: number;
  /** Whether any trust anchor was chosen at all. */
  readonly hasAnchors: boolean;
}

export function checksOf(facts: Facts): Checks {
  const { examined } = facts;
  return {
    integrity: examined.integrity.status,
    coverage: coverage(facts),
    changesAfter: examined.changes.level,
    identityTrust: identity(facts),
    time: time(facts),
    revocation: revocation(facts),
    algorithm: algorithm(facts),
  };
}

/** Bytes nobody signed in the room of the signature leave open whether everything that counts is covered. */
function coverage({ examined: { coverage: found } }: Facts): CheckState {
  if (found.status === 'fail') return 'fail';
  return found.findings.some((finding) => finding.weight === 'unknown') ? 'not-checked' : 'pass';
}

function identity({ examined, trust, hasAnchors }: Facts): CheckState {
  if (!trust || examined.integrity.bound === 'no')
    return examined.integrity.bound === 'no' ? 'fail' : 'not-checked';
  if (trust.misuse) return 'fail';
  if (!hasAnchors) return 'not-checked';
  return trust.path.status !== 'none' && onlyValidity(trust.path.faults) ? 'pass' : 'fail';
}

/** Within its validity at the moment that counts, and no timestamp inside it broken. */
function time({ examined, proof, trust, at }: Facts): CheckState {
  if (proof.broken) return 'fail';
  const certificate = examined.integrity.certificate;
  if (!trust || !certificate) return 'not-checked';
  const inside = at >= certificate.notBefore && at <= certificate.notAfter;
  return inside && !trust.path.faults.some((fault) => fault.code === 'validity') ? 'pass' : 'fail';
}

function revocation({ trust }: Facts): CheckState {
  if (!trust || trust.path.status === 'none') return 'not-checked';
  if (trust.revocation.some((one) => one.status === 'revoked')) return 'fail';
  return trust.revocation.every((one) => one.status === 'good') ? 'pass' : 'not-checked';
}

function algorithm({ examined, trust }: Facts): CheckState {
  if (!trust || examined.integrity.unsupported) return 'not-checked';
  return trust.strength.status === 'weak' ? 'fail' : 'pass';
}
