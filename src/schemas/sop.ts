/**
 * One SOP: the identity block and steps of SOP-AP (PermenPANRB 35/2012) and the facts the page shows.
 * Rules that need more than one field (reachability, exits, verbs) are in `src/sop/lint`.
 */
import { z } from 'astro/zod';
import { aspek, idKlausul, kalimat, rujukan, slug, statusIsi, tanggal, tautan } from './common.ts';

/** Standard time of a step. `dasar` says whose number it is: ours (`contoh`) or a rule's. */
export const waktu = z
  .union([
    z.strictObject({
      nilai: z.number().positive('waktu harus lebih dari nol'),
      satuan: z.enum(['menit', 'jam', 'hari kerja']),
      dasar: z.enum(['contoh', 'batas-iiv', 'batas-aturan']).default('contoh'),
    }),
    z.strictObject({
      teks: kalimat,
      dasar: z.enum(['contoh', 'kewajiban', 'batas-iiv', 'batas-aturan']).default('contoh'),
    }),
  ])
  .meta({ contoh: '{ nilai: 5, satuan: menit }' });

const cabang = z
  .strictObject({
    /** What the answer means here, e.g. `Insiden` for yes; the official sheet always says Ya/Tidak. */
    label: z.string().optional().meta({ contoh: 'Insiden' }),
    ke: z.number().int().positive('nomor langkah mulai dari 1').meta({ contoh: '5' }),
  })
  .meta({ contoh: '{ label: Insiden, ke: 5 }' });

/** One row of the flowchart table. Its number is its place in the list, from 1. */
export const langkah = z.strictObject({
  kegiatan: kalimat.meta({ contoh: 'Menerima tanda listrik padam' }),
  rincian: kalimat.optional(),
  pelaksana: z.string().meta({ contoh: 'PA' }),
  simbol: z.enum(['mulai', 'proses', 'keputusan', 'selesai']).meta({ contoh: 'proses' }),
  kelengkapan: z.string().default(''),
  waktu,
  output: z.string().default(''),
  keterangan: z.string().default(''),
  /** The next row, where it is not the row below. */
  lanjut: z.number().int().positive().optional().meta({ contoh: '6' }),
  ya: cabang.optional(),
  tidak: cabang.optional(),
});

export const sop = z.strictObject({
  kode: z
    .string()
    .regex(/^SOP-\d{2}$/, 'kode ditulis SOP- dan dua angka')
    .meta({ contoh: 'SOP-07' }),
  judul: kalimat.meta({ contoh: 'Pelaporan insiden keamanan informasi' }),
  /** "Kapan dipakai": one sentence or two under the title. */
  ringkasan: kalimat,
  kelompok: z.enum(['Pemulihan', 'Insiden', 'Akses', 'Jaringan', 'Dokumen dan TTE', 'Tata kelola']),
  aspek: z.array(aspek).min(1),
  status: statusIsi,
  versi: z
    .string()
    .regex(/^\d+\.\d+$/, 'versi ditulis dua angka dengan titik')
    .meta({ contoh: "'1.0'" }),
  pemilik: kalimat.meta({ contoh: 'Kabid e-Government' }),
  ditinjau: tanggal,
  tinjauLagi: tanggal,
  identitas: z.strictObject({
    nomor: z.string().default(''),
    pembuatan: tanggal,
    revisi: tanggal.or(z.literal('')).default(''),
    efektif: tanggal.or(z.literal('')).default(''),
    disahkan: z.strictObject({
      jabatan: kalimat.meta({ contoh: 'Kepala Dinas Komunikasi dan Informatika' }),
      nama: z.string().default(''),
      nip: z.string().default(''),
    }),
    dasarHukum: z.array(rujukan).min(1, 'sebutkan sekurangnya satu dasar hukum'),
    kualifikasi: z.array(kalimat).min(1),
    keterkaitan: z.array(slug),
    peralatan: z.array(kalimat).min(1),
    peringatan: kalimat,
    pencatatan: z.array(kalimat).min(1),
  }),
  /** The duty behind the SOP as its source words it, shown among the facts on top. */
  kewajiban: z
    .strictObject({ judul: kalimat, keterangan: z.string().default('') })
    .meta({ contoh: '{ judul: Segera melapor, keterangan: lalu memberi tahu secara tertulis }' }),
  /** What the sum of standard times covers. */
  waktuStandar: kalimat.optional(),
  pelaksana: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[A-Z]{2,4}$/, 'singkatan dua sampai empat huruf besar')
          .meta({ contoh: 'PA' }),
        nama: kalimat.meta({ contoh: 'Pengelola aplikasi' }),
        /** Column head on the official sheet, where the name is too long. */
        singkat: z.string().optional(),
      }),
    )
    .min(1),
  langkah: z.array(langkah).min(2, 'SOP sekurangnya dua langkah'),
  keliru: z.array(kalimat).min(1),
  darurat: z.array(kalimat).length(5, 'bentuk darurat tepat lima baris'),
  bukti: z.array(z.enum(['I9', 'I10', 'I11', 'I12'])),
  klausul: z.array(idKlausul).min(1),
  formulir: z.array(tautan).default([]),
  lab: z.array(tautan).default([]),
});

export type Sop = z.infer<typeof sop>;
export type Langkah = Sop['langkah'][number];
export type Waktu = Langkah['waktu'];
