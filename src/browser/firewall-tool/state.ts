/**
 * What was typed. It outlives a reload in this tab (session storage), and is kept on the device only when the reader
 * agrees (local storage). Storage may be closed; then it lasts as long as the page.
 */
import type { SourceFile, SurveyZone } from './protocol.ts';

export interface TestRow {
  id: string;
  /** Name of a zone, as shown: it outlives another guess of zones. */
  from: string;
  to: string;
  door: string;
  expected: 'accept' | 'drop';
}

export interface Typed {
  before: SourceFile[];
  after: SourceFile[];
  /** Null: as guessed. */
  zones: SurveyZone[] | null;
  /** Null: as the rules suggest. */
  ipv6: boolean | null;
  tests: TestRow[];
  question: string;
  ticket: string;
  device: string;
  note: string;
}

export const BLANK: Typed = {
  before: [],
  after: [],
  zones: null,
  ipv6: null,
  tests: [],
  question: '',
  ticket: '',
  device: '',
  note: '',
};

const KEY = 'sigap:uji-firewall';

export function loadTyped(): { typed: Typed; kept: boolean } {
  const kept = read(() => localStorage);
  const here = read(() => sessionStorage);
  return { typed: { ...BLANK, ...(here ?? kept ?? {}) }, kept: kept !== null };
}

/** @returns What became of it: kept here, kept on the device, or nowhere. */
export function saveTyped(typed: Typed, keep: boolean): 'tab' | 'device' | 'nowhere' {
  const text = JSON.stringify(typed);
  const here = write(() => sessionStorage, text);
  if (keep) return write(() => localStorage, text) ? 'device' : here ? 'tab' : 'nowhere';
  remove();
  return here ? 'tab' : 'nowhere';
}

function remove(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored there.
  }
}

function read(storage: () => Storage): Partial<Typed> | null {
  try {
    const text = storage().getItem(KEY);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const typed = value as Partial<Typed>;
    const files = (list: unknown): SourceFile[] =>
      Array.isArray(list)
        ? list.filter(
            (one): one is SourceFile => typeof one?.name === 'string' && typeof one?.text === 'string',
          )
        : [];
    return {
      ...typed,
      before: files(typed.before),
      after: files(typed.after),
      zones: Array.isArray(typed.zones) ? typed.zones : null,
      tests: Array.isArray(typed.tests) ? typed.tests : [],
    };
  } catch {
    return null;
  }
}

function write(storage: () => Storage, text: string): boolean {
  try {
    storage().setItem(KEY, text);
    return true;
  } catch {
    return false;
  }
}
