/** What people type and what pages say are often different words; this widens a query without touching the index. */

/** Groups of words that mean the same; every member is lower case and may have several words. */
export type WordGroups = string[][];

/** Lower case, no accents, no punctuation, single spaces. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Splits a query into its terms, each with everything that means the same.
 * A group member of several words ("mati lampu") is one term; words of no meaning of their own are passed over.
 */
export function queryTerms(query: string, groups: WordGroups): string[][] {
  const words = normalise(query).split(' ').filter(Boolean);
  const terms: string[][] = [];
  let at = 0;
  while (at < words.length) {
    const { length, members } = longestMember(words, at, groups);
    const own = words.slice(at, at + length).join(' ');
    if (members.length > 0 || !EMPTY_WORDS.has(own)) terms.push([...new Set([own, ...members])]);
    at += length;
  }
  return terms.length > 0 ? terms : words.map((word) => [word]);
}

function longestMember(
  words: string[],
  at: number,
  groups: WordGroups,
): { length: number; members: string[] } {
  for (let length = Math.min(3, words.length - at); length >= 1; length -= 1) {
    const phrase = words.slice(at, at + length).join(' ');
    const members = groups.filter((group) => group.includes(phrase)).flat();
    if (members.length > 0) return { length, members };
  }
  return { length: 1, members: [] };
}

const EMPTY_WORDS = new Set(
  'apa yang di ke dari dan atau untuk dengan cara bagaimana gimana gmn ngapain harus siapa kapan kalau kalo jika saya kami itu ini ada tidak bisa'.split(
    ' ',
  ),
);

/** The known word nearest to a misspelt one, at most two letters away; undefined where the word is known or nothing is near. */
export function spelling(word: string, known: readonly string[]): string | undefined {
  if (word.length < 4 || known.includes(word)) return undefined;
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > 2) continue;
    const distance = editDistance(word, candidate);
    if (distance <= 2 && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

/** Levenshtein's distance with two rows. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + change));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
