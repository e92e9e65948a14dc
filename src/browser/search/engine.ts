/**
 * Search over the Pagefind index. Each term of a query is looked up on its own, in all its spellings, and a page is
 * ranked by how many of the terms it answers and how well. The page and `npm run search` use this same code.
 */
import { queryTerms, spelling, type WordGroups } from './words.ts';

/** The part of Pagefind's browser module that is used. */
export interface Pagefind {
  options(options: { basePath?: string; baseUrl?: string; excerptLength?: number }): Promise<void>;
  search(term: string): Promise<{ results: PagefindHit[] }>;
}

interface PagefindHit {
  id: string;
  score: number;
  data(): Promise<{ url: string; excerpt: string; meta: Record<string, string> }>;
}

/** `/cari/kata.json`, made at build time from the glossary. */
export interface SearchWords {
  groups: WordGroups;
  known: string[];
}

export interface SearchResult {
  url: string;
  title: string;
  /** Kind of page, e.g. `SOP-07`. */
  kind: string;
  /** Text around the match; matches stand between `<mark>` and `</mark>`. */
  excerpt: string;
  score: number;
}

export interface SearchAnswer {
  results: SearchResult[];
  /** The query with its misspelt words mended, where that differs. */
  suggestion?: string;
}

const SHOWN = 20;
/** A procedure is what someone with a problem needs; lists that mention everything come later. */
const KIND_WEIGHT: [RegExp, number][] = [
  [/^SOP-/, 1.6],
  [/^(Lab|Alat|Darurat)/, 1.1],
  [/^(Istilah|Klausul|Peraturan)$/, 0.5],
];

export async function search(query: string, pagefind: Pagefind, words: SearchWords): Promise<SearchAnswer> {
  const terms = queryTerms(query, words.groups);
  const pages = new Map<string, { scores: number[]; best: PagefindHit; bestScore: number }>();
  for (const [place, spellings] of terms.entries()) {
    for (const [rank, word] of spellings.entries()) {
      const { results } = await pagefind.search(word.includes(' ') ? `"${word}"` : word);
      const trust = rank === 0 ? 1 : 0.8;
      for (const hit of results) {
        const score = hit.score * trust;
        const page = pages.get(hit.id) ?? { scores: [], best: hit, bestScore: 0 };
        page.scores[place] = Math.max(page.scores[place] ?? 0, score);
        if (score > page.bestScore) Object.assign(page, { best: hit, bestScore: score });
        pages.set(hit.id, page);
      }
    }
  }
  const ranked = [...pages.values()]
    .map(({ scores, best }) => ({ best, score: pageScore(scores, terms.length) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, SHOWN);
  const results = await Promise.all(ranked.map(({ best, score }) => toResult(best, score)));
  results.sort((a, b) => b.score - a.score);
  const suggestion = mend(query, words.known);
  return suggestion ? { results, suggestion } : { results };
}

/** Square roots keep one loud term from drowning the others; answering all terms counts most. */
function pageScore(scores: number[], terms: number): number {
  const answered = scores.filter((score) => score > 0);
  return answered.reduce((sum, score) => sum + Math.sqrt(score), 0) * (answered.length / terms) ** 2;
}

async function toResult(hit: PagefindHit, score: number): Promise<SearchResult> {
  const { url, excerpt, meta } = await hit.data();
  const kind = meta.jenis ?? 'Halaman';
  const weight = KIND_WEIGHT.find(([pattern]) => pattern.test(kind))?.[1] ?? 1;
  return { url, title: meta.title ?? url, kind, excerpt, score: score * weight };
}

function mend(query: string, known: string[]): string | undefined {
  const words = query.trim().toLowerCase().split(/\s+/);
  const mended = words.map((word) => spelling(word, known) ?? word);
  return mended.some((word, place) => word !== words[place]) ? mended.join(' ') : undefined;
}
