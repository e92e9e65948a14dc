/**
 * Where what is typed stays. A draft lasts 24 hours so that a killed tab loses nothing, and comes back only when asked;
 * `ingat` stays until it is cleared and fills the form by itself; `tidak` lives in this tab alone.
 */
import type { Values } from '../../forms/values.ts';

export type Keeping = 'draf' | 'ingat' | 'tidak';

export interface Draft {
  values: Values;
  keeping: Keeping;
  /** Instant of the last change, in milliseconds. */
  at: number;
}

const DAY_MS = 24 * 3_600_000;
const DRAFT = 'sigap:formulir:';
/** Answers that serve every form, e.g. the name of the office; only ever kept with `ingat`. */
const PROFILE = 'sigap:formulir-profil';

function read<T>(store: Storage, key: string): T | undefined {
  try {
    const text = store.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

function write(store: Storage, key: string, value: unknown): boolean {
  try {
    store.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function drop(store: Storage, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Nothing could be kept, so nothing has to go.
  }
}

/** What this tab held before a reload. */
export const loadTab = (slug: string): Draft | undefined => read<Draft>(sessionStorage, DRAFT + slug);

/** What an earlier tab left on the device; a draft older than a day is thrown away. */
export function loadDevice(slug: string, now: number): Draft | undefined {
  const draft = read<Draft>(localStorage, DRAFT + slug);
  if (draft && draft.keeping !== 'ingat' && now - draft.at > DAY_MS) {
    drop(localStorage, DRAFT + slug);
    return undefined;
  }
  return draft;
}

/** @returns whether it is kept as asked. */
export function save(slug: string, draft: Draft, profile: Values): boolean {
  const inTab = write(sessionStorage, DRAFT + slug, draft);
  if (draft.keeping === 'tidak') {
    drop(localStorage, DRAFT + slug);
    return inTab;
  }
  if (draft.keeping === 'ingat') write(localStorage, PROFILE, { ...loadProfile(), ...profile });
  return write(localStorage, DRAFT + slug, draft);
}

export const loadProfile = (): Values => read<Values>(localStorage, PROFILE) ?? {};

export function forget(slug: string): void {
  drop(sessionStorage, DRAFT + slug);
  drop(localStorage, DRAFT + slug);
}

/** Also the answers shared by all forms. */
export function forgetProfile(): void {
  drop(localStorage, PROFILE);
}
