/** Makes the document of a form from what is filled in. The same data makes the page, the print and the `.docx`. */
import type { Bila, Blok, Formulir } from '../schemas/form.ts';
import { byRank, type Law, lawTitle } from './law.ts';
import type { Block, DocumentModel, Line, Signature } from './model.ts';
import { nameFor, signsWithoutNip } from './official.ts';
import {
  type Agency,
  cellText,
  placeholdersOf,
  resolve,
  resolveLines,
  spacedNip,
  type TextContext,
} from './text.ts';
import { fieldsOf, holds, isEmpty, linesOf, officialOf, rowsOf, type Values } from './values.ts';

/** The parts of a form a document is made from, with the laws it names already looked up. */
export interface FormDefinition extends Pick<Formulir, 'judul' | 'bagian' | 'dokumen' | 'status' | 'aturan'> {
  laws: Law[];
}

interface Context extends TextContext {
  form: FormDefinition;
  /** Nothing is filled in: a sheet for the hand, so every block shows. */
  empty: boolean;
}

/** @param touched whether the reader has filled in anything of their own (first values do not count). */
export function documentOf(
  form: FormDefinition,
  values: Values,
  agency: Agency,
  touched = true,
): DocumentModel {
  const fields = new Map(fieldsOf(form).map((field) => [field.id, field]));
  const context: Context = { form, values, agency, fields, empty: !touched };
  const { kertas, arah, isi } = form.dokumen;
  return {
    title: form.judul,
    paper: kertas,
    turn: arah,
    sample: form.status === 'contoh',
    blocks: isi.flatMap((block) => blockOf(block, context)),
  };
}

function blockOf(block: Blok, context: Context): Block[] {
  if (!shown(block.bila, context)) return [];
  const text = (template: string) => resolve(template, context);
  const lines = (template: string) => resolveLines(template, context);
  if ('kop' in block) return [letterhead(block.kop, context)];
  if ('judul' in block) {
    const number = block.nomor === undefined ? {} : { number: text(block.nomor) };
    return [{ kind: 'title', lines: lines(block.judul), ...number }];
  }
  if ('surat' in block) return [letterHead(block.surat, context)];
  if ('keputusan' in block) return [decree(block.keputusan, context)];
  if ('paragraf' in block) {
    if (optionalAndEmpty(block.paragraf, context)) return [];
    return [{ kind: 'paragraph', text: text(block.paragraf), align: block.rata }];
  }
  if ('subjudul' in block) return [{ kind: 'heading', text: text(block.subjudul) }];
  if ('rincian' in block) {
    const rows = block.rincian
      .filter((row) => shown(row.bila, context) && !optionalAndEmpty(row.isi, context))
      .map((row): [string, Line[]] => [row.label, lines(row.isi)]);
    return rows.length > 0 ? [{ kind: 'details', rows }] : [];
  }
  if ('butir' in block) return items(block.butir, block.tanda, context);
  if ('kotak' in block) return boxes(block.kotak, context);
  if ('tabel' in block) return table(block.tabel, context);
  if ('tandaTangan' in block) {
    return [{ kind: 'signatures', columns: block.tandaTangan.map((one) => signature(one, context)) }];
  }
  if ('tembusan' in block) {
    const copies = block.tembusan.filter((line) => !optionalAndEmpty(line, context)).map(text);
    return [{ kind: 'copies', items: copies }];
  }
  if ('lampiran' in block) return [{ kind: 'annex', lines: lines(block.lampiran) }];
  return [{ kind: 'page' }];
}

const shown = (condition: Bila | undefined, { values, empty }: Context): boolean =>
  empty || holds(condition, values);

/** Text that hangs only on optional fields, none of them filled in: it is left out rather than printed with gaps. */
function optionalAndEmpty(template: string, { fields, values, empty }: Context): boolean {
  const used = placeholdersOf(template).filter(({ id }) => id !== 'instansi');
  if (empty || used.length === 0) return false;
  return used.every(({ id }) => fields.get(id)?.wajib !== true && isEmpty(values[id]));
}

function letterhead(kop: Extract<Blok, { kop: unknown }>['kop'], context: Context): Block {
  const { agency } = context;
  const [unit, address] =
    kop === 'diskominfo'
      ? [agency.diskominfo, [{ text: agency.alamat }]]
      : [plain(resolve(kop.unit, context)), resolve(kop.alamat, context)];
  return { kind: 'kop', lines: [agency.nama.toUpperCase(), unit.toUpperCase()], address };
}

const plain = (line: Line): string => line.map(({ text }) => text).join('');

