/**
 * An SOP in the making: the shape of a finished one, but any text may still be empty and any target still be missing.
 * A draft is never changed in place; every change makes a new one, which is what undo and the stored versions keep.
 */
import type { Langkah, Sop, Waktu } from '../../schemas/sop.ts';
import { sop as schema } from '../../schemas/sop.ts';

export interface Draft {
  /** File name below `content/sop/`, without `.mdx`. */
  slug: string;
  sop: Sop;
  /** The guide below the frontmatter, without blank lines around it. */
  body: string;
}

const { shape } = schema;
const SYMBOLS = ['mulai', 'proses', 'keputusan', 'selesai'] as const;
const UNITS = ['menit', 'jam', 'hari kerja'] as const;
const NUMBER_BASES = ['contoh', 'batas-iiv', 'batas-aturan'] as const;
const WORD_BASES = ['contoh', 'kewajiban', 'batas-iiv', 'batas-aturan'] as const;

/** A step with nothing filled in but its actor. */
export function emptyStep(pelaksana: string, simbol: Langkah['simbol'] = 'proses'): Langkah {
  const waktu: Waktu = { nilai: 5, satuan: 'menit', dasar: 'contoh' };
  return { kegiatan: '', pelaksana, simbol, kelengkapan: '', waktu, output: '', keterangan: '' };
}

/** @param today `YYYY-MM-DD`. @param kode the next free code of the library */
export function emptyDraft(today: string, kode: string): Draft {
  const sop = soften({
    kode,
    kelompok: 'Tata kelola',
    aspek: ['administratif'],
    status: 'contoh',
    versi: '1.0',
    ditinjau: today,
    tinjauLagi: halfYearAfter(today),
    identitas: { pembuatan: today },
    pelaksana: [{ id: 'PA', nama: 'Pengelola aplikasi' }],
    langkah: [emptyStep('PA', 'mulai'), emptyStep('PA', 'selesai')],
    darurat: ['', '', '', '', ''],
  });
  return { slug: 'sop-baru', sop, body: '' };
}

/** The same day six months on, or the last day of a shorter month. */
export function halfYearAfter(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + 6, 0)).getUTCDate();
  return new Date(Date.UTC(year, month + 5, Math.min(day, last))).toISOString().slice(0, 10);
}

/** A file name from a title: `Listrik padam: UPS` gives `listrik-padam-ups`. */
export function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-');
  return (
    words
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .replace(/-+$/, '') || 'sop-baru'
  );
}

/**
 * Any data as a draft's SOP: what fits is kept, what is missing is empty, what is unknown is left out. For data that
 * passes the schema the answer equals what the schema answers.
 */
export function soften(data: unknown): Sop {
  const from = record(data);
  const identitas = record(from['identitas']);
  const disahkan = record(identitas['disahkan']);
  const kewajiban = record(from['kewajiban']);
  return {
    kode: text(from['kode']),
    judul: text(from['judul']),
    ringkasan: text(from['ringkasan']),
    kelompok: oneOf(from['kelompok'], shape.kelompok.options, 'Tata kelola'),
    aspek: list(from['aspek']).filter((each) => isOne(each, shape.aspek.element.options)),
    status: oneOf(from['status'], shape.status.options, 'contoh'),
    versi: text(from['versi']),
    pemilik: text(from['pemilik']),
    ditinjau: text(from['ditinjau']),
    tinjauLagi: text(from['tinjauLagi']),
    identitas: {
      nomor: text(identitas['nomor']),
      pembuatan: text(identitas['pembuatan']),
      revisi: text(identitas['revisi']),
      efektif: text(identitas['efektif']),
      disahkan: {
        jabatan: text(disahkan['jabatan']),
        nama: text(disahkan['nama']),
        nip: text(disahkan['nip']),
      },
      dasarHukum: list(identitas['dasarHukum']).map((each) => {
        const law = record(each);
        return { peraturan: text(law['peraturan']), ...some('pasal', law['pasal']) };
      }),
      kualifikasi: texts(identitas['kualifikasi']),
      keterkaitan: texts(identitas['keterkaitan']),
      peralatan: texts(identitas['peralatan']),
      peringatan: text(identitas['peringatan']),
      pencatatan: texts(identitas['pencatatan']),
    },
    kewajiban: { judul: text(kewajiban['judul']), keterangan: text(kewajiban['keterangan']) },
    ...some('waktuStandar', from['waktuStandar']),
    pelaksana: list(from['pelaksana']).map((each) => {
      const actor = record(each);
      return { id: text(actor['id']), nama: text(actor['nama']), ...some('singkat', actor['singkat']) };
    }),
    langkah: list(from['langkah']).map(softStep),
    keliru: texts(from['keliru']),
    darurat: texts(from['darurat']),
    bukti: list(from['bukti']).filter((each) => isOne(each, shape.bukti.element.options)),
    klausul: texts(from['klausul']),
    formulir: list(from['formulir']).map(softLink),
    lab: list(from['lab']).map(softLink),
  };
}

