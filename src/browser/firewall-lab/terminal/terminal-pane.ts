/** The terminal's place on the page: loads it when it is opened, mirrors what it says in plain HTML. */
import type { Policy } from '../../../../labs/firewall/policy/model.ts';
import type { Sample } from '../../../../labs/firewall/policy/samples.ts';
import { html, need } from '../../dom.ts';
import type { Desk } from './desk.ts';

export interface TerminalPaneOptions {
  policy: Policy;
  /** Files that lie on the gateway besides the editor's. */
  files: Readonly<Record<string, string>>;
  text(): string;
  onFile(text: string, replaced: boolean): void;
  onPacket(sample: Sample): void;
}

/** The plain copy keeps this many characters; older ones are on the screen's scroll back. */
const MOST_COPIED = 40_000;

export class TerminalPane {
  private readonly root: HTMLElement;
  private readonly options: TerminalPaneOptions;
  private desk: Desk | null = null;
  private loading = false;

  constructor(root: HTMLElement, options: TerminalPaneOptions) {
    this.root = root;
    this.options = options;
    const field = need<HTMLInputElement>(root, '.terminal-line input');
    need<HTMLFormElement>(root, '.terminal-line').addEventListener('submit', (event) => {
      event.preventDefault();
      this.desk?.enter(field.value);
      field.value = '';
    });
    need(root, '[data-action="muat-terminal"]').addEventListener('click', () => void this.open(true));
  }

  /** Called whenever its tab is chosen; loads once. */
  async open(byHand: boolean): Promise<void> {
    if (this.desk) {
      if (byHand) this.desk.focus();
      return;
    }
    if (this.loading) return;
    this.loading = true;
    this.root.dataset.state = 'memuat';
    const said = need(this.root, '[data-terminal-said]');
    said.textContent = 'Memuat terminal …';
    try {
      const { Desk } = await import('./desk.ts');
      this.root.dataset.state = 'siap';
      this.desk = new Desk({
        host: need(this.root, '.terminal-screen'),
        policy: this.options.policy,
        files: this.options.files,
        text: this.options.text(),
        onText: (text) => this.copy(text),
        onSaid: (sentence) => {
          said.textContent = sentence;
        },
        onFile: this.options.onFile,
        onPacket: this.options.onPacket,
      });
      said.textContent = 'Terminal siap. Ini simulasi. Ketik bantuan, atau pilih satu contoh.';
      this.showExamples(this.desk);
      if (byHand) this.desk.focus();
    } catch (error) {
      console.warn('Terminal tidak dapat dimuat.', error);
      this.root.dataset.state = 'gagal';
      said.textContent = 'Terminal tidak dapat dimuat. Aturan Anda tetap tersimpan. Coba muat lagi.';
    }
    this.loading = false;
  }

  /** The editor's text changed. */
  setText(text: string): void {
    this.desk?.setText(text);
  }

  dispose(): void {
    this.desk?.dispose();
  }

  private showExamples(desk: Desk): void {
    const buttons = desk.terminal.examples.map(({ command, tells }) => {
      const button = html('button', { type: 'button', title: tells }, command);
      button.addEventListener('click', () => desk.enter(command));
      return button;
    });
    need(this.root, '.terminal-examples').replaceChildren(html('span', {}, 'Coba:'), ...buttons);
  }

  private copy(text: string): void {
    const pre = need(this.root, '[data-terminal-text]');
    pre.textContent = `${pre.textContent ?? ''}${text}`.slice(-MOST_COPIED);
  }
}
