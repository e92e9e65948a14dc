import type { Finding } from '../model.ts';
import { limit } from '../syntax/effort.ts';

/**
 * What a change would have to be allowed by. `always`: validation data, document timestamps, housekeeping
 * (ISO 32000-2, 12.8.2.2: not a change in the sense of DocMDP). `forms`: signing. `filling`: filling in.
 * `placing`: putting a new visible signature on a page, which a certification for forms does not offer: its
 * look could cover what was certified. `annotations`: comments. `never`: nothing allows it. `unknown`: this engine cannot tell.
 */
export type Needs = 'always' | 'forms' | 'filling' | 'placing' | 'annotations' | 'never' | 'unknown';

/** One thing a revision did, before it is held against the rights that were in force. */
export interface Change {
  readonly code: string;
  readonly needs: Needs;
  /** Plain Indonesian: what was done. */
  readonly text: string;
  /** Name of the form field whose value or look changed, so that locks can be asked. */
  readonly field?: string;
  readonly where?: Where;
}

/** The place of a change, as far as it is known. */
export type Where = Pick<Finding, 'object' | 'offset' | 'path' | 'page' | 'rect'>;

/** A revision that does more than this is not listed to its end. */
const MOST_CHANGES = 2000;

/** Collects the changes of one revision. */
export class Ledger {
  readonly changes: Change[] = [];

  add(needs: Needs, code: string, text: string, where: Where = {}, field?: string): void {
    if (this.changes.length >= MOST_CHANGES) throw limit(0, 'Terlalu banyak perubahan dalam satu revisi.');
    this.changes.push({ code, needs, text, where, ...(field !== undefined && { field }) });
  }

  /** Something no rule allows. */
  illegal(code: string, text: string, where: Where = {}): void {
    this.add('never', code, text, where);
  }
}
