/** What is said of a token that does not fit the grammar of nft: the same place knows what was expected and how to mend it. */
import { type Diagnostic, type Mend, say } from '../diagnostics.ts';
import { nearest } from '../words/suggest.ts';
import type { Token } from './lexer.ts';
import { meantBy } from './lookalikes.ts';

export interface Refusal {
  expected: string[];
  message: Diagnostic['message'];
  mend?: Mend;
}

/** At most this many of the words that would have been legal are listed. */
const SHOWN = 12;

/** A token out of place, with the nearest word that would have been legal. */
export function outOfPlace(token: Token, expected: string[]): Refusal {
  const shown = describe(token);
  if (expected.length === 0) {
    const message = say(`${shown.id} tidak pada tempatnya di sini.`, `${shown.en} is out of place here.`);
    return { expected, message };
  }
  const list = expected.slice(0, SHOWN).join(', ') + (expected.length > SHOWN ? ', …' : '');
  const message = say(
    `${shown.id} tidak cocok di sini. Yang ditunggu: ${list}.`,
    `${shown.en} does not fit here. Expected: ${list}.`,
  );
  const guess = token.kind === 'word' ? nearest(token.text, expected) : null;
  if (guess === null) return { expected, message };
  const mend = { ...say(`Maksud Anda \`${guess}\`?`, `Did you mean \`${guess}\`?`), replacement: guess };
  return { expected, message, mend };
}

/** A character that begins nothing in nft's grammar. */
export function junk(token: Token): Refusal {
  if (token.text === '\r') {
    return {
      expected: [],
      message: say(
        'Berkas ini memakai akhir baris Windows (CR LF); nft menolak karakter CR.',
        'This file has Windows line ends (CR LF); nft refuses the CR character.',
      ),
      mend: {
        ...say(
          'Simpan dengan akhir baris LF, misalnya `dos2unix berkas.nft`.',
          'Save it with LF line ends, for example `dos2unix file.nft`.',
        ),
        replacement: '',
      },
    };
  }
  if (token.text === '"') {
    return {
      expected: ['"'],
      message: say('Tanda kutip ini tidak pernah ditutup.', 'This quotation mark is never closed.'),
      mend: say('Tambahkan " penutup.', 'Add the closing ".'),
    };
  }
  const { text } = token;
  const meant = text === '' ? null : meantBy(text);
  const message =
    meant?.trim() === ''
      ? say('Di sini ada karakter tak tampak.', 'There is an invisible character here.')
      : say(`Karakter "${text}" tidak dikenal nft.`, `nft does not know the character "${text}".`);
  if (meant === null) return { expected: [], message };
  const mend = meant
    ? say(`Ganti dengan \`${meant}\`.`, `Replace it with \`${meant}\`.`)
    : say('Hapus karakter ini.', 'Delete this character.');
  return { expected: [], message, mend: { ...mend, replacement: meant } };
}

/** A word of nft's own, or a quoted word, where a name belongs. @param what kind of name, as in the grammar. */
export function noName(token: Token, what: string): Refusal {
  const { text } = token;
  if (token.kind === 'quoted') {
    return {
      expected: [what],
      message: say('Nama di sini ditulis tanpa tanda kutip.', 'A name is written without quotes here.'),
      mend: { ...say('Hapus tanda kutipnya.', 'Remove the quotes.'), replacement: text },
    };
  }
  return {
    expected: [what],
    message: say(
      `"${text}" adalah kata milik nft sendiri, jadi tidak bisa menjadi nama (${what}).`,
      `"${text}" is a word of nft itself, so it cannot be a name (${what}).`,
    ),
    mend: {
      ...say(`Pakai nama lain, misalnya "${text}_saya".`, `Use another name, for example "my_${text}".`),
      replacement: `${text}_saya`,
    },
  };
}

/** The end of the file or a closing brace right after a statement. */
export function noSeparator(token: Token): Refusal {
  const atEnd = token.kind === 'end';
  return {
    expected: ['newline', ';'],
    message: say(
      `Sebelum ${atEnd ? 'akhir berkas' : '"}"'} nft 1.0.6 meminta baris baru atau ";".`,
      `nft 1.0.6 wants a newline or ";" before ${describe(token).en}.`,
    ),
    mend: {
      ...say('Tambahkan ";" atau pindah ke baris baru.', 'Add ";" or start a new line.'),
      replacement: atEnd ? ';' : '; }',
    },
  };
}

function describe(token: Token): { id: string; en: string } {
  if (token.kind === 'end') return say('Akhir berkas', 'The end of the file');
  if (token.kind === 'newline') return say('Akhir baris', 'The end of the line');
  const text = token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
  return say(`"${text}"`, `"${text}"`);
}
