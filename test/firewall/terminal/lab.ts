/** A terminal on level 1 for tests: what a learner types, what comes out. */
import { type Chunk, Terminal } from '../../../labs/firewall/terminal/terminal.ts';
import { firewallExercises } from '../../../src/firewall-exercises.ts';

export const LEVELS = firewallExercises();
const [first] = LEVELS;
if (!first) throw new Error('there are no levels');
export const LEVEL = first;

export interface Desk {
  terminal: Terminal;
  /** Runs lines one after the other; text of the last. */
  type(...lines: string[]): string;
  /** Everything the last line gave. */
  chunks: Chunk[];
  /** Text of the editor as the terminal left it. */
  file: string;
}

export function sit(text: string = LEVEL.start, policy = LEVEL.policy): Desk {
  const terminal = new Terminal({ policy, text, clock: () => 0, random: () => 0.3 });
  const desk: Desk = {
    terminal,
    chunks: [],
    file: text,
    type(...lines) {
      for (const line of lines) {
        desk.chunks = [...terminal.run(line)];
        for (const chunk of desk.chunks) if (chunk.kind === 'file') desk.file = chunk.text;
      }
      return textOf(desk.chunks);
    },
  };
  return desk;
}

export function textOf(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => (chunk.kind === 'text' ? chunk.text : '')).join('');
}

export function saidIn(chunks: readonly Chunk[]): string {
  return chunks.map((chunk) => (chunk.kind === 'said' ? chunk.sentence : '')).join('');
}
