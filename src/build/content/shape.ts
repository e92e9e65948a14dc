/** Checks one file's data against its schema and says, for every fault, where it is and what would be right. */
import type { z } from 'astro/zod';
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

type Issue = z.core.$ZodIssue;

export function checkShape(file: string, source: ContentSource, schema: z.ZodType): ContentFault[] {
  const result = schema.safeParse(source.data);
  if (result.success) return [];
  return result.error.issues
    .flatMap((issue) => deepest(issue))
    .map((issue) => {
      const field = issue.path.map(String).join('.');
      return {
        file,
        line: source.lineOf(issue.path),
        field,
        message: explain(issue),
        mend: mend(schema, issue),
      };
    });
}

/** For a union, the faults of the branch that came closest; else the issue itself. */
function deepest(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const best = [...issue.errors].sort((a, b) => rank(a) - rank(b))[0] ?? [];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const rank = (issues: readonly Issue[]) =>
  issues.length + issues.filter((issue) => issue.code === 'unrecognized_keys').length * 2;

function explain(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'bidang ini wajib ada'
        : `jenis nilai keliru, diharapkan ${typeName(issue.expected)}`;
    case 'unrecognized_keys':
      return `bidang tidak dikenal: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `nilai tidak ada dalam pilihan: ${issue.values.join(', ')}`;
    case 'too_big':
    case 'too_small':
      return /^Too (big|small)/.test(issue.message) ? sizeText(issue) : issue.message;
    default:
      return issue.message;
  }
}

function sizeText(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): string {
  const bound =
    issue.code === 'too_small' ? `sekurangnya ${issue.minimum}` : `paling banyak ${issue.maximum}`;
  return issue.origin === 'array' ? `jumlah butir ${bound}` : `nilai ${bound}`;
}

const typeName = (expected: string) =>
  ({
    string: 'teks',
    number: 'angka',
    array: 'daftar',
    object: 'kelompok bidang',
    boolean: 'true atau false',
  })[expected] ?? expected;

/** The example nearest to the fault, taken from the schema's own metadata. */
function mend(schema: z.ZodType, issue: Issue): string {
  const key = [...issue.path].reverse().find((part) => typeof part === 'string');
  if (issue.code === 'unrecognized_keys') return `hapus ${issue.keys.join(', ')}, atau periksa ejaannya`;
  const example = exampleAt(schema, issue.path);
  if (!example) return 'lihat berkas sejenis di folder yang sama';
  return key === undefined ? `tulis ${example}` : `${String(key)}: ${example}`;
}

interface Definition {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
}

function exampleAt(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
  const own = schema.meta()?.contoh;
  const [head, ...rest] = path;
  if (head === undefined) return typeof own === 'string' ? own : undefined;
  const definition = schema.def as unknown as Definition;
  const shape = definition.shape;
  const child = typeof head === 'number' ? definition.element : shape?.[String(head)];
  const candidates = child ? [child] : [];
  const through = definition.innerType ? [definition.innerType] : (definition.options ?? []);
  const found =
    candidates.map((next) => exampleAt(next, rest)).find(Boolean) ??
    through.map((next) => exampleAt(next, path)).find(Boolean);
  return found ?? (typeof own === 'string' ? own : undefined);
}
