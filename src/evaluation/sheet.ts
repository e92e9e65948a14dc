/** A participant's evaluation of the Bimtek as a file without a name, and a class's sheets counted. Pure. */

export const LOWEST = 1;
export const HIGHEST = 5;

export interface EvaluationSheet {
  /** Random, so that one sheet given twice counts once. Says nothing about who wrote it. */
  id: string;
  /** Item to 1..5; items left out were not rated. */
  ratings: Record<string, number>;
  /** Open question to what was written. */
  words: Record<string, string>;
}

export interface RatedItem {
  id: string;
  text: string;
}

export interface RatingRow extends RatedItem {
  /** How many gave 1, 2, 3, 4 and 5. */
  counts: number[];
  raters: number;
  /** Null when nobody rated it. */
  mean: number | null;
}

const LONGEST = 1000;

/** One line of JSON. No time, no name, no device: only what was answered. */
export function writeSheet({ id, ratings, words }: EvaluationSheet): string {
  return `${JSON.stringify({ sigap: 'evaluasi', versi: 1, id, nilai: ratings, kata: words })}\n`;
}

/** @returns null when the text is no evaluation; ratings out of range are left out. */
export function readSheet(text: string): EvaluationSheet | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { sigap, id, nilai, kata } = value as Record<string, unknown>;
  if (sigap !== 'evaluasi' || typeof id !== 'string' || id === '') return null;
  return {
    id,
    ratings: Object.fromEntries(
      entriesOf(nilai).filter((pair): pair is [string, number] => isRating(pair[1])),
    ),
    words: Object.fromEntries(
      entriesOf(kata)
        .filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1].trim() !== '')
        .map(([item, words]) => [item, words.trim().slice(0, LONGEST)]),
    ),
  };
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const isRating = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= LOWEST && (value as number) <= HIGHEST;

/** Each sheet once, by its id. */
export function distinct(sheets: readonly EvaluationSheet[]): EvaluationSheet[] {
  return [...new Map(sheets.map((sheet) => [sheet.id, sheet])).values()];
}

export function ratingRows(sheets: readonly EvaluationSheet[], items: readonly RatedItem[]): RatingRow[] {
  return items.map(({ id, text }) => {
    const given = sheets.flatMap(({ ratings }) => ratings[id] ?? []);
    const counts = [1, 2, 3, 4, 5].map((rating) => given.filter((each) => each === rating).length);
    const sum = given.reduce((total, each) => total + each, 0);
    return { id, text, counts, raters: given.length, mean: given.length === 0 ? null : sum / given.length };
  });
}

/** What was written to one open question; sorted, so that the order of the files tells nothing. */
export function remarks(sheets: readonly EvaluationSheet[], question: string): string[] {
  return sheets.flatMap(({ words }) => words[question] ?? []).sort((a, b) => a.localeCompare(b, 'id'));
}
