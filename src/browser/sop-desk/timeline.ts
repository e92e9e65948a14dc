/** Undo and redo: every state the draft was in, with quick typing in one field taken together. */
import type { Draft } from '../../sop/draft/draft.ts';

const MOST = 200;
/** Typing in one field within this time is one step back. */
const TOGETHER_MS = 1200;

export class Timeline {
  #past: Draft[] = [];
  #future: Draft[] = [];
  #now: Draft;
  #last = { field: '', at: 0 };

  constructor(draft: Draft) {
    this.#now = draft;
  }

  get draft(): Draft {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** @param field what is being typed in; an empty text for a change that stands alone. @param now milliseconds */
  change(draft: Draft, field: string, now: number): void {
    const together = field !== '' && field === this.#last.field && now - this.#last.at < TOGETHER_MS;
    if (!together) this.#past = [...this.#past.slice(1 - MOST), this.#now];
    this.#future = [];
    this.#now = draft;
    this.#last = { field, at: now };
  }

  undo(): boolean {
    return this.#step(this.#past, this.#future);
  }

  redo(): boolean {
    return this.#step(this.#future, this.#past);
  }

  #step(from: Draft[], to: Draft[]): boolean {
    const next = from.pop();
    if (!next) return false;
    to.push(this.#now);
    this.#now = next;
    this.#last = { field: '', at: 0 };
    return true;
  }
}
