/** What has been filled in: plain data, as it is kept on the device and as the document is made from it. */
import type { Bidang, Bila, Formulir } from '../schemas/form.ts';

/** The parts of an official's name; titles apart, because decrees leave them out (Permendagri 1/2023 Pasal 44). */
export const OFFICIAL_PARTS = ['nama', 'gelarDepan', 'gelarBelakang', 'jabatan', 'pangkat', 'nip'] as const;

export type Official = Partial<Record<(typeof OFFICIAL_PARTS)[number], string>>;
export type Row = Record<string, string>;
/** Dates are `YYYY-MM-DD`, times `HH.MM`, numbers as typed (`1.250,5`). */
export type Value = string | string[] | Official | Row[];
export type Values = Record<string, Value | undefined>;

export const fieldsOf = (form: Pick<Formulir, 'bagian'>): Bidang[] =>
  form.bagian.flatMap(({ bidang }) => bidang);

export const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value.trim() : '');

export const linesOf = (value: Value | undefined): string[] =>
  Array.isArray(value)
    ? value.filter((line): line is string => typeof line === 'string' && line.trim() !== '')
    : textOf(value)
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean);

export const rowsOf = (value: Value | undefined): Row[] =>
  Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && !isEmpty(row)) : [];

export const officialOf = (value: Value | undefined): Official =>
  typeof value === 'object' && !Array.isArray(value) ? (value as Official) : {};

/** Nothing typed, nothing chosen, only empty rows. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.every((item) => isEmpty(item));
  return Object.values(value).every((part) => (part ?? '').trim() === '');
}

/** Does a condition hold? An answer that is missing holds none. */
export function holds(condition: Bila | undefined, values: Values): boolean {
  if (!condition) return true;
  const wanted = [condition.sama].flat();
  const value = values[condition.bidang];
  const given = Array.isArray(value) ? linesOf(value) : [textOf(value)];
  return given.some((answer) => wanted.includes(answer));
}
