/** What a `recipe.yaml` may say, checked with errors that name the place, the fault and the mend. */

/** How a letter is signed. `latihan`: by the training authority. `tiruan`: by another one of the same names. */
export type SignedBy = 'latihan' | 'tiruan' | 'gambar' | 'tanpa';
export type CertificateState = 'berlaku' | 'kedaluwarsa' | 'belum-berlaku' | 'dicabut' | 'salah-guna';
export type Decision = 'terima' | 'minta-asli' | 'tolak-lapor';
export type ExpectedVerdict = 'valid' | 'indeterminate' | 'invalid' | 'no-signature';

export interface LetterRecipe {
  /** File name without `.pdf`, and its heading in the inbox. Neither may give the answer away. */
  readonly id: string;
  readonly judul: string;
  readonly dari: string;
  readonly kop: readonly string[];
  readonly nomor: string;
  readonly sifat: string;
  readonly hal: string;
  readonly kepada: readonly string[];
  readonly isi: readonly (string | readonly (readonly [string, string])[])[];
  readonly jabatan: string;
  readonly nama: string;
  readonly tembusan: readonly string[];
  readonly tandaTangan: SignedBy;
  readonly sertifikat: CertificateState;
  readonly kunci: 'ecdsa' | 'rsa';
  readonly capWaktu: boolean;
  /** Whether revocation lists stand in the signed version, or are added later with an archive timestamp. */
  readonly dataValidasi: 'sebelum' | 'sesudah';
  /** Texts of the page replaced by an appended revision after signing. */
  readonly gantiSesudah: readonly { readonly dari: string; readonly menjadi: string }[];
  /** Text overwritten inside the signed bytes, with text of equal length. */
  readonly timpa: { readonly dari: string; readonly menjadi: string } | null;
  readonly harapan: ExpectedVerdict;
  readonly keputusan: Decision;
  /** Why, told after the decision. */
  readonly sebab: string;
}

export interface Recipe {
  readonly judul: string;
  readonly surat: readonly LetterRecipe[];
}

/** Says where in the recipe something is wrong, what, and how to mend it. */
export class RecipeError extends Error {
  /** Keys and indices from the top of the recipe, for finding the line. */
  readonly place: readonly (string | number)[];

  constructor(path: string, fault: string, mend: string) {
    super(`${path}: ${fault}. ${mend}`);
    this.name = 'RecipeError';
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '' && step !== 'recipe');
    this.place = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  }
}

type Mapping = Readonly<Record<string, unknown>>;

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
  ...['id', 'judul', 'dari', 'kop', 'nomor', 'sifat', 'hal', 'kepada', 'isi', 'jabatan', 'nama', 'tembusan'],
  ...['tandaTangan', 'sertifikat', 'kunci', 'capWaktu', 'dataValidasi', 'gantiSesudah', 'timpa'],
  ...['harapan', 'keputusan', 'sebab'],
];

function readLetter(from: Mapping, path: string): LetterRecipe {
  const strange = Object.keys(from).find((key) => !KEYS.includes(key));
  if (strange !== undefined) {
    throw new RecipeError(`${path}.${strange}`, 'no such key', `The keys are: ${KEYS.join(', ')}.`);
  }
  const id = text(from, 'id', path);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new RecipeError(`${path}.id`, `"${id}" is not kebab-case`, 'Write it like undangan-rapat.');
  const signedBy = choice(
    from,
    'tandaTangan',
    path,
    ['latihan', 'tiruan', 'gambar', 'tanpa'] as const,
    'latihan',
  );
  const after = from.gantiSesudah === undefined ? [] : list(from, 'gantiSesudah', path);
  return {
    id,
    judul: text(from, 'judul', path),
    dari: text(from, 'dari', path),
    kop: texts(from, 'kop', path),
    nomor: text(from, 'nomor', path),
    sifat: text(from, 'sifat', path),
    hal: text(from, 'hal', path),
    kepada: texts(from, 'kepada', path),
    isi: list(from, 'isi', path).map((item, index) => readBlock(item, `${path}.isi[${index}]`)),
    jabatan: text(from, 'jabatan', path),
    nama: text(from, 'nama', path),
    tembusan: from.tembusan === undefined ? [] : texts(from, 'tembusan', path),
    tandaTangan: signedBy,
    sertifikat: choice(
      from,
      'sertifikat',
      path,
      ['berlaku', 'kedaluwarsa', 'belum-berlaku', 'dicabut', 'salah-guna'] as const,
      'berlaku',
    ),
    kunci: choice(from, 'kunci', path, ['ecdsa', 'rsa'] as const, 'ecdsa'),
    capWaktu: from.capWaktu !== false,
    dataValidasi: choice(from, 'dataValidasi', path, ['sebelum', 'sesudah'] as const, 'sebelum'),
    gantiSesudah: after.map((item, index) => readSwap(item, `${path}.gantiSesudah[${index}]`)),
    timpa: from.timpa === undefined ? null : readSwap(from.timpa, `${path}.timpa`),
    harapan: choice(from, 'harapan', path, ['valid', 'indeterminate', 'invalid', 'no-signature'] as const),
    keputusan: choice(from, 'keputusan', path, ['terima', 'minta-asli', 'tolak-lapor'] as const),
    sebab: text(from, 'sebab', path),
  };
}

function readBlock(item: unknown, path: string): string | [string, string][] {
  if (typeof item === 'string') return item;
  const table = object(item, path);
  return Object.entries(table).map(([label, value]) => {
    if (typeof value !== 'string')
      throw new RecipeError(`${path}.${label}`, 'not text', 'Put the value in quotes.');
    return [label, value];
  });
}

function readSwap(item: unknown, path: string): { dari: string; menjadi: string } {
  const swap = object(item, path);
  return { dari: text(swap, 'dari', path), menjadi: text(swap, 'menjadi', path) };
}

function object(value: unknown, path: string): Mapping {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Mapping;
  throw new RecipeError(path, 'not a mapping', 'Write it as "key: value" lines.');
}

function list(from: Mapping, key: string, path: string): readonly unknown[] {
  const value = from[key];
  if (Array.isArray(value)) return value;
  throw new RecipeError(`${path}.${key}`, 'not a list', 'Start each item with "- ".');
}

function texts(from: Mapping, key: string, path: string): string[] {
  return list(from, key, path).map((item, index) => {
    if (typeof item === 'string') return item;
    throw new RecipeError(`${path}.${key}[${index}]`, 'not text', 'Put it in quotes.');
  });
}

function text(from: Mapping, key: string, path: string): string {
  const value = from[key];
  if (typeof value === 'string' && value !== '') return value;
  throw new RecipeError(
    `${path}.${key}`,
    value === undefined ? 'missing' : 'not text',
    `Add "${key}: ..." with text in quotes.`,
  );
}

function choice<T extends string>(
  from: Mapping,
  key: string,
  path: string,
  allowed: readonly T[],
  fallback?: T,
): T {
  const value = from[key] ?? fallback;
  const found = allowed.find((one) => one === value);
  if (found) return found;
  throw new RecipeError(
    `${path}.${key}`,
    `"${String(value)}" is not known`,
    `Use one of: ${allowed.join(', ')}.`,
  );
}
