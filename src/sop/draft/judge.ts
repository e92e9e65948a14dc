/**
 * Everything the build would say about a draft, in words for a person at the desk: what is still empty, what breaks the
 * schema, what points at nothing, and what the SOP linter finds. The same judges as in the build, asked in the same way.
 */
import { checkRelations, type KnownIds } from '../../build/content/relations.ts';
import { checkShape } from '../../build/content/shape.ts';
import { sop as schema } from '../../schemas/sop.ts';
import { type Finding, lintSop } from '../lint/lint.ts';
import { type Draft, slugOf } from './draft.ts';
import { judgeGuide } from './guide.ts';
import { labelOf } from './labels.ts';

export interface Remark {
  /** `empty` has not been written yet, `error` stops the build, `warning` is for the author to weigh. */
  level: 'empty' | 'error' | 'warning';
  /** Field the remark is about, e.g. `langkah.3.waktu`; empty for the SOP as a whole. */
  path: string;
  /** Step number from 1, where it is about one step. */
  step?: number;
  label: string;
  message: string;
  mend: string;
}

const LANGUAGE = new Set(['kata-kerja', 'kalimat-pasif', 'subjek', 'keharusan', 'keputusan-periksa']);
const FIELD: Partial<Record<Finding['rule'], string>> = {
  'mulai-selesai': 'langkah',
  pelaksana: 'pelaksana',
  jabatan: 'pelaksana',
  identitas: 'identitas',
  tanggal: 'identitas.pembuatan',
  keterkaitan: 'identitas.keterkaitan',
};

/** @returns remarks in the order a person mends them: errors, what is empty, warnings; each by step */
export function judgeDraft({ slug, sop, body }: Draft, known: KnownIds): Remark[] {
  const source = { data: sop as unknown, lineOf: () => 0, faults: [] };
  const shape = checkShape('', source, schema).map(({ field, message, mend }): Remark => {
    const blank = isBlank(valueAt(sop, field));
    return {
      level: blank ? 'empty' : 'error',
      path: field,
      ...stepOf(field),
      label: labelOf(field),
      message: blank ? 'Belum diisi' : capital(message),
      mend: example(mend),
    };
  });
  const relations = checkRelations('', source, known)
    .filter(({ field }) => !shape.some(({ path }) => path === field))
    .map(
      ({ field, message, mend }): Remark => ({
        level: 'error',
        path: field,
        ...stepOf(field),
        label: labelOf(field),
        message: capital(message),
        mend: capital(mend),
      }),
    );
  const lint = lintSop(sop, { slugs: [...known.sop] })
    .filter((finding) => !saidBefore(finding, sop, shape))
    .map(({ level, rule, step, message, mend }): Remark => {
      const path = step === undefined ? (FIELD[rule] ?? '') : `langkah.${step - 1}`;
      return {
        level,
        path,
        ...(step === undefined ? {} : { step }),
        label: step === undefined ? labelOf(path) : `Langkah ${step}`,
        message,
        mend: capital(mend),
      };
    });
  const rank = { error: 0, empty: 1, warning: 2 };
  return [...shape, ...relations, ...lint, ...judgeName(slug), ...judgeGuide(body)].sort(
    (a, b) => rank[a.level] - rank[b.level] || (a.step ?? 0) - (b.step ?? 0),
  );
}

/** The file's name becomes the address of the page. */
function judgeName(slug: string): Remark[] {
  if (slug === slugOf(slug)) return [];
  const mend = `Contoh: ${slugOf(slug)}`;
  return [
    {
      level: 'error',
      path: 'slug',
      label: 'Nama berkas',
      message: 'Hanya huruf kecil, angka, dan tanda hubung',
      mend,
    },
  ];
}

/** What is empty or out of shape is said once: the linter's words on the same field are left out. */
function saidBefore({ rule, step }: Finding, sop: Draft['sop'], shape: readonly Remark[]): boolean {
  if (rule === 'keterkaitan') return true;
  if (step !== undefined) {
    const at = sop.langkah[step - 1];
    if (LANGUAGE.has(rule)) return at?.kegiatan.trim() === '';
    if (rule === 'waktu') return shape.some(({ path }) => path.startsWith(`langkah.${step - 1}.waktu`));
    if (rule === 'keputusan')
      return shape.some(
        ({ path }) => /\.(ya|tidak|lanjut)\b/.test(path) && path.startsWith(`langkah.${step - 1}.`),
      );
    return false;
  }
  if (rule === 'identitas' || rule === 'tanggal')
    return shape.some(({ path }) => /^(identitas|judul|ditinjau|tinjauLagi)/.test(path));
  if (rule === 'pelaksana') return shape.some(({ path }) => path.startsWith('pelaksana'));
  return false;
}

function stepOf(path: string): { step?: number } {
  const step = /^langkah\.(\d+)/.exec(path)?.[1];
  return step === undefined ? {} : { step: Number(step) + 1 };
}

function valueAt(sop: Draft['sop'], path: string): unknown {
  let value: unknown = sop;
  for (const part of path.split('.'))
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return value;
}

function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === 0 || (Array.isArray(value) && value.every(isBlank));
}

/** The build shows a line of YAML; at the desk only its value is wanted. */
function example(mend: string): string {
  const value = /^[A-Za-z]+: (.*)$/.exec(mend)?.[1];
  return value ? `Contoh: ${value.replace(/^'(.*)'$/, '$1')}` : capital(mend);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
