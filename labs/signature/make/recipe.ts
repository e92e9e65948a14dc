/** What a `recipe.yaml` may say. */
import {
  choice,
  list,
  type Mapping,
  object,
  optional,
  RecipeError,
  strictly,
  text,
  texts,
} from './recipe-reading.ts';

export { RecipeError } from './recipe-reading.ts';

/** How a letter is signed. `latihan`: by the training authority. `tiruan`: by another one of the same names. */
const SIGNED_BY = ['latihan', 'tiruan', 'gambar', 'tanpa'] as const;
/** `dicabut`: revoked three days before signing; `dicabut-sesudah`: a day after, with lists that say so. */
const CERTIFICATES = [
  'berlaku',
  'kedaluwarsa',
  'belum-berlaku',
  'dicabut',
  'dicabut-sesudah',
  'salah-guna',
] as const;
/** What was done to a signed file until its signature was gone. */
const TREATMENTS = ['kompres', 'pindai', 'gabung'] as const;
const VERDICTS = ['valid', 'indeterminate', 'invalid', 'no-signature'] as const;
const DECISIONS = ['terima', 'minta-asli', 'tolak', 'tolak-lapor'] as const;
const REASONS = ['utuh', 'tanpa', 'qr', 'diubah', 'penerbit', 'sertifikat', 'isi'] as const;
/** One of the seven checks; or that no signature was found; or the words of the letter itself. */
const CLUES = [
  'integrity',
  'coverage',
  'changesAfter',
  'identityTrust',
  'time',
  'revocation',
  'algorithm',
  'tanpa-tanda-tangan',
  'isi-surat',
] as const;

export type CertificateState = (typeof CERTIFICATES)[number];
export type ExpectedVerdict = (typeof VERDICTS)[number];
export type Decision = (typeof DECISIONS)[number];
export type Reason = (typeof REASONS)[number];
export type Clue = (typeof CLUES)[number];

/** A paragraph, or a table of label and value. */
export type Block = string | readonly (readonly [string, string])[];

interface Swap {
  readonly dari: string;
  readonly menjadi: string;
}

export interface LetterRecipe {
  /** File name without `.pdf`, and its heading in the inbox. Neither may give the answer away. */
  readonly id: string;
  readonly judul: string;
  readonly dari: string;
  readonly kop: readonly string[];
  readonly nomor: string;
  readonly sifat: string;
  readonly lampiran: string;
  readonly hal: string;
  readonly kepada: readonly string[];
  readonly isi: readonly Block[];
  readonly jabatan: string;
  readonly nama: string;
  readonly penandaTanganKedua: { readonly jabatan: string; readonly nama: string } | null;
  readonly tembusan: readonly string[];
  readonly tandaTangan: (typeof SIGNED_BY)[number];
  readonly sertifikat: CertificateState;
  /** Office and organisation in the certificate, where they are not the letter's. */
  readonly pemegang: string | null;
  readonly organisasi: string | null;
  readonly kunci: 'ecdsa' | 'rsa';
  readonly capWaktu: boolean;
  /** Whether revocation lists stand in the signed version, or are added later with an archive timestamp. */
  readonly dataValidasi: 'sebelum' | 'sesudah';
  /** Texts of the page replaced by an appended revision after signing. */
  readonly gantiSesudah: readonly Swap[];
  /** Text overwritten inside the signed bytes, with text of equal length. */
  readonly timpa: Swap | null;
  /** Digits shown otherwise by a font exchanged after signing. */
  readonly bayangan: Swap | null;
  /** A second sheet: put behind the signed letter, or merged with it by `olahan: gabung`. */
  readonly lembarKedua: { readonly judul: string; readonly isi: readonly Block[] } | null;
  readonly olahan: (typeof TREATMENTS)[number] | null;
  /** A QR code in place of the signature: the address it leads to and its picture, `#` for dark. */
  readonly qr: { readonly alamat: string; readonly gambar: readonly string[] } | null;
  /** Which case of the lab this is; told to nobody, checked by the tests. */
  readonly kasus: string;
  readonly harapan: ExpectedVerdict;
  readonly keputusan: Decision;
  readonly alasan: Reason;
  /** What gives the answer away. */
  readonly penentu: Clue;
  /** Why, told after the decision. */
  readonly sebab: string;
}

export interface Recipe {
  readonly judul: string;
  readonly surat: readonly LetterRecipe[];
}

/**
 * @param value the parsed YAML.
 * @throws RecipeError naming the place.
 */
