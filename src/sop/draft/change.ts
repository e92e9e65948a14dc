/** Reading and setting one field of a draft by its path, e.g. `langkah.3.kegiatan`; `slug` and `body` are the draft's own. */
import type { Draft } from './draft.ts';

/** Fields that are left out when empty, as the schema wants them. */
const OPTIONAL = new Set(['rincian', 'singkat', 'waktuStandar', 'pasal', 'label', 'lanjut']);

export function fieldValue(draft: Draft, path: string): unknown {
  if (path === 'slug' || path === 'body') return draft[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined,
      draft.sop,
    );
}

/** The draft with one field set; an optional field set to nothing is taken out. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  if (path === 'slug' || path === 'body') return { ...draft, [path]: value };
  return { ...draft, sop: setIn(draft.sop, path.split('.'), value) as Draft['sop'] };
}

function setIn(value: unknown, [part, ...rest]: string[], next: unknown): unknown {
  if (part === undefined) return next;
  if (Array.isArray(value))
    return value.map((item, place) => (place === Number(part) ? setIn(item, rest, next) : item));
  const from = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (rest.length === 0 && OPTIONAL.has(part) && (next === '' || next === undefined || next === 0)) {
    const { [part]: _, ...others } = from;
    return others;
  }
  return { ...from, [part]: setIn(from[part], rest, next) };
}
