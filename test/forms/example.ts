/** A filled example of any form, made from its own fields: invented office people, no real person, no real address. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { agencyOf } from '../../src/forms/agency.ts';
import type { FormDefinition } from '../../src/forms/document.ts';
import type { Row, Value, Values } from '../../src/forms/values.ts';
import { fieldsOf } from '../../src/forms/values.ts';
import { type Bidang, type Formulir, formulir, type Kolom } from '../../src/schemas/form.ts';
import { instansi } from '../../src/schemas/register.ts';

const yaml = (file: string) => parse(readFileSync(file, 'utf8'));

export const agency = agencyOf(instansi.parse(yaml('content/instansi.yaml')));

const laws: { id: string; nomor: string; judul: string }[] = yaml('content/peraturan.yaml');

export interface ExampleForm {
  slug: string;
  form: Formulir;
  definition: FormDefinition;
}

export const forms: ExampleForm[] = globSync('content/formulir/*.yaml')
  .sort()
  .map((file) => {
    const form = formulir.parse(yaml(file));
    return { slug: basename(file, '.yaml'), form, definition: { ...form, laws } };
  });

export const formNamed = (slug: string): ExampleForm => forms.find((one) => one.slug === slug)!;

/** Words by field name, where the kind alone says too little. */
const WORDS: Record<string, string> = {
  unit: 'Dinas Contoh Layanan',
  alamatUnit: 'Jalan Uji Nomor 7, Kota Contoh',
  pelapor: 'Sari Melati',
  jabatanPelapor: 'Pengelola aplikasi',
  kontakPelapor: 'pesawat 120, surel dinas pengelola',
  layanan: 'Aplikasi perizinan daring',
  uraian: 'Laman depan berganti gambar, dan petugas loket tidak dapat masuk ke aplikasi.',
  dampak: 'Permohonan izin dari masyarakat tertunda, loket melayani dengan formulir kertas.',
  nomor: '800/015/DCL/2026',
  nomorSubjek: '800/016/DCL/2026',
  nomorLembaga: '800/017/DCL/2026',
  tiket: 'TKT-2026-118',
  bulan: 'November 2026',
  periode: 'Triwulan IV 2026',
  nama: 'Budi Raharja',
  pengganti1: 'Citra Lestari',
  pengganti2: 'Dewa Putra',
  tugas: 'Aplikasi perizinan daring',
  lokasi: 'Ruang server lantai 2',
  asal: '10.20.30.0/24',
  tujuan: '10.20.40.5',
  port: '443',
  paraf: '',
  tahun: '2026',
};

const OFFICIALS: Record<string, [string, string]> = {
  penyerah: ['Agus Pratama', 'Pengelola aplikasi'],
  penerima: ['Citra Lestari', 'Pranata komputer'],
  pemohon: ['Agus Pratama', 'Pengelola aplikasi'],
  pemilik: ['Intan Permata', 'Analis sistem'],
  ketua: ['Citra Lestari', 'Auditor madya'],
  penguji: ['Dewa Putra', 'Admin server'],
};

const LATER = /sampai|selesai|kedaluwarsa|tenggat|keluar|lanjut/i;

export function exampleOf(form: Formulir): Values {
  return Object.fromEntries(fieldsOf(form).map((field) => [field.id, valueFor(field)]));
}

function valueFor(field: Bidang): Value {
  switch (field.jenis) {
    case 'pejabat': {
      const [nama, jabatan] = OFFICIALS[field.id] ?? ['Rahmat Hidayat', 'Kepala Dinas Contoh Layanan'];
      const first = ((Object.keys(OFFICIALS).indexOf(field.id) + 2) % 9) + 1;
      return {
        nama,
        jabatan,
        gelarDepan: 'Dr.',
        gelarBelakang: 'S.Kom., M.T.',
        pangkat: 'Pembina Tingkat I, IV/b',
        nip: `1980010${first} 200501 1 001`,
      };
    }
    case 'banyak':
      return field.pilihan.slice(0, 2);
    case 'baris':
      return `${field.label} pertama\n${field.label} kedua`;
    case 'tabel':
      return [0, 1, 2].map((place) => rowOf(field.kolom, place));
    default:
      return simple(field.jenis, field.id, field.label, 'pilihan' in field ? field.pilihan : undefined, 0);
  }
}

const rowOf = (columns: readonly Kolom[], place: number): Row =>
  Object.fromEntries(
    columns.map(({ jenis, id, label, pilihan }) => [id, simple(jenis, id, label, pilihan, place)]),
  );

function simple(
  kind: string,
  id: string,
  label: string,
  choices: string[] | undefined,
  place: number,
): string {
  switch (kind) {
    case 'tanggal':
      return LATER.test(id) ? `2027-01-1${place}` : `2026-11-2${place + 3}`;
    case 'jam':
      return LATER.test(id) ? `1${place}.35` : `0${place + 7}.10`;
    case 'angka':
      return String(place + 3);
    case 'nip':
      return `19850${place + 1}12 201003 2 00${place + 1}`;
    case 'pilihan':
      return choices?.[place % choices.length] ?? '';
    case 'alamatJaringan':
      return id === 'tujuan' ? `10.20.40.${place + 5}` : '10.20.30.0/24';
    case 'port':
      return '443';
    default:
      return WORDS[id] ?? `${label} contoh ${place + 1}`;
  }
}
