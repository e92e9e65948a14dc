/** Faults of a form that its schema cannot see: placeholders, conditions and blocks that name no field, and the like. */
import type { Bidang, Formulir } from '../schemas/form.ts';
import { KNOWN_FACTS } from './facts.ts';
import { type Agency, brokenPlaceholder, FILTERS, type Placeholder, placeholdersOf } from './text.ts';
import { fieldsOf, OFFICIAL_PARTS } from './values.ts';

export interface FormFinding {
  path: (string | number)[];
  message: string;
  mend: string;
}

const AGENCY_KEYS: readonly (keyof Agency)[] = [
  'nama',
  'kota',
  'kepalaDaerah',
  'diskominfo',
  'bidang',
  'alamat',
  'timTanggap',
  'zona',
  'verifikasiTte',
  'lembagaPdp',
];

/** Block keys whose text is the id of a field of a certain kind. */
const FIELD_BLOCKS: Record<string, readonly Bidang['jenis'][]> = {
  tabel: ['tabel'],
  kotak: ['banyak', 'pilihan'],
  butir: ['baris'],
  pejabat: ['pejabat'],
  tambahan: ['baris'],
};

export function lintForm(form: Formulir): FormFinding[] {
  const fields = new Map(fieldsOf(form).map((field) => [field.id, field]));
  return [...fieldFindings(form, fields), ...documentFindings(form, fields), ...ruleFindings(form, fields)];
}

type Fields = Map<string, Bidang>;

const names = (fields: Fields) => `nama yang ada: ${[...fields.keys()].join(', ')}`;

function fieldFindings(form: Formulir, fields: Fields): FormFinding[] {
  const findings: FormFinding[] = [];
  const seen = new Set<string>();
  form.bagian.forEach((part, partPlace) => {
    part.bidang.forEach((field, place) => {
      const path = ['bagian', partPlace, 'bidang', place];
      if (seen.has(field.id) || field.id === 'instansi') {
        const message = `nama bidang "${field.id}" sudah dipakai`;
        findings.push({ path: [...path, 'id'], message, mend: 'beri nama lain, misalnya ditambah angka' });
      }
      seen.add(field.id);
      if (field.bila && !fields.has(field.bila.bidang))
        findings.push(unknownField(path, field.bila.bidang, fields));
      if (field.isiDari !== undefined && !KNOWN_FACTS[field.isiDari]?.includes(field.jenis)) {
        const known = Object.entries(KNOWN_FACTS).filter(([, kinds]) => kinds.includes(field.jenis));
        findings.push({
          path: [...path, 'isiDari'],
          message: `fakta "${field.isiDari}" tidak ada atau tidak cocok untuk jenis ${field.jenis}`,
          mend: known.length > 0 ? `pilih ${known.map(([name]) => name).join(', ')}` : 'hapus isiDari',
        });
      }
      if (field.jenis === 'tabel') {
        field.kolom.forEach((column, columnPlace) => {
          if (column.jenis === 'pilihan' && (column.pilihan?.length ?? 0) < 2) {
            findings.push({
              path: [...path, 'kolom', columnPlace],
              message: `kolom "${column.id}" berjenis pilihan tanpa daftar pilihan`,
              mend: 'pilihan: [Ya, Tidak]',
            });
          }
        });
      }
    });
  });
  return findings;
}

const unknownField = (path: (string | number)[], id: string, fields: Fields): FormFinding => ({
  path,
  message: `bidang "${id}" tidak ada di formulir ini`,
  mend: names(fields),
});

