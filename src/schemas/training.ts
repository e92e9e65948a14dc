/** Bimtek modules (`content/pelatihan/<modul>`): the session, its questions, and the facilitator's page. */
import { z } from 'astro/zod';
import { idKlausul, kalimat, slug, statusIsi, tautan } from './common.ts';

const jam = z
  .string()
  .regex(/^([01]\d|2[0-3])\.[0-5]\d$/, 'jam ditulis dengan titik, 07.30')
  .meta({ contoh: "'08.15'" });

/** One session of the two days; the agenda is drawn from these. */
export const modul = z.strictObject({
  judul: kalimat,
  ringkasan: kalimat,
  hari: z.union([z.literal(1), z.literal(2)]).meta({ contoh: '1' }),
  mulai: jam,
  selesai: jam,
  /** Training hours (45 minutes each); 0 for what is not taught, such as registration. */
  jp: z.number().int().min(0).max(4).meta({ contoh: '1' }),
  metode: kalimat.meta({ contoh: 'Diskusi kelompok' }),
  ikon: z.string().meta({ contoh: 'book-open' }),
  status: statusIsi,
  /** What a participant can do afterwards. */
  hasil: z.array(kalimat).min(1).max(4),
  /** The practice of the session: a page of the site where it is done. */
  praktik: z.array(tautan).default([]),
  klausul: z.array(idKlausul).default([]),
  sop: z.array(slug).default([]),
});

export const fasilitator = z.strictObject({
  judul: kalimat,
  siapkan: z.array(kalimat).min(1),
  alur: z
    .array(
      z.strictObject({
        /** Minutes from the start of the session. */
        menit: z.number().int().min(0),
        /** What the facilitator does. */
        isi: kalimat,
        /** What may be said aloud, word for word. */
        katakan: kalimat.optional(),
        /** The page to open on the projector. */
        layar: tautan.optional(),
      }),
    )
    .min(2)
    .meta({ contoh: '- menit: 0\n    isi: Buka dengan cerita.' }),
  /** What goes wrong in a room, and what to do about it. */
  macet: z
    .array(z.strictObject({ bila: kalimat, maka: kalimat }))
    .min(1)
    .meta({ contoh: '- bila: Halaman tidak terbuka.\n    maka: Pakai kertas, lalu lanjutkan.' }),
  /** Answers of the practice; those of the questions are taken from `soal.yaml`. */
  jawaban: z.array(z.strictObject({ tanya: kalimat, jawab: kalimat })).default([]),
  /** Cards to print and cut. */
  kartu: z
    .array(
      z.strictObject({
        judul: kalimat,
        petunjuk: kalimat,
        lembar: z.array(z.strictObject({ judul: kalimat, isi: z.string().trim().min(1) })).min(1),
      }),
    )
    .default([]),
});

const penjelasan = z
  .string()
  .trim()
  .min(10, 'setiap pilihan dijelaskan: mengapa benar, atau mengapa keliru')
  .meta({ contoh: 'Benar, karena laporan dicatat lebih dahulu.' });

/** What every question has. `halaman` is the page where the answer stands; the build fails when it is gone. */
const umum = {
  id: slug,
  tanya: kalimat.meta({ contoh: 'Apa yang dilakukan lebih dahulu?' }),
  halaman: tautan.shape.ke,
  /** Subject by which gain and missed items are counted, e.g. `pelaporan`. */
  topik: slug,
  /** Which of its module's outcomes the item tests, counted from 1. An item of the tests names the module as well. */
  hasil: z.number().int().min(1).max(4).optional().meta({ contoh: '1' }),
  modul: slug.optional(),
  /** Pre and post tests: items of one pair test the same in form A and form B. */
  pasangan: slug.optional(),
  bentuk: z.enum(['A', 'B']).optional(),
};

const pilihan = z.strictObject({ teks: kalimat, benar: z.boolean().default(false), penjelasan });

const satu = z.strictObject({ jenis: z.literal('satu'), ...umum, pilihan: z.array(pilihan).min(3).max(6) });
const banyak = z.strictObject({
  jenis: z.literal('banyak'),
  ...umum,
  pilihan: z.array(pilihan).min(3).max(8),
});

