/**
 * Between a page and the device's store: what the store refuses is held here, for each learner apart, and written with
 * the next thing that fits. Nothing here throws; `storing` says whether everything has arrived.
 */
import type { LearningEvent } from '../../progress/event.ts';
import { merge } from '../../progress/history.ts';
import type { ProgressStore, StoredLearner } from './store.ts';

export class Keeper {
  /** False: the device refuses; what is held here is lost with the page unless it is saved to a file. */
  storing: boolean;
  readonly #store: ProgressStore | null;
  /** Not stored yet, by learner. */
  readonly #waiting = new Map<string, LearningEvent[]>();
  readonly #unsaved = new Map<string, StoredLearner>();
  /** One write after the other, so that what one of them leaves behind is known to the next. */
  #writing: Promise<void> = Promise.resolve();

  /** @param store null: the device has none. */
  constructor(store: ProgressStore | null) {
    this.#store = store;
    this.storing = store !== null;
  }

  /** Oldest first. @returns null when the store cannot say. */
  async learners(): Promise<StoredLearner[] | null> {
    const stored = this.#store ? await this.#store.learners().catch(() => null) : [];
    if (stored === null && this.#unsaved.size === 0) return null;
    const all = new Map((stored ?? []).map((learner) => [learner.id, learner]));
    for (const [id, learner] of this.#unsaved) all.set(id, learner);
    return [...all.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  }

  /** The oldest learner whose record is open to everybody, or the one that `make` gives. */
  async firstLearner(make: () => StoredLearner): Promise<StoredLearner> {
    const stored = await this.#store?.firstLearner(make).catch(() => null);
    if (stored) return stored;
    const learner = [...this.#unsaved.values()].find(({ pin }) => pin === null) ?? make();
    await this.saveLearner(learner);
    return learner;
  }

  async saveLearner(learner: StoredLearner): Promise<void> {
    this.#unsaved.set(learner.id, learner);
    await this.#write();
  }

  /** @returns false when the store would not let go of it. */
  async removeLearner(id: string): Promise<boolean> {
    this.#unsaved.delete(id);
    this.#waiting.delete(id);
    if (!this.#store) return true;
    return this.#store.removeLearner(id).then(
      () => true,
      () => false,
    );
  }

  /** @returns what is stored and what still waits; null when the store cannot say. */
  async events(id: string): Promise<LearningEvent[] | null> {
    const stored = this.#store ? await this.#store.events(id).catch(() => null) : [];
    const waiting = this.#waiting.get(id) ?? [];
    return stored === null && waiting.length === 0 ? null : merge(stored ?? [], waiting);
  }

  async add(id: string, events: readonly LearningEvent[]): Promise<void> {
    this.#waiting.set(id, merge(this.#waiting.get(id) ?? [], events));
    await this.#write();
  }

  #write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    const store = this.#store;
    if (!store) return;
    try {
      for (const [id, learner] of [...this.#unsaved]) {
        await store.saveLearner(learner);
        if (this.#unsaved.get(id) === learner) this.#unsaved.delete(id);
      }
      for (const [id, events] of [...this.#waiting]) {
        await store.add(id, events);
        this.#forget(id, events);
      }
      this.storing = true;
    } catch {
      // Full disk, or the database was closed under us.
      this.storing = false;
    }
  }

  /** Only what was written: more may have come meanwhile. */
  #forget(id: string, written: readonly LearningEvent[]): void {
    const known = new Set(written.map((event) => event.id));
    const left = (this.#waiting.get(id) ?? []).filter((event) => !known.has(event.id));
    if (left.length === 0) this.#waiting.delete(id);
    else this.#waiting.set(id, left);
  }
}