function documentFindings(form: Formulir, fields: Fields): FormFinding[] {
  const findings: FormFinding[] = [];
  const used = new Set<string>();
  walk(form.dokumen.isi, ['dokumen', 'isi'], (path, key, text) => {
    if (key === 'bidang') {
      if (!fields.has(text)) findings.push(unknownField(path, text, fields));
      used.add(text);
      return;
    }
    const kinds = typeof path.at(-1) === 'string' ? FIELD_BLOCKS[key] : undefined;
    if (kinds && !(key === 'pejabat' && text.includes('{{'))) {
      used.add(text);
      const field = fields.get(text);
      if (!field) findings.push(unknownField(path, text, fields));
      else if (!kinds.includes(field.jenis)) {
        const message = `"${key}" memerlukan bidang berjenis ${kinds.join(' atau ')}, tetapi "${text}" berjenis ${field.jenis}`;
        findings.push({
          path,
          message,
          mend: names(new Map([...fields].filter(([, f]) => kinds.includes(f.jenis)))),
        });
      }
      return;
    }
    const broken = brokenPlaceholder(text);
    if (broken) {
      findings.push({
        path,
        message: `penanda "${broken}" tidak terbaca`,
        mend: 'tulis {{nama}} atau {{nama.bagian}} atau {{nama|huruf}}',
      });
    }
    for (const placeholder of placeholdersOf(text)) {
      used.add(placeholder.id);
      const fault = placeholderFault(placeholder, fields);
      if (fault) findings.push({ path, ...fault });
    }
  });
  form.bagian.forEach((part, partPlace) => {
    part.bidang.forEach((field, place) => {
      const asked = fieldsOf(form).some(({ bila }) => bila?.bidang === field.id);
      if (used.has(field.id) || asked) return;
      findings.push({
        path: ['bagian', partPlace, 'bidang', place],
        message: `bidang "${field.id}" diisi orang tetapi tidak muncul di dokumen`,
        mend: `pakai {{${field.id}}} di dokumen, atau hapus bidangnya`,
      });
    });
  });
  return findings;
}

function placeholderFault(
  { id, part, filter }: Placeholder,
  fields: Fields,
): Omit<FormFinding, 'path'> | undefined {
  if (filter !== undefined && !FILTERS.includes(filter as (typeof FILTERS)[number])) {
    return { message: `saringan "${filter}" tidak dikenal`, mend: `pilih ${FILTERS.join(', ')}` };
  }
  if (id === 'instansi') {
    return AGENCY_KEYS.includes(part as keyof Agency)
      ? undefined
      : { message: `"instansi.${part ?? ''}" tidak ada`, mend: `pilih ${AGENCY_KEYS.join(', ')}` };
  }
  const field = fields.get(id);
  if (!field) return { message: `bidang "${id}" tidak ada di formulir ini`, mend: names(fields) };
  if (field.jenis === 'tabel') return { message: `"${id}" adalah tabel`, mend: `tulis - tabel: ${id}` };
  const parts = [...OFFICIAL_PARTS, 'lengkap'] as string[];
  if (field.jenis === 'pejabat' && (part === undefined || !parts.includes(part))) {
    return {
      message: `"${id}" adalah pejabat dan perlu bagiannya`,
      mend: `{{${id}.lengkap}}, atau ${parts.join(', ')}`,
    };
  }
  if (field.jenis !== 'pejabat' && part !== undefined) {
    return { message: `"${id}" tidak punya bagian "${part}"`, mend: `{{${id}}}` };
  }
  const dated = filter === 'hari' || filter === 'huruf';
  if (dated && field.jenis !== 'tanggal') {
    return { message: `saringan "${filter}" hanya untuk tanggal`, mend: `{{${id}}}` };
  }
  return undefined;
}

function ruleFindings(form: Formulir, fields: Fields): FormFinding[] {
  return form.aturan.flatMap((rule, place) => {
    const others =
      'wajibBila' in rule
        ? rule.wajibBila.bidang
        : 'berbedaDari' in rule
          ? rule.berbedaDari
          : rule.tidakSebelum;
    return [rule.bidang, others]
      .filter((id) => !fields.has(id))
      .map((id) => unknownField(['aturan', place], id, fields));
  });
}

function walk(
  value: unknown,
  path: (string | number)[],
  visit: (path: (string | number)[], key: string, text: string) => void,
): void {
  if (typeof value === 'string') {
    const key = [...path].reverse().find((part) => typeof part === 'string') ?? '';
    if (!['sama', 'rata', 'tanda', 'peraturan', 'label'].includes(key)) visit(path, key, value);
  } else if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) walk(item, [...path, place], visit);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
  }
}
