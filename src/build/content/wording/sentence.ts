/**
 * Sentence length: a pupil of the upper primary classes reads up to about twenty words in one breath. Indonesian
 * readability studies lean on the same two figures as Fry's graph, words a sentence and syllables a word; the second is
 * set by the field's own terms, so only the first is held here.
 */
import { type Piece, plain } from './prose.ts';

export const MOST_WORDS = 20;

export interface LongSentence {
  piece: Piece;
  sentence: string;
  words: number;
}

/** Ends that are no ends: abbreviations, numbers and times. */
const ABBREVIATION = /\b(?:No|hlm|dll|dsb|dst|mis|Jl|Dr|Yth)\.$/;

export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let rest = '';
  for (const part of plain(text).split(/(?<=[.!?;:])\s+/)) {
    rest = rest === '' ? part : `${rest} ${part}`;
    if (ABBREVIATION.test(part)) continue;
    sentences.push(rest);
    rest = '';
  }
  return rest === '' ? sentences : [...sentences, rest];
}

export const wordsIn = (sentence: string): number =>
  sentence.split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;

/** @returns every sentence of more than `MOST_WORDS` words; a row of a table is read cell by cell. */
export function longSentences(pieces: readonly Piece[]): LongSentence[] {
  return pieces.flatMap((piece) =>
    (piece.text.startsWith('|') ? piece.text.split('|') : [piece.text])
      .flatMap(sentencesOf)
      .map((sentence) => ({ piece, sentence, words: wordsIn(sentence) }))
      .filter(({ words }) => words > MOST_WORDS),
  );
}
