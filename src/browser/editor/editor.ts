/** The small interface behind which a rule editor lives: Monaco on a wide screen, a `<textarea>` everywhere else. */

import type { Reading } from '../../../labs/firewall/reading/read-aloud.ts';
import type { Names } from '../../../labs/firewall/writing/complete.ts';

/** Tone of a mark: what the language refuses, what the engine does not know, what breaks the policy, advice. */
export type Tone = 'error' | 'unsupported' | 'breach' | 'advice';

/** Something said about a place in the text. Lines and columns count from 1; the end column is exclusive. */
export interface Mark {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  tone: Tone;
  /** A few words, shown bold. */
  title: string;
  /** One or two plain sentences. */
  text: string;
  /** Text that, put in the place of the mark, probably mends it. */
  replacement?: string;
}

export interface RuleEditor {
  readonly kind: 'monaco' | 'plain';
  getText(): string;
  /** Replaces everything; where the editor has an undo history, the change can be undone. */
  setText(text: string): void;
  /** Replaces all marks. */
  setMarks(marks: readonly Mark[]): void;
  /** Lines lit because the learner pressed their number elsewhere; the first is scrolled into view. */
  lightLines(lines: readonly number[]): void;
  focus(line?: number): void;
  dispose(): void;
}

/** What the editor may ask the page while someone writes. */
export interface Assistance {
  /** Names that the text may use. */
  names(text: string): Names;
  /** Each rule of the last readable text in plain words. */
  readings(): readonly Reading[];
}

export interface RuleEditorOptions {
  text: string;
  /** Accessible name. */
  label: string;
  /** Id of the element that tells how to leave the editor by keyboard. */
  describedBy: string;
  onChange(text: string): void;
  /** The cursor came to another line. */
  onLine(line: number): void;
  /** Ctrl+Enter. */
  onSubmit(): void;
  assistance: Assistance;
}
