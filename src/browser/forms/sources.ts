/** Other pages a form may start from (`?dari=…`), each read from what that page keeps on this device. */
import type { Facts } from '../../forms/facts.ts';
import { factsOfAnswers } from '../../notification/facts.ts';
import { loadState } from '../notification/state.ts';

interface Source {
  /** How the form names it. */
  name: string;
  facts(): Facts | undefined;
}

const SOURCES: Record<string, Source> = {
  'siapa-diberi-tahu': {
    name: 'Siapa diberi tahu',
    facts: () => {
      const state = loadState();
      return state && factsOfAnswers(state);
    },
  },
};

/** @param query the page's query. @returns what the other page knows, if it is named and knows anything. */
export function factsFrom(query: string): { name: string; facts: Facts } | undefined {
  const source = SOURCES[new URLSearchParams(query).get('dari') ?? ''];
  const facts = source?.facts();
  return source && facts ? { name: source.name, facts } : undefined;
}
