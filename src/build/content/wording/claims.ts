/** What a page of ours must never say (claims, invented limits), and every "wajib" that does not show its source. */
import type { Piece } from './prose.ts';

export interface WordingFault {
  piece: Piece;
  message: string;
  mend: string;
}

interface Forbidden {
  pattern: RegExp;
  why: string;
  instead: string;
}

/** Held against everything we write; the list is the project's own, from `design.md` and the traps of the sources. */
export const FORBIDDEN: Forbidden[] = [
  {
    pattern:
      /\b(sudah |telah )?(sesuai|patuh)( pada| dengan| terhadap)? (regulasi|aturan BSSN|ISO|SNI)\b|\bmemenuhi (semua|seluruh) (aturan|peraturan|ketentuan|regulasi)/i,
    why: 'klaim kepatuhan; situs ini tidak dapat menjaminnya',
    instead: 'tulis "contoh, sesuaikan dan tetapkan oleh pejabat berwenang"',
  },
  {
    pattern:
      /\b(dijamin|pasti|100 ?%|sepenuhnya|benar-benar) aman\b|\bbebas (dari )?(serangan|peretasan|risiko)\b|\banti-?(retas|hack|bocor)\b|\b(tidak|takkan) (bisa|dapat|mungkin) diretas\b/i,
    why: 'janji keamanan yang tidak dapat dipegang',
    instead: 'sebut apa yang diperiksa dan apa yang tidak',
  },
  {
    pattern:
      /kesempatan pertama[^.;:]{0,40}?\b(paling lambat|maksimal|maks\.|dalam)\s+\d+\s*(×\s*\d+\s*)?(menit|jam|hari)/i,
    why: 'batas waktu untuk "kesempatan pertama" tidak ada di sumbernya',
    instead: 'tulis "dalam kesempatan pertama" tanpa angka',
  },
  {
    pattern:
      /\bQR( code)? (membuktikan|menjamin|memastikan)|\b(mendapat|memperoleh|memberi|diberi|senilai) \d+ JP\b|\bbersertifikat ISO\b|\b(diakui|disetujui|direstui) (oleh )?BSSN\b/i,
    why: 'hal yang tidak dapat diberikan situs ini',
    instead: 'hapus, atau sebut siapa yang memang berwenang',
  },
  {
    pattern: /\bdata Anda aman bersama kami\b|\bnilai Indeks KAMI (Anda|kantor)\b/i,
    why: 'janji atau nilai yang bukan milik situs ini',
    instead: 'tulis "Tersimpan di perangkat ini saja."',
  },
];

const MUST = /\b(wajib|diwajibkan|mewajibkan|berkewajiban)\b/i;
/** A source named in the text itself: a clause, a law of the register, an article, or a link to a register. */
const CITED =
  /\b(S[12]-\d{2}|R\d{2})\b|\bPasal \d+|\b(UU|PP|Perpres|Permendagri|Peraturan BSSN|PermenPANRB) ?\d|\/(klausul|peraturan)\/#/;
/** The word is spoken about, not spoken: in quotation marks, or named as a word, or said not to be there. */
const SPOKEN_ABOUT =
  /["“]wajib\b|\*\*wajib\*\*|\b(kata|tanpa kata|bukan|tidak) (wajib|mewajibkan|diwajibkan)\b|\bDapat, bukan wajib\b/i;

/** @returns the faults of one piece of prose. */
export function claimsIn(piece: Piece): WordingFault[] {
  const faults = FORBIDDEN.flatMap(({ pattern, why, instead }) => {
    const found = pattern.exec(piece.text)?.[0];
    return found ? [{ piece, message: `"${found}": ${why}`, mend: instead }] : [];
  });
  const unsourced =
    MUST.test(piece.text) &&
    piece.sources.length === 0 &&
    !CITED.test(piece.text) &&
    !SPOKEN_ABOUT.test(piece.text);
  if (unsourced) {
    faults.push({
      piece,
      message: `"wajib" tanpa sumber: ${piece.text.slice(0, 80)}`,
      mend: 'sebut klausul atau pasalnya di kalimat yang sama, tambahkan sumber: [S2-…], atau pakai "harus"/"sebaiknya" bila ini usulan',
    });
  }
  return faults;
}
