/** The self-check's questions and the register of who does what. */
import { z } from 'astro/zod';
import { idKlausul, kalimat, slug } from './common.ts';

export const pertanyaan = z.strictObject({
  id: slug,
  /** Where the risk comes from: S1's three sources, and attacks. */
  asal: z.enum(['Data', 'Prasarana', 'Orang', 'Serangan']).meta({ contoh: 'Data' }),
  tanya: kalimat.meta({ contoh: 'Apakah data dicadangkan menurut jadwal tertulis?' }),
  risiko: kalimat,
  tangani: kalimat,
  sop: slug,
  formulir: slug,
  klausul: z.array(idKlausul).min(1),
});

const PELAKU = [
  'orang',
  'pd',
  'penyelenggara',
  'penyedia',
  'diskominfo',
  'walikota',
  'ahli',
  'pejabat',
  'lain',
] as const;

export const raci = z.strictObject({
  pelaku: z
    .array(z.strictObject({ id: z.enum(PELAKU), nama: kalimat, arti: kalimat }))
    .length(PELAKU.length, 'sembilan pelaku, seperti di S2-55'),
  tugas: z
    .array(
      z.strictObject({
        tugas: kalimat,
        klausul: z.array(idKlausul).min(1),
        /** R does it, A answers for it, C is asked, I is told, D may. Blank where the source says nothing. */
        peran: z.partialRecord(z.enum(PELAKU), z.enum(['R', 'A', 'C', 'I', 'D'])),
        /** What the source leaves open. */
        catatan: kalimat.optional(),
      }),
    )
    .min(1),
});

export type Pertanyaan = z.infer<typeof pertanyaan>;
export type Raci = z.infer<typeof raci>;
