/** Policy guidance (`content/kebijakan`) and role paths (`content/jalur`). */
import { z } from 'astro/zod';
import { aspek, idKlausul, kalimat, rujukan, slug, statusIsi, tanggal, tautan } from './common.ts';

/** One rule with the clauses it comes from; must, should and may are kept in separate lists. */
const ketentuan = z.strictObject({
  isi: kalimat,
  sumber: z.array(idKlausul).min(1, 'setiap ketentuan menyebut klausul sumbernya'),
  /** What the source leaves open, e.g. an unstated actor. */
  catatan: kalimat.optional(),
});

export const kebijakan = z.strictObject({
  judul: kalimat,
  ringkasan: kalimat,
  cabang: z.enum(['data-dan-sistem', 'transaksi']).meta({ contoh: 'data-dan-sistem' }),
  status: statusIsi,
  aspek: z.array(aspek).min(1),
  siklus: z.array(z.enum(['pengembangan', 'pengoperasian', 'perawatan'])).min(1),
  berlakuUntuk: z.array(kalimat).min(1),
  pemilik: kalimat,
  ditinjau: tanggal,
  tinjauLagi: tanggal,
  wajib: z.array(ketentuan).default([]),
  diharapkan: z.array(ketentuan).default([]),
  dapat: z.array(ketentuan).default([]),
  lakukan: z.array(kalimat).min(1),
  hindari: z.array(kalimat).min(1),
  dasarHukum: z.array(rujukan),
  klausul: z.array(idKlausul).min(1),
  sop: z.array(slug).default([]),
  formulir: z.array(tautan).default([]),
});

const JENIS = ['baca', 'lab', 'kuis', 'isi', 'kerjakan'] as const;

/** Where each kind leads; a task away from the screen (`kerjakan`) may lead anywhere or nowhere. */
const TUJUAN: Record<(typeof JENIS)[number], { form: RegExp; fault: string }> = {
  baca: { form: /^\//, fault: 'isi ke dengan halaman yang dibaca, misalnya /sop/listrik-padam/' },
  lab: {
    form: /^\/(lab\/(firewall\/[a-z0-9-]+\/|tte\/#[a-z0-9-]+|tte\/tanda-tangani-sendiri\/)|pelatihan\/[a-z0-9-]+\/#(latihan|permainan))$/,
    fault:
      'isi ke dengan satu tingkat, surat, atau latihan, misalnya /lab/firewall/basis-data/ atau /lab/tte/#undangan-rapat',
  },
  kuis: {
    form: /^\/pelatihan\/(tes-(awal|akhir)\/|[a-z0-9-]+\/#soal)$/,
    fault: 'isi ke dengan soal sebuah modul, misalnya /pelatihan/membaca-log/#soal',
  },
  isi: {
    form: /^\/formulir\/[a-z0-9-]+\/$/,
    fault: 'isi ke dengan formulir, misalnya /formulir/laporan-insiden/',
  },
  kerjakan: { form: /^/, fault: '' },
};

/** One thing to do on a path: a page, a lab level, a quiz, a form or a task away from the screen. */
const butir = z
  .strictObject({
    judul: kalimat,
    jenis: z.enum(JENIS).meta({ contoh: 'baca' }),
    ke: tautan.shape.ke.optional(),
    menit: z.number().int().positive().meta({ contoh: '10' }),
    /** What one can do afterwards, in one sentence. */
    hasil: kalimat,
  })
  .superRefine(({ jenis, ke = '' }, context) => {
    const { form, fault } = TUJUAN[jenis];
    if (!form.test(ke)) context.addIssue({ code: 'custom', path: ['ke'], message: fault });
  });

export const jalur = z.strictObject({
  judul: kalimat.meta({ contoh: 'Pegawai umum' }),
  singkat: kalimat.meta({ contoh: 'Kewajiban setiap orang' }),
  ringkasan: kalimat,
  ikon: z.string().meta({ contoh: 'user-round' }),
  urutan: z.number().int().positive(),
  klausul: z.array(idKlausul).default([]),
  jamPertama: z.array(butir).min(1),
  mingguPertama: z.array(butir).min(1),
  tigaPuluhHari: z.array(butir).min(1),
});

export type Kebijakan = z.infer<typeof kebijakan>;
export type Jalur = z.infer<typeof jalur>;
export type Butir = Jalur['jamPertama'][number];
