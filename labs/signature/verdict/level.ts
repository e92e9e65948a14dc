/** The PAdES baseline level a signature reaches (ETSI EN 319 142-1, 6): what is there, not whether it is trusted. */
import { CMS_FILE, type Examined } from './examine.ts';
import type { SignatureReport } from './report.ts';
import type { Trust } from './trust.ts';

/** SubFilter of PAdES (ISO 32000-2, 12.8.3.3) and the name reports give to a CMS file (CAdES, EN 319 122-1). */
const BASELINE_KINDS: readonly (string | null)[] = ['ETSI.CAdES.detached', CMS_FILE];

/**
 * @param carried the document carries validation data at all.
 * @param later document timestamps over later revisions.
 */
export function levelOf(
  carried: boolean,
  examined: Examined,
  later: readonly Examined[],
  trust: Trust | null,
): SignatureReport['level'] {
  const { signature, integrity, stamps } = examined;
  if (!BASELINE_KINDS.includes(signature.subFilter) || integrity.bound !== 'yes') return null;
  const intact = later.filter((one) => one.integrity.status === 'pass' && one.coverage.status === 'pass');
  if (intact.length === 0 && !stamps.some((one) => one.status === 'pass')) return 'B-B';
  if (!hasValidationData(carried, trust)) return 'B-T';
  // An archive timestamp comes after the validation data; here: a document timestamp besides a signature one,
  // or over a revision after the next, as the store is written between the two.
  const archived = intact.some((one) => one.signature.revisionIndex > signature.revisionIndex + 1);
  return archived ? 'B-LTA' : 'B-LT';
}

/** With an anchor: a status for every certificate of the path. Without one: validation data at all. */
function hasValidationData(carried: boolean, trust: Trust | null): boolean {
  if (!trust || trust.path.status === 'none') return carried;
  return carried && trust.revocation.every((one) => one.statement !== null || one.status === 'good');
}
