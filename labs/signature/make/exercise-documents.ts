/** Makes the documents of an exercise from its recipe, the agency's own words, a date and a random source. */
import { EXTENDED_USAGE, KEY_USAGE } from '../pki/extensions.ts';
import { type Issued, makeAuthority, SIGNER_PROFILE, type TrainingAuthority } from './authority.ts';
import type { Profile } from './certificate.ts';
import { ecdsaKey, rsaKey } from './keys.ts';
import { type LaidOut, type Letter, layOut } from './letter.ts';
import { type Draft, startDraft } from './pdf-draft.ts';
import type { Random } from './random.ts';
import type { CertificateState, Decision, ExpectedVerdict, LetterRecipe, Recipe } from './recipe.ts';
import { signDraft, stampDraft } from './sign.ts';
import { addStore } from './store.ts';
import { overwrite, replacePage } from './tamper.ts';

/** Words put in place of `{pemerintah}`, `{kota}`, `{diskominfo}`, `{alamat}` and `{kepalaDaerah}` in a recipe. */
export interface Agency {
  readonly pemerintah: string;
  readonly kota: string;
  readonly diskominfo: string;
  readonly alamat: string;
  readonly kepalaDaerah: string;
}

export interface ExerciseDocument {
  /** File name, as `undangan-rapat.pdf`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the inbox shows; gives nothing away. */
  readonly title: string;
  readonly from: string;
  readonly expected: {
    readonly verdict: ExpectedVerdict;
    readonly decision: Decision;
    /** Told after the decision, Indonesian. */
    readonly why: string;
  };
}

export interface ExerciseSet {
  readonly title: string;
  /** DER of the training root, the anchor of the exercise. */
  readonly anchor: Uint8Array;
  readonly documents: readonly ExerciseDocument[];
}

const DAY = 86_400_000;

/**
 * @param at the day the letters are dated; documents are signed that day at 03.00 UTC.
 * @throws Error when a recipe replaces text that its letter does not contain.
 */
export function makeExerciseDocuments(recipe: Recipe, agency: Agency, at: Date, random: Random): ExerciseSet {
  const signedAt = new Date(Math.floor(at.getTime() / DAY) * DAY + 3 * 3_600_000);
  const authority = makeAuthority('Sigap', signedAt, random);
  const double = makeAuthority('Sigap', signedAt, random);
  const documents = recipe.surat.map((letter) => {
    const issuer = letter.tandaTangan === 'tiruan' ? double : authority;
    const { bytes } = makeDocument(letter, agency, signedAt, issuer, random);
    return {
      name: `${letter.id}.pdf`,
      bytes,
      title: fill(letter.judul, agency, signedAt),
      from: fill(letter.dari, agency, signedAt),
      expected: {
        verdict: letter.harapan,
        decision: letter.keputusan,
        why: fill(letter.sebab, agency, signedAt),
      },
    };
  });
  return { title: recipe.judul, anchor: authority.root.certificate.raw, documents };
}

function makeDocument(
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  authority: TrainingAuthority,
  random: Random,
): Draft {
  const letter = toLetter(recipe, agency, at);
  const seal = ['Ditandatangani secara elektronik', recipe.jabatan, longDate(at)].map((line) =>
    fill(line, agency, at),
  );
  const page = layOut(letter, recipe.tandaTangan === 'gambar' ? seal : []);
  const draft = startDraft(fill(recipe.hal, agency, at), page.content);
  if (recipe.tandaTangan === 'gambar' || recipe.tandaTangan === 'tanpa') return draft;

  const signer = issue(recipe, agency, at, authority, random);
  const revoked =
    recipe.sertifikat === 'dicabut'
      ? [{ serial: signer.certificate.serial, at: new Date(at.getTime() - 3 * DAY) }]
      : [];
  const later = recipe.dataValidasi === 'sesudah';
  // The lists run for years: a training file should give the same verdict next year.
  const listed = new Date(at.getTime() + (later ? DAY / 2 : -DAY / 2));
  const crls = authority.lists(revoked, listed, new Date(at.getTime() + 18 * 365 * DAY));
  const keep = (one: Draft): Draft => addStore(one, { certificates: signer.chain, ocsps: [], crls });
  const sealed = signDraft(later ? draft : keep(draft), {
    signer,
    field: 'TTE',
    at,
    name: fill(recipe.jabatan, agency, at),
    visible: { ...page.box, lines: seal },
    ...(recipe.capWaktu && { timestamp: authority.timestamp }),
  });
  const archivedAt = new Date(at.getTime() + DAY);
  const signed = later ? stampDraft(keep(sealed), 'Cap arsip', authority.timestamp, archivedAt) : sealed;
  return spoil(signed, recipe, letter, page, agency, at);
}

