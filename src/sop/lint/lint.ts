/**
 * The SOP linter: the ten rules of the SOP-AP sheet (PermenPANRB 35/2012 as read in the developer reference) and the
 * wording of the KEGIATAN column. Pure, so that the build and the SOP desk ask the same judge.
 */
import type { Sop } from '../../schemas/sop.ts';
import type { Finding } from './finding.ts';
import { lintFlow } from './flow.ts';
import { lintIdentity } from './identity.ts';
import { lintLanguage } from './language.ts';
import { lintSheet } from './sheet.ts';

export interface LintContext {
  /** File names below `content/sop/`, without `.mdx`: what a relation may point to. */
  slugs: readonly string[];
}

/** All findings, errors first, then by step. Never throws for an SOP that passes the schema. */
export function lintSop(sop: Sop, { slugs }: LintContext): Finding[] {
  const findings = [...lintFlow(sop), ...lintIdentity(sop, slugs), ...lintLanguage(sop)];
  const sound = !findings.some(
    ({ level, rule }) =>
      level === 'error' && ['mulai-selesai', 'pelaksana', 'keputusan', 'alur', 'tanggal'].includes(rule),
  );
  if (sound) findings.push(...lintSheet(sop));
  return findings.sort(
    (a, b) => Number(a.level === 'warning') - Number(b.level === 'warning') || (a.step ?? 0) - (b.step ?? 0),
  );
}

export { type Finding, type RuleId, sayFinding } from './finding.ts';
