/** Puts the facts about one signature into its report. */
import { ATTRIBUTE } from '../cms/attributes.ts';
import type { Finding } from '../pdf/index.ts';
import { summarise } from './certificate-summary.ts';
import { checksOf, type Facts } from './checks.ts';
import type { Examined } from './examine.ts';
import { explain } from './explain.ts';
import { judge } from './indication.ts';
import { levelOf } from './level.ts';
import type { Checks, SignatureReport } from './report.ts';
import { wordsFor } from './words.ts';

/**
 * @param carried the document carries validation data at all.
 * @param later document timestamps over later revisions.
 */
export function reportSignature(facts: Facts, carried: boolean, later: readonly Examined[]): SignatureReport {
  const { examined, proof, trust } = facts;
  const checks = checksOf(facts);
  const { indication, subIndication } = judge(facts, checks);
  const { certificate } = examined.integrity;
  const version = examined.signature.revisionIndex + 1;
  const unasked = examined.changes.findings.some((finding) => finding.weight === 'unknown');
  const words = wordsFor(indication, subIndication, checks, version, unasked);
  return {
    field: examined.signature.fieldName,
    kind: examined.signature.kind,
    indication,
    subIndication,
    checks,
    level: levelOf(carried, examined, later, trust),
    signer: certificate ? summarise(certificate) : null,
    signingTime: { claimed: claimedTime(examined), proved: iso(proof.time) },
    revokedAt: iso(trust?.revocation[0]?.statement?.revokedAt ?? null),
    sentence: words.sentence,
    todo: words.todo,
    explanations: explain(facts, checks),
    notChecked: openPoints(facts, checks),
    chain: (trust?.path.path ?? []).map(summarise),
    timestamps: proof.timestamps,
    findings: findings(examined),
    subFilter: examined.signature.subFilter,
    revision: examined.signature.revisionIndex,
  };
}

function findings(examined: Examined): Finding[] {
  return [...examined.coverage.findings, ...examined.changes.findings];
}

/** A timestamp states its own time; a signature only claims one. */
function claimedTime({ integrity, signature }: Examined): string | null {
  return iso(integrity.stampTime ?? integrity.claimedTime) ?? signature.claimed.date;
}

function iso(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}

/** What stays open for this signature. */
function openPoints({ examined, proof, trust }: Facts, checks: Checks): string[] {
  const open: string[] = [];
  if (checks.integrity === 'not-checked') open.push('Apakah isinya utuh');
  if (checks.changesAfter === 'not-checked') open.push('Apa yang diubah setelah ditandatangani');
  if (checks.identityTrust === 'not-checked') open.push('Siapa sebenarnya penerbit sertifikatnya');
  if (checks.revocation === 'not-checked') open.push('Apakah sertifikat sudah dicabut');
  const signer = examined.integrity.container?.signers[0];
  if (signer?.signedAttributes?.values.has(ATTRIBUTE.signaturePolicy)) {
    open.push('Apakah kebijakan tanda tangan yang disebut penanda tangan dipenuhi');
  }
  if (proof.time === null) open.push('Kapan tepatnya tanda tangan dibuat');
  if (trust?.revocation.some((one) => one.statement === null && one.status === 'good')) {
    open.push('Pencabutan sertifikat jangka pendek yang menurut penerbitnya tidak pernah dicabut');
  }
  return open;
}