function spoil(
  signed: Draft,
  recipe: LetterRecipe,
  letter: Letter,
  page: LaidOut,
  agency: Agency,
  at: Date,
): Draft {
  if (recipe.timpa) return overwrite(signed, recipe.timpa.dari, recipe.timpa.menjadi);
  if (recipe.gantiSesudah.length === 0) return signed;
  let words = JSON.stringify(letter);
  for (const { dari, menjadi } of recipe.gantiSesudah) {
    const from = JSON.stringify(fill(dari, agency, at)).slice(1, -1);
    if (!words.includes(from)) throw new Error(`${recipe.id}: "${dari}" does not occur in the letter`);
    words = words.replaceAll(from, JSON.stringify(fill(menjadi, agency, at)).slice(1, -1));
  }
  const changed = layOut(JSON.parse(words) as Letter).content;
  if (changed === page.content) throw new Error(`${recipe.id}: gantiSesudah changes nothing`);
  return replacePage(signed, changed);
}

function issue(
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  authority: TrainingAuthority,
  random: Random,
): Issued {
  const key = recipe.kunci === 'rsa' ? rsaKey(random) : ecdsaKey(random);
  const [from, to] = VALIDITY[recipe.sertifikat];
  return authority.issue({
    name: [
      ['C', 'ID'],
      ['O', agency.pemerintah],
      ['OU', fill(recipe.dari, agency, at)],
      ['CN', fill(recipe.jabatan, agency, at)],
    ],
    key,
    notBefore: new Date(at.getTime() + from * DAY),
    notAfter: new Date(at.getTime() + to * DAY),
    profile: recipe.sertifikat === 'salah-guna' ? SERVER_PROFILE : SIGNER_PROFILE,
  });
}

/** Days before and after signing between which the certificate is valid. */
const VALIDITY: Readonly<Record<CertificateState, readonly [number, number]>> = {
  berlaku: [-200, 530],
  kedaluwarsa: [-760, -30],
  'belum-berlaku': [20, 750],
  dicabut: [-200, 530],
  'salah-guna': [-200, 530],
};

/** A certificate for a web server: its key may sign, yet not documents. */
const SERVER_PROFILE: Profile = {
  keyUsage: [KEY_USAGE.digitalSignature],
  extendedUsage: [EXTENDED_USAGE.serverAuth],
};

function toLetter(recipe: LetterRecipe, agency: Agency, at: Date): Letter {
  const say = (text: string): string => fill(text, agency, at);
  return {
    head: recipe.kop.map(say),
    place: agency.kota,
    date: longDate(at),
    reference: [
      ['Nomor', say(recipe.nomor)],
      ['Sifat', recipe.sifat],
      ['Lampiran', '-'],
      ['Hal', say(recipe.hal)],
    ],
    to: recipe.kepada.map(say),
    body: recipe.isi.map((block) =>
      typeof block === 'string'
        ? say(block)
        : block.map(([label, value]): [string, string] => [label, say(value)]),
    ),
    office: say(recipe.jabatan),
    name: say(recipe.nama),
    copies: recipe.tembusan.map(say),
  };
}

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
];

function longDate(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** @throws Error for a placeholder that nothing fills. */
function fill(text: string, agency: Agency, at: Date): string {
  const words: Readonly<Record<string, string>> = {
    ...agency,
    PEMERINTAH: agency.pemerintah.toUpperCase(),
    DISKOMINFO: agency.diskominfo.toUpperCase(),
    tahun: String(at.getUTCFullYear()),
    tanggal: longDate(at),
  };
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => {
    const word = words[key];
    if (word === undefined)
      throw new Error(`unknown placeholder ${whole}; use one of ${Object.keys(words).join(', ')}`);
    return word;
  });
}
