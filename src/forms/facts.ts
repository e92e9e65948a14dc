/**
 * What other pages know and a form may start from. A form's field names a fact (`isiDari: kejadian.tanggal`); nothing
 * that is already filled in is ever replaced.
 */
import type { Bidang, Formulir } from '../schemas/form.ts';
import { fieldsOf, isEmpty, type Value, type Values } from './values.ts';

/** Facts by their full name, e.g. `kejadian.tanggal`. */
export type Facts = Record<string, Value>;

/** Every fact there is, with the kind of field it fits; the linter holds forms to it. */
export const KNOWN_FACTS: Record<string, readonly Bidang['jenis'][]> = {
  'kejadian.tanggal': ['tanggal'],
  'kejadian.jam': ['jam'],
  'kejadian.situasi': ['teks', 'paragraf', 'pilihan'],
  'kejadian.kronologi': ['tabel'],
  'kejadian.pihakLain': ['pilihan'],
  'kejadian.tingkat': ['pilihan'],
  'kejadian.iiv': ['pilihan'],
  'kejadian.dataPribadi': ['pilihan'],
  'kejadian.statusLapor': ['paragraf', 'baris'],
  'risiko.daftar': ['tabel'],
  'siaga.petugas': ['tabel'],
  'kelas.jumlah': ['angka'],
  'kelas.ringkas': ['paragraf'],
  'kelas.peserta': ['tabel'],
  'kelas.rencana': ['tabel'],
  'kelas.topik': ['tabel'],
  'kelas.keliru': ['tabel'],
  'kelas.evaluasi': ['tabel'],
  'kelas.masukan': ['baris'],
};

/** @returns the values with facts put into fields that are still empty, and how many were. */
export function withFacts(
  form: Pick<Formulir, 'bagian'>,
  values: Values,
  facts: Facts,
): { values: Values; filled: string[] } {
  const next = { ...values };
  const filled: string[] = [];
  for (const field of fieldsOf(form)) {
    const fact = field.isiDari === undefined ? undefined : facts[field.isiDari];
    if (fact === undefined || isEmpty(fact) || !isEmpty(values[field.id])) continue;
    if (field.jenis === 'pilihan' && !field.pilihan.includes(String(fact))) continue;
    next[field.id] = fact;
    filled.push(field.label);
  }
  return { values: next, filled };
}
