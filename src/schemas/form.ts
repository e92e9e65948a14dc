/**
 * One form (`content/formulir/<slug>.yaml`): the fields people fill in, and the official document they make. Rules that
 * need more than one field (unknown placeholders, unused fields) are in `src/forms/lint.ts`.
 */
import { z } from 'astro/zod';
import { idKlausul, idPeraturan, kalimat, slug, statusIsi } from './common.ts';

const idBidang = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'nama bidang diawali huruf kecil, tanpa spasi')
  .meta({ contoh: 'tanggalSurat' });

/** Shown or asked only where another field holds one of these answers. */
const bila = z
  .strictObject({ bidang: idBidang, sama: z.union([z.string(), z.array(z.string()).min(1)]) })
  .meta({ contoh: '{ bidang: iiv, sama: Ya }' });

const umum = {
  id: idBidang,
  label: kalimat.meta({ contoh: 'Nama pelapor' }),
  bantuan: kalimat.optional(),
  /** Shown below the label, not inside the box, so that it stays readable while one types. */
  contoh: z.string().optional(),
  wajib: z.boolean().default(false),
  /** First value, may hold `{{instansi.kota}}` and the like. */
  awal: z.string().optional(),
  bila: bila.optional(),
  /** A fact another page knows, e.g. `kejadian.tanggal`; see `src/forms/facts.ts`. */
  isiDari: z
    .string()
    .regex(/^[a-z]+\.[A-Za-z]+$/, 'ditulis halaman.fakta')
    .optional()
    .meta({ contoh: 'kejadian.tanggal' }),
  /** The same answer serves every form on this device, once the reader has agreed to keep it. */
  profil: z.boolean().default(false),
  lebar: z.enum(['penuh', 'setengah']).default('penuh'),
};

const pendek = ['teks', 'tanggal', 'jam', 'nip', 'alamatJaringan', 'port'] as const;

const kolom = z.strictObject({
  id: idBidang,
  label: kalimat.meta({ contoh: 'Tanggal' }),
  jenis: z.enum([...pendek, 'paragraf', 'angka', 'pilihan']).meta({ contoh: 'teks' }),
  wajib: z.boolean().default(false),
  pilihan: z.array(z.string()).optional(),
  min: z.number().optional(),
  maks: z.number().optional(),
  bantuan: kalimat.optional(),
  contoh: z.string().optional(),
  /** Share of the table's width; the columns share what there is in these parts. */
  bagianLebar: z.number().positive().default(1),
});

const bidang = z.discriminatedUnion('jenis', [
  z.strictObject({ ...umum, jenis: z.enum(pendek), maks: z.number().int().positive().optional() }),
  z.strictObject({ ...umum, jenis: z.literal('paragraf'), maks: z.number().int().positive().optional() }),
  /** One item a line. */
  z.strictObject({ ...umum, jenis: z.literal('baris') }),
  z.strictObject({
    ...umum,
    jenis: z.literal('angka'),
    min: z.number().optional(),
    maks: z.number().optional(),
    satuan: z.string().optional(),
  }),
  z.strictObject({
    ...umum,
    jenis: z.enum(['pilihan', 'banyak']),
    pilihan: z.array(z.string()).min(2, 'sekurangnya dua pilihan'),
  }),
  /** An official: name without titles, titles, position, rank and NIP, each in a box of its own. */
  z.strictObject({ ...umum, jenis: z.literal('pejabat'), ringkas: z.boolean().default(false) }),
  z.strictObject({
    ...umum,
    jenis: z.literal('tabel'),
    kolom: z.array(kolom).min(1),
    /** Word for one row, for the buttons. */
    satuBaris: kalimat.meta({ contoh: 'kunjungan' }),
    /** Empty rows on a sheet that is printed to be filled by hand. */
    barisKosong: z.number().int().positive().default(8),
  }),
]);

const teks = z.string().min(1, 'tidak boleh kosong').meta({ contoh: '"Dibuat {{tanggal}}"' });

const tandaTangan = z.strictObject({
  /** Lines above the signature, e.g. place and date, position. */
  judul: teks,
  /** The `pejabat` field that signs; or `nama`, a plain line. */
  pejabat: idBidang.optional(),
  nama: teks.optional(),
});

const bersyarat = { bila: bila.optional() };

