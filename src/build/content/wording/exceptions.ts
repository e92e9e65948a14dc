/** Texts the wording rules do not hold for, each with its reason. One that no longer matches anything is a fault. */

export interface Exception {
  rule: 'kalimat-panjang' | 'klaim';
  /** File below `content/`, or a folder ending in a slash. */
  file: string;
  /** Part of the text, or of the path of keys after `#`. */
  has: string;
  reason: string;
}

export const EXCEPTIONS: Exception[] = [
  {
    rule: 'kalimat-panjang',
    file: 'formulir/',
    has: '#dokumen.',
    reason:
      'Isi naskah dinas memakai kalimat resmi yang utuh: "bahwa …, perlu menetapkan …". Yang dibaca di layar tetap dibatasi.',
  },
  {
    rule: 'klaim',
    file: 'jalur/',
    has: 'wajib',
    reason: 'Butir jalur menunjuk ke halaman kebijakan, dan halaman itulah yang memuat sumbernya.',
  },
  {
    rule: 'klaim',
    file: 'kebijakan/pembagian-peran.mdx',
    has: 'Siapa wajib apa',
    reason: 'Judul pertanyaan. Jawabannya di bawah memuat sumber per baris.',
  },
  {
    rule: 'klaim',
    file: 'kebijakan/pengamanan-lan.mdx',
    has: 'Siapa yang wajib',
    reason: 'Judul pertanyaan. Ketentuannya di halaman yang sama memuat S2-23.',
  },
  {
    rule: 'klaim',
    file: 'kebijakan/sertifikat-elektronik.mdx',
    has: 'Siapa yang wajib memilikinya',
    reason: 'Ringkasan halaman. Ketentuannya di halaman yang sama memuat S2-43.',
  },
];
