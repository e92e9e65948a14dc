/** The SOP linter's errors as content faults, with the line of the step or field they are about. */
import { sop as schema } from '../../schemas/sop.ts';
import { lintSop, type RuleId } from '../../sop/lint/lint.ts';
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

/** Where a finding that names no step is mended. */
const FIELD: Partial<Record<RuleId, string[]>> = {
  'mulai-selesai': ['langkah'],
  pelaksana: ['pelaksana'],
  jabatan: ['pelaksana'],
  identitas: ['identitas'],
  tanggal: ['identitas'],
  keterkaitan: ['identitas', 'keterkaitan'],
};

/** Relations are left out: `checkRelations` has named them already. Warnings do not stop a build. */
export function checkProcedure(
  file: string,
  source: ContentSource,
  slugs: readonly string[],
): ContentFault[] {
  return lintSop(schema.parse(source.data), { slugs })
    .filter(({ level, rule }) => level === 'error' && rule !== 'keterkaitan')
    .map(({ rule, step, message, mend }) => {
      const path = step === undefined ? (FIELD[rule] ?? []) : ['langkah', step - 1];
      return {
        file,
        line: source.lineOf(path),
        field: path.join('.'),
        message: `${message} (${rule})`,
        mend,
      };
    });
}