/** The blocks a document is made of, in the order in which they stand on paper. */
const blok = z
  .union([
    z.strictObject({
      kop: z.union([z.literal('diskominfo'), z.strictObject({ unit: teks, alamat: teks })]),
      ...bersyarat,
    }),
    z.strictObject({ judul: teks, nomor: teks.optional(), ...bersyarat }),
    z.strictObject({
      surat: z.strictObject({
        tempatTanggal: teks,
        nomor: teks,
        sifat: teks,
        lampiran: teks,
        hal: teks,
        kepada: z.array(teks).min(1),
      }),
      ...bersyarat,
    }),
    z.strictObject({
      keputusan: z.strictObject({
        pejabat: teks,
        nomor: teks,
        tentang: teks,
        menimbang: z.array(teks).min(1),
        mengingat: z.strictObject({ peraturan: z.array(idPeraturan).min(1), tambahan: idBidang.optional() }),
        diktum: z.array(teks).min(1),
      }),
      ...bersyarat,
    }),
    z.strictObject({
      paragraf: teks,
      rata: z.enum(['kiri', 'tengah', 'rata']).default('rata'),
      ...bersyarat,
    }),
    z.strictObject({ subjudul: teks, ...bersyarat }),
    z.strictObject({
      rincian: z.array(z.strictObject({ label: teks, isi: teks, ...bersyarat })).min(1),
      ...bersyarat,
    }),
    z.strictObject({
      butir: z.union([idBidang, z.array(teks).min(1)]),
      tanda: z.enum(['angka', 'huruf']).default('angka'),
      ...bersyarat,
    }),
    z.strictObject({ kotak: idBidang, ...bersyarat }),
    z.strictObject({ tabel: idBidang, ...bersyarat }),
    z.strictObject({ tandaTangan: z.array(tandaTangan).min(1).max(3), ...bersyarat }),
    z.strictObject({ tembusan: z.array(teks).min(1), ...bersyarat }),
    /** A new page with the annex's own head. */
    z.strictObject({ lampiran: teks, ...bersyarat }),
    z.strictObject({ halamanBaru: z.literal(true), ...bersyarat }),
  ])
  .meta({ contoh: '- paragraf: "Isi kalimat dengan {{nama bidang}}."' });

/** A rule over more than one field, with the words shown at the field it is about. */
const aturan = z.union([
  z.strictObject({ bidang: idBidang, tidakSebelum: idBidang, pesan: kalimat }),
  z.strictObject({ bidang: idBidang, berbedaDari: idBidang, pesan: kalimat }),
  z.strictObject({ bidang: idBidang, wajibBila: bila, pesan: kalimat }),
]);

export const formulir = z.strictObject({
  judul: kalimat.meta({ contoh: 'Laporan insiden' }),
  ringkasan: kalimat,
  kelompok: z
    .enum([
      'Insiden',
      'Orang dan penugasan',
      'Ruang server',
      'Jaringan dan akun',
      'Data dan TTE',
      'Tata kelola',
    ])
    .meta({ contoh: 'Insiden' }),
  urutan: z.number().int().positive().meta({ contoh: '1' }),
  /** What kind of paper it is, in one word for the list. */
  bentuk: z
    .enum(['Formulir', 'Surat', 'Keputusan', 'Berita acara', 'Register', 'Program'])
    .meta({ contoh: 'Formulir' }),
  status: statusIsi,
  /** Who fills it in. */
  pengisi: kalimat.meta({ contoh: 'Pengelola aplikasi' }),
  klausul: z.array(idKlausul).default([]),
  peraturan: z.array(idPeraturan).default([]),
  /** The SOPs and policies it serves; at least one of them. */
  sop: z.array(slug).default([]),
  kebijakan: z.array(slug).default([]),
  /** What to know before using the paper, shown on screen only. */
  ingat: z.array(kalimat).default([]),
  bagian: z
    .array(z.strictObject({ judul: kalimat, bantuan: kalimat.optional(), bidang: z.array(bidang).min(1) }))
    .min(1),
  aturan: z.array(aturan).default([]),
  dokumen: z.strictObject({
    /**
     * Kind of official document. Names stand without academic titles in `penetapan` and with them elsewhere
     * (Permendagri 1/2023 Pasal 44); `catatan` is a working sheet outside that rule and follows the latter.
     */
    naskah: z.enum(['penetapan', 'korespondensi', 'penugasan', 'khusus', 'catatan']),
    kertas: z.enum(['A4', 'F4']).default('A4'),
    arah: z.enum(['tegak', 'mendatar']).default('tegak'),
    isi: z.array(blok).min(1),
  }),
});

export type Formulir = z.infer<typeof formulir>;
export type Bidang = Formulir['bagian'][number]['bidang'][number];
export type BidangTabel = Extract<Bidang, { jenis: 'tabel' }>;
export type Kolom = BidangTabel['kolom'][number];
export type Blok = Formulir['dokumen']['isi'][number];
export type Bila = z.infer<typeof bila>;
export type Aturan = Formulir['aturan'][number];
