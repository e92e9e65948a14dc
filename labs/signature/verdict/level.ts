/** The PAdES baseline level a signature reaches (ETSI EN 319 142-1, 6): what is there, not whether it is trusted. */
import type { PdfDocument } from '../pdf/index.ts';
import type { Examined } from './examine.ts';
import type { SignatureReport } from './report.ts';
import type { Trust } from './trust.ts';

/** @param later document timestamps over later revisions. */
export function levelOf(
  doc: PdfDocument,
  examined: Examined,
  later: readonly Examined[],
  trust: Trust | null,
): SignatureReport['level'] {
  const { signature, integrity, stamps } = examined;
  if (signature.subFilter !== 'ETSI.CAdES.detached' || integrity.bound !== 'yes') return null;
  const intact = later.filter((one) => one.integrity.status === 'pass' && one.coverage.status === 'pass');
  if (intact.length === 0 && !stamps.some((one) => one.status === 'pass')) return 'B-B';
  if (!hasValidationData(doc, trust)) return 'B-T';
  // An archive timestamp comes after the validation data; here: a document timestamp besides a signature one,
  // or over a revision after the next, as the store is written between the two.
  const archived = intact.some((one) => one.signature.revisionIndex > signature.revisionIndex + 1);
  return archived ? 'B-LTA' : 'B-LT';
}

/** With an anchor: a status for every certificate of the path. Without one: validation data at all. */
function hasValidationData(doc: PdfDocument, trust: Trust | null): boolean {
  const carried = doc.dss !== null && (doc.dss.ocsps.length > 0 || doc.dss.crls.length > 0);
  if (!trust || trust.path.status === 'none') return carried;
  return carried && trust.revocation.every((one) => one.statement !== null || one.status === 'good');
}
