/** The report on a file that could not be judged, and what stays open for every file. */
import type { Report } from './report.ts';
import { notCheckedWords } from './words.ts';

/** Never looked at by this verifier, whatever the document. */
export const ALWAYS_OPEN = [
  'Apakah penanda tangan berwenang untuk urusan ini',
  'Apakah isi, kop, dan nomor surat benar',
  'Apakah layanan verifikasi resmi memberi putusan yang sama',
];

/** The report on a file that could not be judged at all. @param why Indonesian sentence. */
export function unreadable(why: string): Report {
  const words = notCheckedWords(why);
  return {
    verdict: 'not-checked',
    reason: words.sentence,
    todo: words.todo,
    signatures: [],
    locked: false,
    notChecked: ['Seluruh isi berkas', ...ALWAYS_OPEN],
    document: null,
  };
}
