/**
 * Where drafts lie on this device. A draft carries a revision: whoever saves names the revision it was read at, and is
 * refused if another tab has saved since, so that two open tabs never overwrite each other.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Draft } from '../../sop/draft/draft.ts';
import { TooLate, timely } from '../timely.ts';

export interface Stored {
  id: string;
  draft: Draft;
  /** Counts up with every save. */
  revision: number;
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** A state of a draft that was put aside. */
export interface Version {
  draftId: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Why it was kept, in Indonesian. */
  why: string;
  draft: Draft;
}

/** The stored draft has another revision than the one the writer knows. */
export class Conflict extends Error {
  readonly stored: Stored | undefined;
  constructor(stored: Stored | undefined) {
    super('draft was saved elsewhere');
    this.stored = stored;
  }
}

export interface Shelf {
  /** Does what is put here outlive the tab? */
  readonly lasting: boolean;
  /** Newest first. */
  list(): Promise<Stored[]>;
  get(id: string): Promise<Stored | undefined>;
  /** @param base revision the draft was read at, 0 for a new one. @throws Conflict; Error when the device refuses */
  put(id: string, draft: Draft, base: number, now: number): Promise<Stored>;
  remove(id: string): Promise<void>;
  /** Newest first. */
  versions(id: string): Promise<Version[]>;
  keep(version: Version): Promise<void>;
}

/** Versions kept of one draft; the oldest go first. */
export const VERSIONS = 40;

interface Schema extends DBSchema {
  draf: { key: string; value: Stored };
  versi: { key: number; value: Version; indexes: { draf: string } };
}

class DatabaseShelf implements Shelf {
  readonly lasting = true;
  readonly #database: IDBPDatabase<Schema>;

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  async list(): Promise<Stored[]> {
    return newestFirst(await this.#database.getAll('draf'));
  }

  get(id: string): Promise<Stored | undefined> {
    return this.#database.get('draf', id);
  }

  async put(id: string, draft: Draft, base: number, now: number): Promise<Stored> {
    // Strict: written to the disk before it counts as saved, for the power may go as well as the tab.
    const work = this.#database.transaction('draf', 'readwrite', { durability: 'strict' });
    const there = await work.store.get(id);
    if ((there?.revision ?? 0) !== base) {
      await work.done;
      throw new Conflict(there);
    }
    const stored = { id, draft, revision: base + 1, savedAt: now };
    await work.store.put(stored);
    await work.done;
    return stored;
  }

  async remove(id: string): Promise<void> {
    const work = this.#database.transaction(['draf', 'versi'], 'readwrite');
    await work.objectStore('draf').delete(id);
    for (const key of await work.objectStore('versi').index('draf').getAllKeys(id))
      await work.objectStore('versi').delete(key);
    await work.done;
  }

  async versions(id: string): Promise<Version[]> {
    return (await this.#database.getAllFromIndex('versi', 'draf', id)).reverse();
  }

  async keep(version: Version): Promise<void> {
    const work = this.#database.transaction('versi', 'readwrite');
    await work.store.add(version);
    const keys = await work.store.index('draf').getAllKeys(version.draftId);
    for (const key of keys.slice(0, Math.max(0, keys.length - VERSIONS))) await work.store.delete(key);
    await work.done;
  }
}

/** The few calls of `localStorage` that are needed, so that a plain map can stand in. */
export type PlainStore = Pick<Storage, 'getItem' | 'setItem'>;

const PLAIN_KEY = 'sigap:penyusun-sop';

/** For browsers that give no database: one text in `localStorage`, or only in the memory of this tab. */
export class PlainShelf implements Shelf {
  readonly lasting: boolean;
  readonly #store: PlainStore;

  constructor(store: PlainStore, lasting: boolean) {
    this.#store = store;
    this.lasting = lasting;
  }

  #read(): { drafts: Stored[]; versions: Version[] } {
    const text = this.#store.getItem(PLAIN_KEY);
    return text ? JSON.parse(text) : { drafts: [], versions: [] };
  }

  #write(change: (all: { drafts: Stored[]; versions: Version[] }) => void): void {
    const all = this.#read();
    change(all);
    this.#store.setItem(PLAIN_KEY, JSON.stringify(all));
  }

  async list(): Promise<Stored[]> {
    return newestFirst(this.#read().drafts);
  }

  async get(id: string): Promise<Stored | undefined> {
    return this.#read().drafts.find((each) => each.id === id);
  }

  async put(id: string, draft: Draft, base: number, now: number): Promise<Stored> {
    const there = await this.get(id);
    if ((there?.revision ?? 0) !== base) throw new Conflict(there);
    const stored = { id, draft, revision: base + 1, savedAt: now };
    this.#write((all) => {
      all.drafts = [...all.drafts.filter((each) => each.id !== id), stored];
    });
    return stored;
  }

  async remove(id: string): Promise<void> {
    this.#write((all) => {
      all.drafts = all.drafts.filter((each) => each.id !== id);
      all.versions = all.versions.filter(({ draftId }) => draftId !== id);
    });
  }

  async versions(id: string): Promise<Version[]> {
    return this.#read()
      .versions.filter(({ draftId }) => draftId === id)
      .reverse();
  }

  /** Room is scarce here: a quarter of the versions a database keeps. */
  async keep(version: Version): Promise<void> {
    this.#write((all) => {
      const own = all.versions.filter(({ draftId }) => draftId === version.draftId);
      const rest = all.versions.filter(({ draftId }) => draftId !== version.draftId);
      all.versions = [...rest, ...own.slice(1 - VERSIONS / 4), version];
    });
  }
}

/** The best shelf this browser gives: a database, else `localStorage`, else the memory of the tab. */
export async function openShelf(): Promise<Shelf> {
  try {
    const opening = openDB<Schema>('sigap-penyusun-sop', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('draf', { keyPath: 'id' });
        fresh.createObjectStore('versi', { autoIncrement: true }).createIndex('draf', 'draftId');
      },
    });
    return new DatabaseShelf(await timely(opening));
  } catch (error) {
    // A database that answers next time again must not share its drafts out over two places.
    return error instanceof TooLate ? memoryShelf() : plainShelf();
  }
}

function plainShelf(): Shelf {
  try {
    localStorage.setItem('sigap:coba', '1');
    localStorage.removeItem('sigap:coba');
    return new PlainShelf(localStorage, true);
  } catch {
    return memoryShelf();
  }
}

function memoryShelf(): Shelf {
  const memory = new Map<string, string>();
  const store = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
  };
  return new PlainShelf(store, false);
}

function newestFirst(drafts: readonly Stored[]): Stored[] {
  return [...drafts].sort((a, b) => b.savedAt - a.savedAt);
}
