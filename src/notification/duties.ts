/**
 * Who must be told of a disturbance, by whom, in what form, by when and on what ground. Three duties run side by side:
 * the local one (clauses S2-33 to S2-36), the cyber-incident report (Peraturan BSSN 1/2024 Pasal 15, R11) and the
 * personal-data notice (UU 27/2022 Pasal 46, R20). An answer "belum" never removes a duty: it adds what to find out.
 */

export type YesNo = 'ya' | 'tidak' | 'belum';
export type Level = 'rendah' | 'sedang' | 'tinggi' | 'kritis' | 'belum';

export interface Answers {
  /** Serious and caused by another party (S2-33). Power loss and absent staff are not. */
  pihakLain: YesNo;
  /** Level of risk as the response team sets it. */
  tingkat: Level;
  /** Is the system vital information infrastructure (IIV)? */
  iiv: YesNo;
  /** Is personal data affected? */
  dataPribadi: YesNo;
  /** Does the organisation have a response team (TTIS) of its own? */
  ttis: YesNo;
}

export type Deadline =
  /** "Dalam kesempatan pertama": no hour is given by the source, and none is invented. */
  | { kind: 'kesempatan-pertama' }
  /** At once, again without an hour. */
  | { kind: 'segera' }
  /** A limit the rule itself sets, in hours from when it became known. */
  | { kind: 'batas'; hours: number }
  /** Our proposal: one working day. */
  | { kind: 'contoh'; workingDays: number };

export interface Duty {
  id: 'amankan' | 'diskominfo' | 'wali-kota' | 'helpdesk' | 'sektoral' | 'iiv' | 'pdp';
  kepada: string;
  apa: string;
  oleh: string;
  bentuk: string;
  tenggat: Deadline;
  /** Clause and law ids with their article. */
  sumber: string[];
  /** What the reader should know about how far the source goes. */
  catatan?: string;
}

export interface Outcome {
  kewajiban: Duty[];
  /** What to find out first, in the order of urgency. */
  pastikan: string[];
}

const R11 = 'R11 Pasal 15';

/** @returns the duties in the order in which they fall due. */
export function dutiesFor(answers: Answers): Outcome {
  const { pihakLain, tingkat, iiv, dataPribadi } = answers;
  const high = tingkat === 'tinggi' || tingkat === 'kritis' || tingkat === 'belum';
  const duties: Duty[] = [];
  if (pihakLain !== 'tidak') duties.push(secure, tellDiskominfo, tellMayor);
  else duties.push(tellHelpdesk);
  if (high) duties.push(tellSector(answers));
  if (iiv !== 'tidak') duties.push(tellSectorInADay(answers));
  if (dataPribadi !== 'tidak') duties.push(tellDataSubjects);
  return { kewajiban: duties, pastikan: unknowns(answers) };
}

const secure: Duty = {
  id: 'amankan',
  kepada: 'Tim sendiri',
  apa: 'Amankan data sebelum melapor',
  oleh: 'Perangkat daerah penyelenggara layanan',
  bentuk: 'Putus jaringan terdampak, salin log, jangan matikan paksa',
  tenggat: { kind: 'segera' },
  sumber: ['S2-34'],
};

const tellDiskominfo: Duty = {
  id: 'diskominfo',
  kepada: 'Diskominfo',
  apa: 'Lapor dalam kesempatan pertama',
  oleh: 'Perangkat daerah penyelenggara layanan',
  bentuk: 'Laporan insiden: kontak, deskripsi, kronologi, dampak',
  tenggat: { kind: 'kesempatan-pertama' },
  sumber: ['S2-33', 'S2-35'],
};

const tellMayor: Duty = {
  id: 'wali-kota',
  kepada: 'Wali Kota',
  apa: 'Pemberitahuan tertulis',
  oleh: 'Kepala perangkat daerah',
  bentuk: 'Surat dinas',
  tenggat: { kind: 'contoh', workingDays: 1 },
  sumber: ['S2-36'],
  catatan: 'Sumber mewajibkan surat, tetapi tidak menyebut batas hari.',
};