export function readRecipe(value: unknown): Recipe {
  const root = object(value, 'recipe');
  const letters = list(root, 'surat', 'recipe').map((item, index) =>
    readLetter(object(item, `surat[${index}]`), `surat[${index}]`),
  );
  if (letters.length === 0) throw new RecipeError('surat', 'empty', 'Add at least one letter.');
  const ids = letters.map((letter) => letter.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new RecipeError('surat', `id "${twice}" is used twice`, 'Give every letter its own id.');
  return { judul: text(root, 'judul', 'recipe'), surat: letters };
}

const KEYS: readonly string[] = [
  ...['id', 'judul', 'dari', 'kop', 'nomor', 'sifat', 'lampiran', 'hal', 'kepada', 'isi'],
  ...['jabatan', 'nama', 'penandaTanganKedua', 'tembusan'],
  ...['tandaTangan', 'sertifikat', 'pemegang', 'organisasi', 'kunci', 'capWaktu', 'dataValidasi'],
  ...['gantiSesudah', 'timpa', 'bayangan', 'lembarKedua', 'olahan', 'qr'],
  ...['kasus', 'harapan', 'keputusan', 'alasan', 'penentu', 'sebab'],
];

function readLetter(given: Mapping, path: string): LetterRecipe {
  const from = strictly(given, KEYS, path);
  const words = (key: string): string => text(from, key, path);
  const maybe = (key: string): string | null => (from[key] === undefined ? null : words(key));
  const id = words('id');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new RecipeError(`${path}.id`, `"${id}" is not kebab-case`, 'Write it like undangan-rapat.');
  const after = from.gantiSesudah === undefined ? [] : list(from, 'gantiSesudah', path);
  return {
    id,
    judul: words('judul'),
    dari: words('dari'),
    kop: texts(from, 'kop', path),
    nomor: words('nomor'),
    sifat: words('sifat'),
    lampiran: maybe('lampiran') ?? '-',
    hal: words('hal'),
    kepada: texts(from, 'kepada', path),
    isi: readBlocks(from, path),
    jabatan: words('jabatan'),
    nama: words('nama'),
    penandaTanganKedua: optional(from, 'penandaTanganKedua', path, (part, at) => ({
      jabatan: text(part, 'jabatan', at),
      nama: text(part, 'nama', at),
    })),
    tembusan: from.tembusan === undefined ? [] : texts(from, 'tembusan', path),
    tandaTangan: choice(from, 'tandaTangan', path, SIGNED_BY, 'latihan'),
    sertifikat: choice(from, 'sertifikat', path, CERTIFICATES, 'berlaku'),
    pemegang: maybe('pemegang'),
    organisasi: maybe('organisasi'),
    kunci: choice(from, 'kunci', path, ['ecdsa', 'rsa'] as const, 'ecdsa'),
    capWaktu: from.capWaktu !== false,
    dataValidasi: choice(from, 'dataValidasi', path, ['sebelum', 'sesudah'] as const, 'sebelum'),
    gantiSesudah: after.map((item, index) => {
      const at = `${path}.gantiSesudah[${index}]`;
      return readSwap(object(item, at), at);
    }),
    timpa: optional(from, 'timpa', path, readSwap),
    bayangan: optional(from, 'bayangan', path, readSwap),
    lembarKedua: optional(from, 'lembarKedua', path, (part, at) => ({
      judul: text(part, 'judul', at),
      isi: readBlocks(part, at),
    })),
    olahan: from.olahan === undefined ? null : choice(from, 'olahan', path, TREATMENTS),
    qr: optional(from, 'qr', path, readQr),
    kasus: words('kasus'),
    harapan: choice(from, 'harapan', path, VERDICTS),
    keputusan: choice(from, 'keputusan', path, DECISIONS),
    alasan: choice(from, 'alasan', path, REASONS),
    penentu: choice(from, 'penentu', path, CLUES),
    sebab: words('sebab'),
  };
}

function readBlocks(from: Mapping, path: string): Block[] {
  return list(from, 'isi', path).map((item, index) => {
    if (typeof item === 'string') return item;
    const at = `${path}.isi[${index}]`;
    const table = object(item, at);
    return Object.keys(table).map((label): [string, string] => [label, text(table, label, at)]);
  });
}

function readSwap(swap: Mapping, path: string): Swap {
  return { dari: text(swap, 'dari', path), menjadi: text(swap, 'menjadi', path) };
}

function readQr(part: Mapping, path: string): { alamat: string; gambar: string[] } {
  const gambar = text(part, 'gambar', path).trim().split(/\s+/);
  if (!gambar.every((row) => row.length === gambar.length && /^[#.]+$/.test(row)))
    throw new RecipeError(`${path}.gambar`, 'not a square of # and .', 'Write one row a line, # for dark.');
  return { alamat: text(part, 'alamat', path), gambar };
}
