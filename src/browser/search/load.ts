/** Fetches the search index and the word list; nothing of it is loaded before someone searches. */
import { type Pagefind, type SearchAnswer, type SearchWords, search } from './engine.ts';

export async function openSearch(): Promise<(query: string) => Promise<SearchAnswer>> {
  // A path the bundler must not resolve: the index is made after the pages are.
  const module = '/pagefind/pagefind.js';
  const [pagefind, words] = await Promise.all([
    import(/* @vite-ignore */ module) as Promise<Pagefind>,
    fetch('/cari/kata.json').then((response) => response.json() as Promise<SearchWords>),
  ]);
  await pagefind.options({ excerptLength: 22 });
  return (query) => search(query, pagefind, words);
}
