/** Laws as the "Mengingat" of a decree names and orders them, from the short numbers of the register. */

const KINDS: [string, string][] = [
  ['UU', 'Undang-Undang'],
  ['PP', 'Peraturan Pemerintah'],
  ['Perpres', 'Peraturan Presiden'],
  ['PermenPANRB', 'Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi'],
  ['Permendagri', 'Peraturan Menteri Dalam Negeri'],
  ['Permenkominfo', 'Peraturan Menteri Komunikasi dan Informatika'],
  ['Peraturan', 'Peraturan'],
];

export interface Law {
  id: string;
  /** Short number of the register, e.g. `PP 71/2019` or `Peraturan BSSN 4/2021`. */
  nomor: string;
  judul: string;
}

/** `Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi` */
export function lawTitle({ nomor, judul }: Law): string {
  const match = /^(\S+)(?:\s+(.+?))?\s+(\d+)\/(\d{4})$/.exec(nomor);
  if (!match) return `${nomor} tentang ${judul}`;
  const [, kind = '', body, number, year] = match;
  const name = KINDS.find(([short]) => short === kind)?.[1] ?? kind;
  const maker = body ? ` ${body === 'BSSN' ? 'Badan Siber dan Sandi Negara' : body}` : '';
  return `${name}${maker} Nomor ${number} Tahun ${year} tentang ${judul}`;
}

/** Highest first, older before newer, as the considerations of a decree list them. */
export function byRank(laws: readonly Law[]): Law[] {
  const rank = ({ nomor }: Law) => {
    const place = KINDS.findIndex(([short]) => nomor.startsWith(`${short} `));
    return place < 0 ? KINDS.length : Math.min(place, 3);
  };
  const year = ({ nomor }: Law) => Number(/(\d{4})$/.exec(nomor)?.[1] ?? 0);
  return [...laws].sort((a, b) => rank(a) - rank(b) || year(a) - year(b));
}