const tellHelpdesk: Duty = {
  id: 'helpdesk',
  kepada: 'Helpdesk Diskominfo',
  apa: 'Catat sebagai gangguan layanan',
  oleh: 'Pengelola aplikasi',
  bentuk: 'Tiket gangguan',
  tenggat: { kind: 'segera' },
  sumber: ['S1-08'],
  catatan: 'Contoh. Listrik padam atau petugas tidak masuk bukan pemicu S2-33.',
};

function tellSector({ ttis, tingkat, pihakLain }: Answers): Duty {
  const notes = [
    tingkat === 'belum' ? 'Berlaku bila tingkatnya tinggi ke atas.' : '',
    pihakLain === 'tidak' ? 'Berlaku bila kejadian ini insiden siber.' : '',
  ];
  return {
    id: 'sektoral',
    kepada: 'TTIS sektoral',
    apa: 'Laporkan insiden, tembusan TTIS nasional (BSSN)',
    oleh: reporter(ttis),
    bentuk: 'Laporan: kontak, deskripsi, kronologi, dampak',
    tenggat: { kind: 'segera' },
    sumber: [R11],
    catatan: [...notes, sectorNote(ttis)].filter(Boolean).join(' '),
  };
}

function tellSectorInADay({ ttis, iiv, tingkat }: Answers): Duty {
  const low = tingkat === 'rendah' || tingkat === 'sedang';
  const notes = [
    iiv === 'belum' ? 'Berlaku bila sistemnya IIV.' : '',
    low
      ? 'Kutipan yang dilihat tidak mengecualikan tingkat di bawah tinggi; perlakukan sebagai berlaku.'
      : '',
  ];
  return {
    id: 'iiv',
    kepada: 'Batas khusus IIV',
    apa: 'Laporan ke TTIS sektoral sudah harus terkirim',
    oleh: reporter(ttis),
    bentuk: 'Laporan insiden IIV',
    tenggat: { kind: 'batas', hours: 24 },
    sumber: [R11],
    catatan: [...notes, sectorNote(ttis)].filter(Boolean).join(' '),
  };
}

const tellDataSubjects: Duty = {
  id: 'pdp',
  kepada: 'Subjek data dan lembaga PDP',
  apa: 'Pemberitahuan tertulis',
  oleh: 'Kepala perangkat daerah',
  bentuk: 'Data apa, kapan dan bagaimana terungkap, penanganan dan pemulihannya',
  tenggat: { kind: 'batas', hours: 72 },
  sumber: ['R20 Pasal 46'],
  catatan: 'Dalam hal tertentu masyarakat juga diberi tahu.',
};

const reporter = (ttis: YesNo) =>
  ttis === 'ya' ? 'TTIS organisasi' : 'Diskominfo, sampai TTIS organisasi ada';

function sectorNote(ttis: YesNo): string {
  const own = ttis === 'ya' ? '' : 'Aturan menugaskan TTIS organisasi; sepakati siapa yang melapor. ';
  return `${own}Bila TTIS sektoral belum ada: kementerian atau lembaga sektornya.`;
}

function unknowns({ pihakLain, tingkat, iiv, dataPribadi, ttis }: Answers): string[] {
  return [
    pihakLain === 'belum' &&
      'Apakah gangguan ini serius dan akibat perbuatan pihak lain? Sampai jelas, perlakukan sebagai ya.',
    dataPribadi === 'belum' && 'Apakah ada data pribadi yang terbuka? Hitungan 3 × 24 jam berjalan terus.',
    iiv === 'belum' && 'Apakah sistemnya masuk daftar IIV? Hitungan 1 × 24 jam berjalan terus.',
    tingkat === 'belum' && 'Berapa tingkat risikonya menurut tim tanggap insiden?',
    ttis === 'belum' && 'Apakah organisasi Anda punya TTIS yang terdaftar?',
  ].filter((line) => line !== false);
}
