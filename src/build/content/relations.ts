/** Checks that everything a content file points at exists: laws, clauses, SOPs. */
import type { ContentFault } from './fault.ts';
import type { ContentSource } from './source.ts';

export interface KnownIds {
  peraturan: Set<string>;
  klausul: Set<string>;
  sop: Set<string>;
  kebijakan: Set<string>;
  /** Forms, where a field names one by its slug. */
  formulir: Set<string>;
}

type Kind = keyof KnownIds;

/** Which field names hold ids of which register, wherever they stand in a file. */
const FIELDS: Record<string, Kind> = {
  peraturan: 'peraturan',
  klausul: 'klausul',
  sumber: 'klausul',
  keterkaitan: 'sop',
  sop: 'sop',
  kebijakan: 'kebijakan',
  formulir: 'formulir',
};

const PLACES: Record<Kind, string> = {
  peraturan: 'content/peraturan.yaml',
  klausul: 'content/klausul.yaml',
  sop: 'content/sop/',
  kebijakan: 'content/kebijakan/',
  formulir: 'content/formulir/',
};

export function checkRelations(file: string, source: ContentSource, known: KnownIds): ContentFault[] {
  const faults: ContentFault[] = [];
  walk(source.data, [], (path, field, value) => {
    const kind = FIELDS[field];
    if (!kind || known[kind].has(value)) return;
    faults.push({
      file,
      line: source.lineOf(path),
      field: path.join('.'),
      message: `"${value}" tidak ada di ${PLACES[kind]}`,
      mend: suggestion(value, known[kind], PLACES[kind]),
    });
  });
  return faults;
}

function walk(
  value: unknown,
  path: (string | number)[],
  visit: (path: (string | number)[], field: string, value: string) => void,
): void {
  if (typeof value === 'string') {
    const field = [...path].reverse().find((part) => typeof part === 'string');
    if (field !== undefined) visit(path, field, value);
  } else if (Array.isArray(value)) {
    value.forEach((item, place) => {
      walk(item, [...path, place], visit);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
  }
}

function suggestion(value: string, ids: Set<string>, place: string): string {
  const near = [...ids].filter((id) => id.startsWith(value.slice(0, 2))).slice(0, 4);
  return near.length > 0
    ? `pilih yang ada, misalnya ${near.join(', ')}, atau tambahkan ${value} ke ${place}`
    : `tambahkan ${value} ke ${place}`;
}
