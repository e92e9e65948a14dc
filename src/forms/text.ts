/** Text with placeholders: `Pada hari {{tanggal|hari}}, **{{penandatangan.lengkap}}** …` into runs. */
import { longDate } from '../format.ts';
import type { Bidang } from '../schemas/form.ts';
import { dateInWords, dayName, readTime } from './date.ts';
import type { Line, Run } from './model.ts';
import { readNumber, spell, writeNumber } from './number.ts';
import { fullName } from './official.ts';
import { isEmpty, linesOf, officialOf, textOf, type Value, type Values } from './values.ts';

/** What a form knows of the agency; the page fills it from `content/instansi.yaml`. */
export interface Agency {
  nama: string;
  kota: string;
  kepalaDaerah: string;
  diskominfo: string;
  bidang: string;
  alamat: string;
  timTanggap: string;
  zona: string;
  verifikasiTte: string;
  lembagaPdp: string;
}

export interface TextContext {
  values: Values;
  fields: Map<string, Bidang>;
  agency: Agency;
}

export const FILTERS = ['hari', 'huruf', 'terbilang', 'besar'] as const;
type Filter = (typeof FILTERS)[number];

export interface Placeholder {
  /** Field id, or `instansi`. */
  id: string;
  part: string | undefined;
  filter: string | undefined;
}

const PLACEHOLDER = /\{\{\s*([A-Za-z][\w]*)(?:\.(\w+))?(?:\s*\|\s*(\w+))?\s*\}\}/g;

export const placeholdersOf = (template: string): Placeholder[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, id = '', part, filter]) => ({ id, part, filter }));

/** Anything in double braces that is no placeholder: a slip of the writer. */
export const brokenPlaceholder = (template: string): string | undefined =>
  /\{\{[^}]*\}?\}?/.exec(template.replace(PLACEHOLDER, ''))?.[0];

const DOTS = '……………………';

/** @returns the runs of one template; what is not filled in becomes a dotted gap. */
export function resolve(template: string, context: TextContext): Line {
  const runs: Line = [];
  template.split('**').forEach((part, place) => {
    const bold = place % 2 === 1 ? { bold: true as const } : {};
    let from = 0;
    for (const match of part.matchAll(PLACEHOLDER)) {
      if (match.index > from) runs.push({ text: part.slice(from, match.index), ...bold });
      const [whole, id = '', sub, filter] = match;
      const text = valueText({ id, part: sub, filter }, context);
      runs.push(text === '' ? { text: DOTS, blank: true } : { text, ...bold });
      from = match.index + whole.length;
    }
    if (from < part.length) runs.push({ text: part.slice(from), ...bold });
  });
  return runs;
}

/** `resolve`, cut at line ends. */
export function resolveLines(template: string, context: TextContext): Line[] {
  const lines: Line[] = [[]];
  for (const run of resolve(template, context)) {
    run.text.split('\n').forEach((text, place) => {
      if (place > 0) lines.push([]);
      if (text !== '') lines.at(-1)!.push({ ...run, text } as Run);
    });
  }
  return lines.filter((line) => line.length > 0);
}

/** The text of one placeholder as the document writes it; empty where nothing is filled in. */
export function valueText({ id, part, filter }: Placeholder, context: TextContext): string {
  if (id === 'instansi') return filtered(context.agency[part as keyof Agency] ?? '', filter);
  const field = context.fields.get(id);
  const value = context.values[id];
  if (!field || isEmpty(value)) return '';
  if (field.jenis === 'pejabat') {
    const official = officialOf(value);
    const text = part === 'lengkap' ? fullName(official) : (official[part as keyof typeof official] ?? '');
    return filtered(part === 'nip' ? spacedNip(text) : text.trim(), filter);
  }
  return filtered(cellText(field.jenis, value), filter, textOf(value));
}

/** A single value as the document writes it, by the kind of its field. */
export function cellText(kind: string, value: Value | undefined): string {
  const text = textOf(value);
  switch (kind) {
    case 'tanggal':
      return longDate(text) || text;
    case 'jam':
      return readTime(text) ?? text;
    case 'angka': {
      const number = readNumber(text);
      return number === undefined ? text : writeNumber(number);
    }
    case 'nip':
      return spacedNip(text);
    case 'banyak':
    case 'baris':
      return linesOf(value).join('; ');
    default:
      return text;
  }
}

/** A NIP in its four groups: birth, appointment, sex, number. */
export const spacedNip = (nip: string): string =>
  nip.replace(/\s/g, '').replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4') || nip;

function filtered(text: string, filter: string | undefined, raw = text): string {
  switch (filter as Filter | undefined) {
    case 'hari':
      return text && dayName(raw);
    case 'huruf':
      return text && dateInWords(raw);
    case 'terbilang': {
      const number = readNumber(raw);
      return number === undefined ? text : spell(number);
    }
    case 'besar':
      return text.toUpperCase();
    default:
      return text;
  }
}
