/** Recognises an Indonesian active verb by its prefix, and the nouns and particles that only look like one. */

/** Words with a verb's beginning that are none. Short ones (meja, menu, memo) fall to the length rule. */
const FALSE_FRIENDS = new Set(
  (
    'beranda berandal berapa berbagai berdasarkan beredar berhubung berikut berikutnya beringin berita berkala ' +
    'berkas berkat berlian bersama bersih bernas berani bersangkutan bersamaan berwenang ' +
    'medali media mediator medis megabita mekanik mekanisme melainkan melalui melati melayu member memang memori ' +
    'menara mendadak mendung mengapa mengenai mengingat menimbang menteri menurut mental mentor menantu ' +
    'merdeka mereka merek merpati meskipun mesjid mesin metadata meteran meteorologi metode metodologi metrik ' +
    'metropolitan merkuri meridian menengah mentah menhan menkes menkominfo menpan'
  ).split(' '),
);

/** Verbs that lose the r of ber-. */
const BE_VERBS = new Set(['bekerja', 'belajar', 'beternak']);

const ME =
  /^(me[lrwymn][a-z]{3,}|mem[bpfvaeiou][a-z]{2,}|men[cdjtszaeiou][a-z]{2,}|meng[aeioughkq][a-z]{2,}|meny[aeiou][a-z]{2,}|me(?:m|n|ng)?-[a-z]{3,})$/;
const BER = /^ber[a-z]{4,}$/;

/** Does this word (any case) read as an active verb with me- or ber-? */
export function isActiveVerb(word: string): boolean {
  const lower = word.toLowerCase();
  if (FALSE_FRIENDS.has(lower)) return false;
  return BE_VERBS.has(lower) || BER.test(lower) || (lower.length >= 6 && ME.test(lower));
}

/** Words beginning with di- that are no passive verb. */
const DI_NOUNS = new Set(
  (
    'dinas direktur direktorat direksi direktori diskominfo diskusi disposisi disiplin diskon distribusi ' +
    'digital diagram dialog diagnosis diklat dinding dimensi diploma divisi diri diesel dinamika disket'
  ).split(' '),
);

/** Does this word read as a passive verb with di-? */
export function isPassiveVerb(word: string): boolean {
  const lower = word.toLowerCase();
  return /^di[a-z]{4,}$/.test(lower) && !DI_NOUNS.has(lower);
}

/** Active forms of the bare verbs that drafts use most, to offer as the mend. */
const ACTIVE: Record<string, string> = {
  ajukan: 'Mengajukan',
  amankan: 'Mengamankan',
  arsipkan: 'Mengarsipkan',
  buat: 'Membuat',
  cabut: 'Mencabut',
  catat: 'Mencatat',
  cek: 'Mengecek',
  hubungi: 'Menghubungi',
  isi: 'Mengisi',
  kirim: 'Mengirim',
  lapor: 'Melapor',
  laporkan: 'Melaporkan',
  matikan: 'Mematikan',
  minta: 'Meminta',
  nilai: 'Menilai',
  nyalakan: 'Menyalakan',
  periksa: 'Memeriksa',
  pulihkan: 'Memulihkan',
  salin: 'Menyalin',
  serahkan: 'Menyerahkan',
  setujui: 'Menyetujui',
  simpan: 'Menyimpan',
  susun: 'Menyusun',
  tandatangani: 'Menandatangani',
  terima: 'Menerima',
  tetapkan: 'Menetapkan',
  tolak: 'Menolak',
  tutup: 'Menutup',
  uji: 'Menguji',
  verifikasi: 'Memverifikasi',
};

/** The active form of a bare or passive verb, where known. */
export function activeForm(word: string): string | undefined {
  const lower = word.toLowerCase();
  return ACTIVE[lower] ?? ACTIVE[lower.replace(/^di/, '')];
}