function letterHead(letter: Extract<Blok, { surat: unknown }>['surat'], context: Context): Block {
  const text = (template: string) => resolve(template, context);
  return {
    kind: 'letter',
    placeDate: text(letter.tempatTanggal),
    rows: [
      ['Nomor', text(letter.nomor)],
      ['Sifat', text(letter.sifat)],
      ['Lampiran', text(letter.lampiran)],
      ['Hal', text(letter.hal)],
    ],
    to: letter.kepada
      .filter((line) => !optionalAndEmpty(line, context))
      .flatMap((line) => resolveLines(line, context)),
  };
}

const ARTICLES = [
  'KESATU',
  'KEDUA',
  'KETIGA',
  'KEEMPAT',
  'KELIMA',
  'KEENAM',
  'KETUJUH',
  'KEDELAPAN',
  'KESEMBILAN',
  'KESEPULUH',
];

function decree(parts: Extract<Blok, { keputusan: unknown }>['keputusan'], context: Context): Block {
  const text = (template: string) => resolve(template, context);
  const upper = (template: string) => text(template).map((run) => ({ ...run, text: run.text.toUpperCase() }));
  const national = byRank(context.form.laws.filter(({ id }) => parts.mengingat.peraturan.includes(id))).map(
    (law) => [{ text: lawTitle(law) }],
  );
  const local = parts.mengingat.tambahan
    ? linesOf(context.values[parts.mengingat.tambahan]).map((line) => [{ text: line }])
    : [];
  return {
    kind: 'decree',
    heading: [
      [{ text: 'KEPUTUSAN ' }, ...upper(parts.pejabat)],
      [{ text: 'NOMOR ' }, ...text(parts.nomor)],
      [{ text: 'TENTANG' }],
      upper(parts.tentang),
      upper(`${parts.pejabat},`),
    ],
    considering: parts.menimbang.map(text),
    given: [...national, ...local],
    articles: parts.diktum
      .filter((line) => !optionalAndEmpty(line, context))
      .map((line, place): [string, Line] => [ARTICLES[place] ?? String(place + 1), text(line)]),
  };
}

function items(source: string | string[], mark: 'angka' | 'huruf', context: Context): Block[] {
  if (typeof source !== 'string')
    return [{ kind: 'items', mark, items: source.map((line) => resolve(line, context)) }];
  const lines = linesOf(context.values[source]);
  if (lines.length > 0) return [{ kind: 'items', mark, items: lines.map((text) => [{ text }]) }];
  if (!context.empty && context.fields.get(source)?.wajib !== true) return [];
  return [{ kind: 'items', mark, items: [1, 2, 3].map(() => [DOTS]) }];
}

const DOTS = { text: '…………………………………………………………', blank: true } as const;

function boxes(id: string, { fields, values }: Context): Block[] {
  const field = fields.get(id);
  if (field?.jenis !== 'banyak' && field?.jenis !== 'pilihan') return [];
  const chosen = linesOf(values[id]);
  return [
    { kind: 'boxes', options: field.pilihan.map((label) => ({ label, checked: chosen.includes(label) })) },
  ];
}

function table(id: string, { fields, values, empty }: Context): Block[] {
  const field = fields.get(id);
  if (field?.jenis !== 'tabel') return [];
  const rows = rowsOf(values[id]).map((row, place) => [
    [{ text: String(place + 1) }],
    ...field.kolom.map((column) => [{ text: cellText(column.jenis, row[column.id]) }]),
  ]);
  const count = rows.length > 0 ? 0 : empty ? field.barisKosong : field.wajib ? 3 : 0;
  for (let place = 0; place < count; place += 1) {
    rows.push([[{ text: String(place + 1) }], ...field.kolom.map(() => [{ text: '' }])]);
  }
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['No.', ...field.kolom.map(({ label }) => label)],
      shares: [0.45, ...field.kolom.map(({ bagianLebar }) => bagianLebar)],
      numeric: [true, ...field.kolom.map(({ jenis }) => jenis === 'angka')],
      rows,
    },
  ];
}

type SignatureSource = Extract<Blok, { tandaTangan: unknown }>['tandaTangan'][number];

function signature({ judul, pejabat, nama }: SignatureSource, context: Context): Signature {
  const heading = resolveLines(judul, context);
  if (!pejabat) return { heading, name: nama ? resolve(nama, context) : [], below: [] };
  const official = officialOf(context.values[pejabat]);
  const name = nameFor(context.form.dokumen.naskah, official);
  const blank = { text: '……………………………', blank: true } as const;
  if (name === '') return { heading, name: [blank], below: [[{ text: 'NIP ' }, blank]] };
  if (signsWithoutNip(official.jabatan ?? '')) return { heading, name: [{ text: name }], below: [] };
  const below: Line[] = [];
  if (official.pangkat?.trim()) below.push([{ text: official.pangkat.trim() }]);
  if (official.nip?.trim()) below.push([{ text: `NIP ${spacedNip(official.nip)}` }]);
  return { heading, name: [{ text: name }], below };
}
