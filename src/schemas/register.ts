/** The registers: agency, clauses, laws, terms, emergency situations. */
import { z } from 'astro/zod';
import { idKlausul, idPeraturan, kalimat, slug, tanggal, tautan } from './common.ts';

/** `content/instansi.yaml`: everything that changes when another city takes the site. */
export const instansi = z.strictObject({
  nama: kalimat.meta({ contoh: 'Pemerintah Kota Contoh' }),
  kota: kalimat.meta({ contoh: 'Kota Contoh' }),
  kepalaDaerah: kalimat.meta({ contoh: 'Wali Kota' }),
  diskominfo: z.strictObject({
    nama: kalimat.meta({ contoh: 'Dinas Komunikasi dan Informatika' }),
    singkatan: kalimat.meta({ contoh: 'Diskominfo' }),
    bidang: kalimat.meta({ contoh: 'Bidang e-Government' }),
    alamat: kalimat,
  }),
  timTanggap: kalimat.meta({ contoh: 'TTIS Kota' }),
  /** Empty until the city fills in its own; pages then say so instead of inventing one. */
  kontak: z.array(z.strictObject({ untuk: kalimat, telepon: z.string(), surel: z.string() })),
  zonaWaktu: z.strictObject({
    nama: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
    singkatan: z.enum(['WIB', 'WITA', 'WIT']),
  }),
  layanan: z.strictObject({
    verifikasiTte: z.string().meta({ contoh: 'tte.komdigi.go.id/verifyPDF' }),
    lembagaPdp: kalimat,
  }),
  /** Public address of the site, used in print and in the site map. */
  situs: z.url().meta({ contoh: 'https://sigap.contoh.go.id' }),
});

export const klausul = z.strictObject({
  id: idKlausul,
  jenis: z
    .array(
      z.enum([
        'definisi',
        'kewajiban',
        'harapan',
        'kewenangan',
        'hak',
        'peran',
        'artefak',
        'peristiwa',
        'risiko',
        'topik',
        'metadata',
      ]),
    )
    .min(1),
  isi: kalimat,
  /** What the site gives for it, in words. */
  jawaban: kalimat,
});

export const peraturan = z.strictObject({
  id: idPeraturan,
  nomor: kalimat.meta({ contoh: 'UU 27/2022' }),
  judul: kalimat,
  tentang: kalimat,
  status: z.enum(['berlaku', 'diubah', 'dicabut', 'belum-pasti']).meta({ contoh: 'berlaku' }),
  /** Why the status is so, and by what rule it was changed or revoked. */
  catatan: z.string().default(''),
  /** What was seen of the text, with its address where it is public. */
  sumber: z.array(z.strictObject({ teks: kalimat, alamat: z.string().optional() })),
  keyakinan: z.enum(['kutipan', 'sekunder', 'perlu-diperiksa']).meta({ contoh: 'sekunder' }),
  diperiksa: tanggal,
});

export const istilah = z.strictObject({
  istilah: kalimat,
  singkatan: z.string().optional(),
  inggris: z.string().optional(),
  arti: kalimat,
  /** Other ways people write it; search treats them as equal. */
  padanan: z.array(z.string()).default([]),
  lihat: z.array(tautan).default([]),
});

/** One emergency situation: the first screen of someone whose service is down. */
export const situasi = z.strictObject({
  id: slug,
  urutan: z.number().int().positive().meta({ contoh: '1' }),
  judul: kalimat,
  ikon: z.string().meta({ contoh: 'plug-zap' }),
  tindakanPertama: kalimat,
  lakukan: z.array(kalimat).min(3).max(6),
  jangan: z.array(kalimat).min(1).max(3),
  hubungi: z.array(kalimat).min(1),
  catat: z.array(kalimat).min(1),
  sop: slug,
  klausul: z.array(idKlausul).default([]),
});

export type Instansi = z.infer<typeof instansi>;
export type Klausul = z.infer<typeof klausul>;
export type Peraturan = z.infer<typeof peraturan>;
export type Istilah = z.infer<typeof istilah>;
export type Situasi = z.infer<typeof situasi>;
