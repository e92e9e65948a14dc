/**
 * The line being typed: what keys do to it, as readline does by default (cursor, words, history). Pure; the screen
 * draws it. Pasted text comes in one piece and may hold several lines.
 */

export type Typed =
  | { kind: 'line'; text: string }
  /** Ctrl+C. */
  | { kind: 'interrupt' }
  /** Ctrl+L. */
  | { kind: 'clear' }
  /** Tab. */
  | { kind: 'complete' };

type Edit = (line: LineEditor) => void;

/** What terminals send for keys that are no characters (ECMA-48, xterm's control sequences). */
const KEYS: Readonly<Record<string, Edit>> = {
  '\x1b[D': (line) => line.move(-1),
  '\x1b[C': (line) => line.move(1),
  '\x1b[A': (line) => line.recall(-1),
  '\x1b[B': (line) => line.recall(1),
  '\x1b[H': (line) => line.move(Number.NEGATIVE_INFINITY),
  '\x1b[F': (line) => line.move(Number.POSITIVE_INFINITY),
  '\x01': (line) => line.move(Number.NEGATIVE_INFINITY),
  '\x05': (line) => line.move(Number.POSITIVE_INFINITY),
  '\x02': (line) => line.move(-1),
  '\x06': (line) => line.move(1),
  '\x10': (line) => line.recall(-1),
  '\x0e': (line) => line.recall(1),
  '\x7f': (line) => line.erase(line.cursor - 1, line.cursor),
  '\b': (line) => line.erase(line.cursor - 1, line.cursor),
  '\x1b[3~': (line) => line.erase(line.cursor, line.cursor + 1),
  '\x0b': (line) => line.erase(line.cursor, line.text.length),
  '\x15': (line) => line.erase(0, line.cursor),
  '\x17': (line) => line.erase(line.wordStart(), line.cursor),
};
const SEQUENCES = Object.keys(KEYS).filter((key) => key.startsWith('\x1b'));

export class LineEditor {
  text = '';
  cursor = 0;
  private readonly history: readonly string[];
  /** Place in the history; its length stands for the line being written. */
  private at = 0;
  private draft = '';

  constructor(history: readonly string[]) {
    this.history = history;
    this.at = history.length;
  }

  /** Takes what was typed or pasted, up to the first thing to act on; `rest` is what came behind it. */
  feed(data: string): { typed: Typed | null; rest: string } {
    for (let i = 0; i < data.length; ) {
      const sequence = SEQUENCES.find((each) => data.startsWith(each, i)) ?? (data[i] as string);
      const rest = data.slice(i + sequence.length);
      i += sequence.length;
      const edit = KEYS[sequence];
      if (edit) edit(this);
      else if (sequence === '\r' || sequence === '\n') {
        const skip = sequence === '\r' && rest.startsWith('\n') ? 1 : 0;
        return { typed: { kind: 'line', text: this.text }, rest: rest.slice(skip) };
      } else if (sequence === '\x03') return { typed: { kind: 'interrupt' }, rest };
      else if (sequence === '\x0c') return { typed: { kind: 'clear' }, rest };
      // A tab inside pasted text is white space.
      else if (sequence === '\t' && rest === '' && i === 1) return { typed: { kind: 'complete' }, rest };
      else if (sequence === '\t') this.insert(' ');
      else if (sequence === '\x1b') break;
      else if (sequence >= ' ') this.insert(sequence);
    }
    return { typed: null, rest: '' };
  }

  /** A new line begins. */
  restart(): void {
    this.text = '';
    this.cursor = 0;
    this.draft = '';
    this.at = this.history.length;
  }

  insert(words: string): void {
    this.text = this.text.slice(0, this.cursor) + words + this.text.slice(this.cursor);
    this.cursor += words.length;
  }

  erase(from: number, to: number): void {
    if (from < 0) return;
    this.text = this.text.slice(0, from) + this.text.slice(to);
    this.cursor = from;
  }

  move(by: number): void {
    this.cursor = Math.min(Math.max(this.cursor + by, 0), this.text.length);
  }

  recall(by: -1 | 1): void {
    const next = this.at + by;
    if (next < 0 || next > this.history.length) return;
    if (this.at === this.history.length) this.draft = this.text;
    this.at = next;
    this.text = this.history[next] ?? this.draft;
    this.cursor = this.text.length;
  }

  wordStart(): number {
    return this.text.slice(0, this.cursor).trimEnd().lastIndexOf(' ') + 1;
  }
}
