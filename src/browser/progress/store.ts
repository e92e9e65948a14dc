/**
 * Where progress lives: IndexedDB, one row an event. Rows are only ever added, so several tabs can write at once.
 * Version 1 has the stores `learners` (key `id`) and `events` (key `[learner, id]`, index `learner`).
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LearningEvent } from '../../progress/event.ts';
import type { StoredPin } from '../../progress/pin.ts';
import { timely } from '../timely.ts';

export interface StoredLearner {
  /** 32 hex digits. */
  id: string;
  /** Label in the list of a shared computer; may be empty. */
  name: string;
  pin: StoredPin | null;
  /** ISO 8601. */
  createdAt: string;
}

interface Schema extends DBSchema {
  learners: { key: string; value: StoredLearner };
  events: {
    key: [string, string];
    value: LearningEvent & { learner: string };
    indexes: { learner: string };
  };
}

export interface ProgressStore {
  learners(): Promise<StoredLearner[]>;
  /** Writes a learner, new or changed. */
  saveLearner(learner: StoredLearner): Promise<void>;
  /** The oldest learner without a PIN; `make` is used, in the same transaction, when there is none: two tabs never make two. */
  firstLearner(make: () => StoredLearner): Promise<StoredLearner>;
  removeLearner(id: string): Promise<void>;
  events(learner: string): Promise<LearningEvent[]>;
  /** Adds events; those that are there already stay as they are. All or none. */
  add(learner: string, events: readonly LearningEvent[]): Promise<void>;
  close(): void;
}

declare global {
  interface Window {
    /** Set before the page's scripts run where something else than the device keeps progress: an LMS. */
    sigapProgressStore?: ProgressStore;
  }
}

const NAME = 'sigap-kemajuan';

type Database = IDBPDatabase<Schema>;

/**
 * @param onOutdated a newer version of the site has, or wants, the stores in another shape.
 * @throws when the device does not let pages store anything (private mode, storage turned off) or never answers.
 */
export async function openStore(onOutdated: () => void = () => {}): Promise<ProgressStore> {
  let opened: Promise<Database> | null = null;
  const connect = (): Promise<Database> => {
    if (opened) return opened;
    const opening = openDB<Schema>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore('learners', { keyPath: 'id' });
        db.createObjectStore('events', { keyPath: ['learner', 'id'] }).createIndex('learner', 'learner');
      },
      // A newer version of the site wants to change the stores: let it, and say so on this page.
      blocking(_current, wanted, event) {
        (event.target as IDBDatabase).close();
        opened = null;
        if (wanted !== null) onOutdated();
      },
      terminated() {
        opened = null;
      },
    });
    opened = timely(opening).catch((error: unknown) => {
      opened = null;
      if (error instanceof DOMException && error.name === 'VersionError') onOutdated();
      throw error;
    });
    return opened;
  };
  await connect();
  return storeOver(
    // A browser may close the database under a page that sleeps: ask once more with a new connection.
    async (work) => {
      try {
        return await work(await connect());
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
        opened = null;
        return work(await connect());
      }
    },
    () => void opened?.then((database) => database.close()),
  );
}

const byAge = (a: StoredLearner, b: StoredLearner): number => a.createdAt.localeCompare(b.createdAt);

function storeOver(
  use: <T>(work: (database: Database) => Promise<T>) => Promise<T>,
  close: () => void,
): ProgressStore {
  return {
    learners: () => use(async (database) => (await database.getAll('learners')).sort(byAge)),
    saveLearner: (learner) =>
      use(async (database) => {
        await database.put('learners', learner);
      }),
    firstLearner: (make) =>
      use(async (database) => {
        const change = database.transaction('learners', 'readwrite');
        const first = (await change.store.getAll()).sort(byAge).find(({ pin }) => pin === null);
        const learner = first ?? make();
        if (!first) await change.store.put(learner);
        await change.done;
        return learner;
      }),
    removeLearner: (id) =>
      use(async (database) => {
        const change = database.transaction(['learners', 'events'], 'readwrite');
        await change.objectStore('learners').delete(id);
        for (const key of await change.objectStore('events').index('learner').getAllKeys(id)) {
          await change.objectStore('events').delete(key);
        }
        await change.done;
      }),
    events: (learner) =>
      use(async (database) =>
        (await database.getAllFromIndex('events', 'learner', learner)).map(
          ({ learner: _, ...event }) => event,
        ),
      ),
    add: (learner, events) =>
      use(async (database) => {
        const change = database.transaction('events', 'readwrite', { durability: 'strict' });
        await Promise.all([...events.map((event) => change.store.put({ ...event, learner })), change.done]);
      }),
    close,
  };
}
