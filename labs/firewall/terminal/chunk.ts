/** What a command gives while it runs: the page shows it piece by piece, and may stop in between (Ctrl+C). */
import type { Sample } from '../policy/samples.ts';

export type Chunk =
  /** Text for the screen; lines end with \n. */
  | { kind: 'text'; text: string }
  /** Time passes on the network's clock. A page may wait less, never more. */
  | { kind: 'wait'; milliseconds: number }
  /** The file of the editor has another text now; `replaced` when all of it came from another file. */
  | { kind: 'file'; text: string; replaced: boolean }
  /** A first packet that was sent, for the map. */
  | { kind: 'packet'; sample: Sample }
  /** The outcome in one plain sentence, for the line below the screen. */
  | { kind: 'said'; sentence: string }
  /** Wipe the screen. */
  | { kind: 'clear' };

/** A command under way. Leaving it early (`return()`) runs its `finally`, which may still print a summary. */
export type Running = Generator<Chunk, void, undefined>;

export const text = (words: string): Chunk => ({ kind: 'text', text: words });
/** One line. */
export const line = (words: string): Chunk => text(`${words}\n`);
export const said = (sentence: string): Chunk => ({ kind: 'said', sentence });
