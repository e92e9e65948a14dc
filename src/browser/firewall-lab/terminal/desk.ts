/** The open terminal: typed lines go to the interpreter, its output to the screen and to plain text. */
import type { Policy } from '../../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../../labs/firewall/policy/samples.ts';
import { type Chunk, type Running, Terminal } from '../../../../labs/firewall/terminal/terminal.ts';
import { LineEditor } from './line-editor.ts';
import { openScreen, type Screen } from './xterm-screen.ts';

export interface DeskOptions {
  host: HTMLElement;
  policy: Policy;
  files: Readonly<Record<string, string>>;
  text: string;
  /** Everything that was printed, for those who do not use the screen. */
  onText(text: string): void;
  onSaid(sentence: string): void;
  onFile(text: string, replaced: boolean): void;
  onPacket(sample: Sample): void;
}

/** A learner waits at most this long for what takes seconds on the wire. */
const LONGEST_WAIT = 350;
const GREEN = '\x1b[32m';
const RED = '\x1b[31m';
const DIM = '\x1b[90m';
const PLAIN = '\x1b[0m';

export class Desk {
  readonly terminal: Terminal;
  private readonly screen: Screen;
  private readonly line: LineEditor;
  private readonly options: DeskOptions;
  private running: Running | null = null;
  private stopped = false;
  /** Typed while a command ran. */
  private ahead = '';
  /** Rows the drawn line takes above the cursor's. */
  private rowsAbove = 0;

  constructor(options: DeskOptions) {
    this.options = options;
    this.terminal = new Terminal({
      policy: options.policy,
      files: options.files,
      text: options.text,
      clock: () => performance.now(),
      random: Math.random,
    });
    this.line = new LineEditor(this.terminal.history);
    this.screen = openScreen(options.host, {
      label: 'Terminal latihan',
      onData: (data) => this.take(data),
      onResize: () => this.redraw(),
      tabLeaves: () => this.line.text.trim() === '' && this.running === null,
    });
    this.print(this.terminal.greeting);
    this.drawPrompt();
  }

  focus(): void {
    this.screen.focus();
  }

  /** The editor's text changed. */
  setText(text: string): void {
    this.terminal.setText(text);
  }

  /** Runs a line that was not typed here: an example, or the plain field of a phone. */
  enter(text: string): void {
    this.take(`\x15\x0b${text}\r`);
  }

  dispose(): void {
    this.stopped = true;
    this.screen.dispose();
  }

  private take(data: string): void {
    if (this.running !== null) {
      if (data.includes('\x03')) {
        this.stopped = true;
        this.ahead = '';
      } else this.ahead += data;
      return;
    }
    let rest = data;
    while (rest !== '' && this.running === null) {
      const { typed, rest: behind } = this.line.feed(rest);
      rest = behind;
      this.redraw();
      if (!typed) continue;
      if (typed.kind === 'complete') this.complete();
      else if (typed.kind === 'clear') this.wipe();
      else if (typed.kind === 'interrupt') this.abandon();
      else {
        this.ahead = rest;
        void this.run(typed.text);
        return;
      }
    }
  }

  private async run(text: string): Promise<void> {
    const { terminal, line, screen } = this;
    line.move(Number.POSITIVE_INFINITY);
    this.redraw();
    screen.write('\n');
    this.options.onText(`${terminal.prompt}${text}\n`);
    this.stopped = false;
    const running = terminal.run(text);
    this.running = running;
    for (let step = running.next(); !step.done; ) {
      await this.show(step.value);
      step = this.stopped ? running.return() : running.next();
      if (this.stopped) {
        this.print('^C\n');
        while (!step.done) {
          if (step.value.kind !== 'wait') await this.show(step.value);
          step = running.next();
        }
      }
    }
    this.running = null;
    line.restart();
    this.drawPrompt();
    const { ahead } = this;
    this.ahead = '';
    if (ahead !== '') this.take(ahead);
  }

