/**
 * Saves a draft by itself. The first change after a save starts a short clock and further typing does not push it back:
 * however long someone types without a pause, what is not yet stored is never older than the clock and one write.
 */
import type { Draft } from '../../sop/draft/draft.ts';
import { Conflict, type Shelf, type Stored } from './shelf.ts';

/** From the first unsaved change to the write. */
export const CLOCK_MS = 400;
/** A version is put aside when the last one is this old and something has changed. */
const VERSION_MS = 5 * 60_000;

export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'waiting' }
  /** Only in the memory of this tab: the browser gives no store. */
  | { kind: 'memory' }
  | { kind: 'failed'; reason: string }
  /** Another tab has saved since; nothing was written. */
  | { kind: 'conflict'; stored: Stored | undefined };

export class Autosave {
  readonly #shelf: Shelf;
  readonly #tell: (state: SaveState) => void;
  readonly #saved: (stored: Stored) => void;
  #id: string;
  #revision: number;
  #waiting: Draft | undefined;
  #clock: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();
  #lastVersion = 0;

  /** @param saved told after every write, so that other tabs can be told */
  constructor(
    shelf: Shelf,
    place: { id: string; revision: number },
    tell: (state: SaveState) => void,
    saved: (stored: Stored) => void = () => {},
  ) {
    this.#shelf = shelf;
    this.#id = place.id;
    this.#revision = place.revision;
    this.#tell = tell;
    this.#saved = saved;
  }

  get id(): string {
    return this.#id;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Is there a change that is not stored yet? */
  get dirty(): boolean {
    return this.#waiting !== undefined;
  }

  change(draft: Draft): void {
    this.#waiting = draft;
    this.#tell({ kind: 'waiting' });
    this.#clock ??= setTimeout(() => void this.flush(), CLOCK_MS);
  }

  /** Goes on from what another tab has stored. */
  adopt(stored: Stored): void {
    this.#forget();
    this.#id = stored.id;
    this.#revision = stored.revision;
    this.#tell({ kind: 'saved', at: stored.savedAt });
  }

  /** Goes on as a draft of its own, leaving the stored one to the other tab. */
  branch(id: string): void {
    this.#id = id;
    this.#revision = 0;
  }

  /** Stops saving; what waits is dropped. */
  close(): void {
    this.#forget();
  }

  /** Writes what waits, now. One write at a time: a second one begins when the first has its revision. */
  flush(): Promise<void> {
    this.#work = this.#work.then(() => this.#write());
    return this.#work;
  }

  #forget(): void {
    clearTimeout(this.#clock);
    this.#clock = undefined;
    this.#waiting = undefined;
  }

  async #write(): Promise<void> {
    clearTimeout(this.#clock);
    this.#clock = undefined;
    const draft = this.#waiting;
    if (!draft) return;
    const now = Date.now();
    try {
      const stored = await this.#shelf.put(this.#id, draft, this.#revision, now);
      this.#revision = stored.revision;
      if (this.#waiting === draft) this.#waiting = undefined;
      else this.#clock ??= setTimeout(() => void this.flush(), CLOCK_MS);
      if (this.#waiting === undefined)
        this.#tell(this.#shelf.lasting ? { kind: 'saved', at: now } : { kind: 'memory' });
      this.#saved(stored);
      await this.#version(draft, now);
    } catch (error) {
      if (error instanceof Conflict) this.#tell({ kind: 'conflict', stored: error.stored });
      else this.#tell({ kind: 'failed', reason: (error as Error).message });
    }
  }

  async #version(draft: Draft, now: number): Promise<void> {
    if (now - this.#lastVersion < VERSION_MS) return;
    this.#lastVersion = now;
    await this.#shelf.keep({ draftId: this.#id, at: now, why: 'Otomatis', draft });
  }
}