function softStep(data: unknown): Langkah {
  const step = record(data);
  return {
    kegiatan: text(step['kegiatan']),
    ...some('rincian', step['rincian']),
    pelaksana: text(step['pelaksana']),
    simbol: oneOf(step['simbol'], SYMBOLS, 'proses'),
    kelengkapan: text(step['kelengkapan']),
    waktu: softTime(step['waktu']),
    output: text(step['output']),
    keterangan: text(step['keterangan']),
    ...(typeof step['lanjut'] === 'number' ? { lanjut: step['lanjut'] } : {}),
    ...softBranch('ya', step['ya']),
    ...softBranch('tidak', step['tidak']),
  };
}

function softTime(data: unknown): Waktu {
  const time = record(data);
  if (typeof time['nilai'] === 'number' && isOne(time['satuan'], UNITS))
    return {
      nilai: time['nilai'],
      satuan: time['satuan'],
      dasar: oneOf(time['dasar'], NUMBER_BASES, 'contoh'),
    };
  const said = typeof data === 'string' ? data : time['teks'];
  return { teks: text(said), dasar: oneOf(time['dasar'], WORD_BASES, 'contoh') };
}

/** A branch without a readable target leads to 0, which the linter names. */
function softBranch<K extends 'ya' | 'tidak'>(key: K, data: unknown): Pick<Langkah, K> | object {
  if (data === undefined || data === null) return {};
  const branch = record(data);
  const ke = typeof branch['ke'] === 'number' ? branch['ke'] : 0;
  return { [key]: { ...some('label', branch['label']), ke } };
}

function softLink(data: unknown): { judul: string; ke: string } {
  const link = record(data);
  return { judul: text(link['judul']), ke: text(link['ke']) };
}

function record(data: unknown): Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
    ? (data as Record<string, unknown>)
    : {};
}

function list(data: unknown): unknown[] {
  return Array.isArray(data) ? data : [];
}

function texts(data: unknown): string[] {
  return list(data).map(text);
}

/** Dates that YAML has read as such go back to their civil form. */
function text(data: unknown): string {
  if (typeof data === 'string') return data;
  if (typeof data === 'number') return String(data);
  if (data instanceof Date && !Number.isNaN(data.getTime())) return data.toISOString().slice(0, 10);
  return '';
}

function some<K extends string>(key: K, data: unknown): { [k in K]?: string } {
  const value = text(data);
  return (value === '' ? {} : { [key]: value }) as { [k in K]?: string };
}

function isOne<T extends string>(data: unknown, options: readonly T[]): data is T {
  return options.some((option) => option === data);
}

function oneOf<T extends string>(data: unknown, options: readonly T[], otherwise: T): T {
  return isOne(data, options) ? data : otherwise;
}
