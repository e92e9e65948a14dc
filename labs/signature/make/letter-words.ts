/** Fills the words of a recipe with the agency's own and the day's. */
import type { Letter } from './letter.ts';
import type { Block, LetterRecipe } from './recipe.ts';

/** Words put in place of `{pemerintah}`, `{kota}`, `{diskominfo}`, `{alamat}` and `{kepalaDaerah}` in a recipe. */
export interface Agency {
  readonly pemerintah: string;
  readonly kota: string;
  readonly diskominfo: string;
  readonly alamat: string;
  readonly kepalaDaerah: string;
}

/** Fills placeholders. @throws Error for a placeholder that nothing fills. */
export type Say = (text: string) => string;

export function speaker(agency: Agency, at: Date): Say {
  const words: Readonly<Record<string, string>> = {
    ...agency,
    PEMERINTAH: agency.pemerintah.toUpperCase(),
    DISKOMINFO: agency.diskominfo.toUpperCase(),
    tahun: String(at.getUTCFullYear()),
    tanggal: longDate(at),
  };
  return (text) =>
    text.replace(/\{(\w+)\}/g, (whole, key: string) => {
      const word = words[key];
      if (word === undefined)
        throw new Error(`unknown placeholder ${whole}; use one of ${Object.keys(words).join(', ')}`);
      return word;
    });
}

export function toLetter(recipe: LetterRecipe, agency: Agency, at: Date): Letter {
  const say = speaker(agency, at);
  return {
    head: recipe.kop.map(say),
    place: agency.kota,
    date: longDate(at),
    reference: [
      ['Nomor', say(recipe.nomor)],
      ['Sifat', recipe.sifat],
      ['Lampiran', recipe.lampiran],
      ['Hal', say(recipe.hal)],
    ],
    to: recipe.kepada.map(say),
    body: sayBlocks(recipe.isi, say),
    signers: [recipe, recipe.penandaTanganKedua].flatMap((one) =>
      one ? [{ office: say(one.jabatan), name: say(one.nama) }] : [],
    ),
    copies: recipe.tembusan.map(say),
  };
}

export function sayBlocks(blocks: readonly Block[], say: Say): Letter['body'] {
  return blocks.map((block) =>
    typeof block === 'string'
      ? say(block)
      : block.map(([label, value]): [string, string] => [label, say(value)]),
  );
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

export function longDate(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}
