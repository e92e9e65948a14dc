/** Other pages a form may start from (`?dari=…`), each read from what that page keeps on this device. */
import { factsOfLog } from '../../emergency/log.ts';
import type { Facts } from '../../forms/facts.ts';
import { factsOfAnswers } from '../../notification/facts.ts';
import { factsOfRoster } from '../../roster/roster.ts';
import { factsOfCheck } from '../../selfcheck/check.ts';
import { loadLog } from '../emergency/store.ts';
import { loadState } from '../notification/state.ts';
import { loadClass } from '../progress/class-store.ts';
import { loadRoster } from '../roster/store.ts';
import { loadCheck } from '../selfcheck/store.ts';

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
  darurat: {
    name: 'catatan darurat',
    facts: () => {
      const log = loadLog();
      return log && factsOfLog(log);
    },
  },
  'periksa-diri': {
    name: 'Periksa diri',
    facts: () => {
      const check = loadCheck();
      return check && factsOfCheck(check);
    },
  },
  kelas: { name: 'Kumpulan kelas', facts: loadClass },
  siaga: {
    name: 'Siaga dan pengganti',
    facts: () => {
      const roster = loadRoster();
      return roster && factsOfRoster(roster);
    },
  },
};

/** @param query the page's query. @returns what the other page knows, if it is named and knows anything. */
export function factsFrom(query: string): { name: string; facts: Facts } | undefined {
  const source = SOURCES[new URLSearchParams(query).get('dari') ?? ''];
  const facts = source?.facts();
  return source && facts ? { name: source.name, facts } : undefined;
}
