/**
 * What the language tells a person: one diagnostic per fault, with its place and, where we can guess it, the mend.
 * Models the error records of nft (`FILE:LINE:COL-COL: Error: …`, nft(8) ERROR REPORTING) and adds the words a
 * learner needs. Wording is ours, in Indonesian and English.
 */
import type { Span } from './ruleset.ts';

/** The same sentence in both languages of the site. */
export interface Bilingual {
  id: string;
  en: string;
}

export interface Mend extends Bilingual {
  /** Text that, put in the place of the span, probably mends the fault. */
  replacement?: string;
}

export interface Diagnostic {
  /**
   * error: nft 1.0.6 refuses the file for this; unsupported: nft may accept it but this engine does not know it;
   * warning: accepted, but probably not what was meant.
   */
  severity: 'error' | 'unsupported' | 'warning';
  span: Span;
  /** The text at the place, as written (an empty string at the end of the input). */
  token: string;
  /** Words or kinds of word that would have been legal here; empty when the fault is not one of syntax. */
  expected: string[];
  message: Bilingual;
  mend?: Mend;
  /**
   * `nft -c` accepts this, but the kernel refuses it when the file is really loaded (its checks at commit: nat
   * statements outside nat chains, reject in a wrong hook, jump loops).
   */
  atLoad?: true;
}

export function say(id: string, en: string): Bilingual {
  return { id, en };
}

/** More than this many diagnostics help nobody and cost time on hostile input. */
export const DIAGNOSTIC_LIMIT = 100;

/** Thrown at a fault and caught by the nearest list of statements, rules or commands. */
export class Fault extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message.en);
    this.diagnostic = diagnostic;
  }
}