  private async show(chunk: Chunk): Promise<void> {
    switch (chunk.kind) {
      case 'text':
        this.print(chunk.text);
        return;
      case 'wait': {
        // In small steps, so that Ctrl+C need not wait.
        const until = performance.now() + Math.min(chunk.milliseconds, LONGEST_WAIT);
        while (!this.stopped && performance.now() < until) {
          await new Promise((ready) => setTimeout(ready, 25));
        }
        return;
      }
      case 'file':
        this.options.onFile(chunk.text, chunk.replaced);
        return;
      case 'packet':
        this.options.onPacket(chunk.sample);
        return;
      case 'said':
        this.options.onSaid(chunk.sentence);
        return;
      case 'clear':
        this.screen.clear();
    }
  }

  /** Remarks are dim, faults light red; the words say the same without colour. */
  private print(text: string): void {
    this.options.onText(text);
    const coloured = wrapWords(text, this.screen.columns).replace(/^(#.*|.*\bError: .*|\^C)$/gm, (words) => {
      return `${words.startsWith('#') ? DIM : RED}${words}${PLAIN}`;
    });
    this.screen.write(coloured);
  }

  private drawPrompt(): void {
    this.rowsAbove = 0;
    this.draw();
  }

  private redraw(): void {
    if (this.running === null) this.draw();
  }

  /** Draws prompt and line anew, over as many rows as they take. */
  private draw(): void {
    const { screen, line, terminal } = this;
    const { prompt } = terminal;
    const up = this.rowsAbove > 0 ? `\x1b[${this.rowsAbove}A` : '';
    const columns = Math.max(screen.columns, 1);
    const end = prompt.length + line.text.length;
    const at = prompt.length + line.cursor;
    // A full last row keeps the cursor behind its last cell: a space brings the next row.
    const full = end % columns === 0 && end > 0 ? ' \r' : '';
    const back = Math.floor(end / columns) - Math.floor(at / columns);
    const place = `${back > 0 ? `\x1b[${back}A` : ''}\r${at % columns > 0 ? `\x1b[${at % columns}C` : ''}`;
    screen.write(`${up}\r\x1b[J${GREEN}${prompt}${PLAIN}${line.text}${full}${place}`);
    this.rowsAbove = Math.floor(at / columns);
  }

  private complete(): void {
    const { line, terminal } = this;
    const before = line.text.slice(0, line.cursor);
    const { from, options } = terminal.complete(before);
    const typed = before.slice(from);
    const shared = options.reduce((common, each) => {
      let same = 0;
      while (same < common.length && common[same] === each[same]) same++;
      return common.slice(0, same);
    }, options[0] ?? '');
    if (shared.length > typed.length)
      line.insert(shared.slice(typed.length) + (options.length === 1 ? ' ' : ''));
    else if (options.length > 1) {
      this.screen.write('\n');
      this.print(`${options.slice(0, 60).join('  ')}\n`);
      this.rowsAbove = 0;
    }
    if (options.length === 0) this.options.onSaid('Tidak ada yang dapat dilengkapi di sini.');
    this.redraw();
  }

  private wipe(): void {
    this.screen.clear();
    this.drawPrompt();
  }

  private abandon(): void {
    this.screen.write('^C\n');
    const ended = this.terminal.interrupt();
    if (ended !== '') this.print(ended);
    this.line.restart();
    this.drawPrompt();
  }
}

const TAB_WIDTH = 8;

/** Breaks long lines between words; xterm itself breaks them anywhere. */
export function wrapWords(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => {
      let width = 0;
      let out = '';
      for (const [word] of line.matchAll(/\s+|\S+/g)) {
        const size = word.startsWith('\t') ? word.length * TAB_WIDTH : word.length;
        if (width > 0 && width + size > columns && word.trim() !== '') {
          out = `${out.trimEnd()}\n`;
          width = 0;
        }
        out += word;
        width += size;
      }
      return out;
    })
    .join('\n');
}
