/** Makes the documents of an exercise from its recipe, the agency's own words, a date and a random source. */
import { makeAuthority } from './authority.ts';
import { layOut } from './letter.ts';
import { type Agency, speaker, toLetter } from './letter-words.ts';
import type { Draft } from './pdf-draft.ts';
import type { Random } from './random.ts';
import type { Clue, Decision, ExpectedVerdict, LetterRecipe, Reason, Recipe } from './recipe.ts';
import { signLetter, unsignedLetter } from './sign-letter.ts';
import { treat } from './treat-letter.ts';

export interface ExerciseDocument {
  /** File name, as `undangan-rapat.pdf`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The letter as its sender keeps it, where the received file no longer holds what was signed. */
  readonly original: Uint8Array | null;
  /** What the inbox shows; gives nothing away. */
  readonly title: string;
  readonly from: string;
  /** Which case of the lab this is. */
  readonly kind: string;
  readonly expected: {
    readonly verdict: ExpectedVerdict;
    readonly decision: Decision;
    readonly reason: Reason;
    readonly clue: Clue;
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
  const say = speaker(agency, signedAt);
  const documents = recipe.surat.map((letter) => {
    const issuer = letter.tandaTangan === 'tiruan' ? double : authority;
    const signed = start(letter, agency, signedAt, random, issuer);
    return {
      name: `${letter.id}.pdf`,
      bytes: treat(signed, letter, agency, signedAt).bytes,
      original: letter.timpa ? signed.bytes : null,
      title: say(letter.judul),
      from: say(letter.dari),
      kind: letter.kasus,
      expected: {
        verdict: letter.harapan,
        decision: letter.keputusan,
        reason: letter.alasan,
        clue: letter.penentu,
        why: say(letter.sebab),
      },
    };
  });
  return { title: recipe.judul, anchor: authority.root.certificate.raw, documents };
}

/** The letter before anybody tampered with it. */
function start(
  recipe: LetterRecipe,
  agency: Agency,
  at: Date,
  random: Random,
  issuer: Parameters<typeof signLetter>[4],
): Draft {
  const page = layOut(toLetter(recipe, agency, at), recipe.bayangan?.dari);
  const bare = recipe.olahan !== null || recipe.tandaTangan === 'gambar' || recipe.tandaTangan === 'tanpa';
  return bare
    ? unsignedLetter(page, recipe, agency, at, random)
    : signLetter(page, recipe, agency, at, issuer, random);
}
