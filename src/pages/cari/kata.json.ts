/** The word list of the search: groups of equal words from the glossary and from `content/kata.yaml`. */

import { getCollection } from 'astro:content';
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { parse } from 'yaml';
import type { SearchWords } from '../../browser/search/engine.ts';
import { normalise } from '../../browser/search/words.ts';

export const GET: APIRoute = async () => {
  const terms = await getCollection('istilah');
  const sops = await getCollection('sop');
  const glossary = terms.map(({ data }) => [
    data.istilah.replace(/\(.*?\)/g, ''),
    data.singkatan ?? '',
    ...data.padanan,
  ]);
  const families: string[][] = parse(readFileSync('content/kata.yaml', 'utf8'));
  const groups = [...glossary, ...families]
    .map((group) => [...new Set(group.map(normalise).filter((word) => word.length > 1))])
    .filter((group) => group.length > 1);
  const titles = sops.flatMap(({ data }) => normalise(`${data.judul} ${data.ringkasan}`).split(' '));
  const known = [...new Set([...groups.flat().flatMap((word) => word.split(' ')), ...titles])].filter(
    (word) => word.length > 3,
  );
  const words: SearchWords = { groups, known: known.sort() };
  return new Response(JSON.stringify(words), { headers: { 'Content-Type': 'application/json' } });
};