/** Written in the right order; the page shuffles them. */
const urut = z.strictObject({
  jenis: z.literal('urut'),
  ...umum,
  urutan: z
    .array(z.strictObject({ teks: kalimat, penjelasan }))
    .min(3)
    .max(7),
});

const jodoh = z.strictObject({
  jenis: z.literal('jodoh'),
  ...umum,
  pasang: z
    .array(z.strictObject({ kiri: kalimat, kanan: kalimat, penjelasan }))
    .min(3)
    .max(6),
});

/** Short answer: any of `jawaban`, compared without case, punctuation and double spaces. */
const isian = z.strictObject({
  jenis: z.literal('isian'),
  ...umum,
  jawaban: z.array(z.string().trim().min(1)).min(1).meta({ contoh: '[22, port 22]' }),
  penjelasan,
  /** Answers people often give, and what to tell them. */
  keliru: z.array(z.strictObject({ jawaban: z.string().trim().min(1), penjelasan })).default([]),
});

/** Find the mistake in the picture: parts of an e-mail, a log, a rule list or a form, some of them wrong. */
const temukan = z.strictObject({
  jenis: z.literal('temukan'),
  ...umum,
  gambar: z.strictObject({
    rupa: z.enum(['surel', 'log', 'aturan', 'surat', 'layar']).meta({ contoh: 'surel' }),
    judul: kalimat,
    bagian: z
      .array(z.strictObject({ teks: z.string().min(1), salah: z.boolean().default(false), penjelasan }))
      .min(3)
      .max(12),
  }),
});

/** `temuan.yaml`: invented logs and what there is to find in them. */
export const temuan = z.strictObject({
  berkas: z
    .array(
      z.strictObject({
        id: slug,
        judul: kalimat.meta({ contoh: 'Log web (nginx)' }),
        /** Path below the module's folder. */
        berkas: z
          .string()
          .regex(/^log\/[\w.-]+$/, 'berkas log ada di folder log/')
          .meta({ contoh: 'log/web.log' }),
        zona: z.string().meta({ contoh: 'UTC' }),
      }),
    )
    .min(1),
  temuan: z
    .array(
      z.strictObject({
        id: slug,
        judul: kalimat,
        berkas: slug,
        /** A line belongs to the finding when it holds all of these words. */
        memuat: z.array(z.string().min(2)).min(1).meta({ contoh: "['198.51.100.23', 'POST /masuk']" }),
        petunjuk: kalimat,
        penjelasan,
        /** Does it call for help at once? */
        gawat: z.boolean(),
      }),
    )
    .min(1),
});

/** `skenario.yaml`: a tabletop with timed events. */
export const skenario = z.strictObject({
  judul: kalimat,
  mulai: jam,
  peran: z.array(kalimat).min(2),
  kejadian: z
    .array(
      z.strictObject({
        /** Minutes since the game began, on the facilitator's clock. */
        menit: z.number().int().min(0),
        /** Time in the story. */
        jam,
        isi: kalimat,
        untuk: z.array(kalimat).min(1),
        tanya: kalimat,
        petunjuk: kalimat,
        halaman: tautan.shape.ke,
      }),
    )
    .min(2),
});

export const butirSoal = z.discriminatedUnion('jenis', [satu, banyak, urut, jodoh, isian, temukan]);
export const soal = z.array(butirSoal).min(1, 'berkas soal memuat sekurangnya satu butir');

export type Modul = z.infer<typeof modul>;
export type Fasilitator = z.infer<typeof fasilitator>;
export type Temuan = z.infer<typeof temuan>;
export type Skenario = z.infer<typeof skenario>;
export type ButirSoal = z.infer<typeof butirSoal>;

/** `evaluasi-bimtek.yaml`: what participants rate from 1 to 5, without a name, and two or so open questions. */
export const evaluasi = z.strictObject({
  butir: z
    .array(
      z.strictObject({
        id: slug,
        kelompok: kalimat.meta({ contoh: 'Materi' }),
        butir: kalimat.meta({ contoh: 'Materinya mudah dipahami.' }),
      }),
    )
    .min(3)
    .max(20),
  terbuka: z
    .array(z.strictObject({ id: slug, tanya: kalimat.meta({ contoh: 'Apa yang paling berguna?' }) }))
    .max(4),
});
