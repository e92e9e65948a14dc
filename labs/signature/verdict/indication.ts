/**
 * From facts to an indication and sub-indication of ETSI EN 319 102-1. The order is that of the standard: what
 * shows the signature to be wrong comes before what leaves it undecided. POLICY.md gives the reasons where
 * trusted verifiers disagree.
 */
import { onlyValidity } from '../pki/path.ts';
import type { Facts } from './checks.ts';
import type { Checks, Indication, SubIndication } from './report.ts';

export interface Judgement {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
}

export function judge(facts: Facts, checks: Checks): Judgement {
  const failed = failure(facts, checks);
  if (failed) return { indication: 'TOTAL-FAILED', subIndication: failed };
  const open = doubt(facts, checks);
  if (open) return { indication: 'INDETERMINATE', subIndication: open };
  return { indication: 'TOTAL-PASSED', subIndication: null };
}

const FAULT = { hash: 'HASH_FAILURE', signature: 'SIG_CRYPTO_FAILURE', format: 'FORMAT_FAILURE' } as const;

function failure({ examined }: Facts, checks: Checks): SubIndication | null {
  if (checks.integrity === 'fail') return FAULT[examined.integrity.fault ?? 'format'];
  return checks.coverage === 'fail' || checks.changesAfter === 'illegal' ? 'FORMAT_FAILURE' : null;
}

function doubt(facts: Facts, checks: Checks): SubIndication | null {
  const { examined, proof, trust } = facts;
  const { certificate, bound, unsupported } = examined.integrity;
  if (unsupported) return 'CRYPTO_CONSTRAINTS_FAILURE';
  if (!certificate || !trust || bound === 'no') return 'NO_SIGNING_CERTIFICATE_FOUND';
  if (checks.integrity !== 'pass') return 'SIG_CONSTRAINTS_FAILURE';
  if (trust.misuse) return 'CHAIN_CONSTRAINTS_FAILURE';
  if (trust.path.status === 'none') return 'NO_CERTIFICATE_CHAIN_FOUND';
  if (!onlyValidity(trust.path.faults)) return chainFault(facts);
  if (checks.revocation === 'fail') {
    return trust.revocation[0]?.status === 'revoked' ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE';
  }
  if (proof.broken) return 'TIMESTAMP_ORDER_FAILURE';
  if (checks.time !== 'pass')
    return facts.at < certificate.notBefore ? 'NOT_YET_VALID' : 'OUT_OF_BOUNDS_NO_POE';
  if (checks.algorithm !== 'pass') return weakness(facts);
  if (isUnsettled(facts, checks)) return 'SIG_CONSTRAINTS_FAILURE';
  return checks.revocation === 'pass' ? null : 'TRY_LATER';
}

/** Limits that an authority set are one thing, a chain that does not hold together another. */
function chainFault({ trust }: Facts): SubIndication {
  const limits = ['usage', 'names', 'policy', 'length'];
  const codes = trust!.path.faults.map((fault) => fault.code).filter((code) => code !== 'validity');
  return codes.every((code) => limits.includes(code))
    ? 'CHAIN_CONSTRAINTS_FAILURE'
    : 'CERTIFICATE_CHAIN_GENERAL_FAILURE';
}

/** An algorithm that was still strong when the signer claims to have signed could be saved by a timestamp. */
function weakness({ examined, proof, trust }: Facts): SubIndication {
  const claimed = examined.integrity.claimedTime;
  const savable = proof.time === null && claimed !== null && claimed < trust!.strength.until;
  return savable ? 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE' : 'CRYPTO_CONSTRAINTS_FAILURE';
}

/**
 * Later changes not judged or comments nobody allowed, something unknown in the dictionary, or CAdES without the
 * signer's certificate.
 */
function isUnsettled({ examined }: Facts, checks: Checks): boolean {
  const { coverage, changes } = examined;
  const unknown = [...coverage.findings, ...changes.findings].some((finding) => finding.weight === 'unknown');
  const unbound =
    examined.signature.subFilter === 'ETSI.CAdES.detached' && examined.integrity.bound === 'none';
  return checks.changesAfter === 'not-checked' || unknown || unbound;
}
