/**
 * "Did you mean …?": the nearest legal word by edit distance (Damerau-Levenshtein, adjacent swaps count one).
 * nft does the same for variables, tables, chains and sets (src/misspell.c); we also do it for keywords.
 */

/** Edits between two short words; returns `limit + 1` as soon as the answer must be larger. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** The nearest of `words`, or null when nothing is near enough for a word of that length. */
export function nearest(word: string, words: Iterable<string>): string | null {
  if (word.length < 2 || word.length > 40) return null;
  let limit = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
  let found: string | null = null;
  const lower = word.toLowerCase();
  for (const candidate of words) {
    if (candidate === word) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), limit);
    if (distance > limit || (found !== null && distance === limit)) continue;
    if (distance >= candidate.length) continue;
    found = candidate;
    limit = distance;
    if (distance === 0) break;
  }
  return found;
}
