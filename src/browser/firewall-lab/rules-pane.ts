/** The pane with the rules: which editor is in it, what is put aside by reset and solution, what is saved. */
import { indent } from '../../../labs/firewall/writing/indent.ts';
import { need } from '../dom.ts';
import type { Assistance, Mark, RuleEditor } from '../editor/editor.ts';
import { createPlainEditor } from '../editor/plain.ts';
import { loadEditorChoice, saveEditorChoice } from './storage.ts';

export interface RulesPaneOptions {
  start: string;
  solution: string;
  text: string;
  aside: string[];
  showsSolution: boolean;
  onChange(): void;
  onLine(line: number): void;
  onSubmit(): void;
  assistance: Assistance;
}

const WIDE = '(min-width: 901px)';
const MOST_ASIDE = 12;

const linesOf = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

export class RulesPane {
  text: string;
  /** Texts put aside, newest last. */
  aside: string[];
  showsSolution: boolean;
  private editor: RuleEditor;
  private readonly root: HTMLElement;
  private readonly options: RulesPaneOptions;
  private readonly area: HTMLTextAreaElement;
  private readonly host: HTMLElement;
  private marks: readonly Mark[] = [];
  /** Where the cursor was last. */
  private line = 1;
  private readonly editorSwitch: HTMLButtonElement;
  private wanted: 'monaco' | 'plain' = 'plain';

  constructor(root: HTMLElement, options: RulesPaneOptions) {
    this.root = root;
    this.options = options;
    this.text = options.text;
    this.aside = options.aside;
    this.showsSolution = options.showsSolution;
    this.area = need<HTMLTextAreaElement>(root, 'textarea');
    this.host = need(root, '.rich-editor');
    this.editorSwitch = need<HTMLButtonElement>(root, '[data-action="ganti-editor"]');
    this.area.readOnly = false;
    this.editor = createPlainEditor(this.area, this.editorOptions());
    this.editorSwitch.hidden = false;
    this.editorSwitch.addEventListener('click', () => {
      this.wanted = this.wanted === 'monaco' ? 'plain' : 'monaco';
      saveEditorChoice(this.wanted);
      void this.useWanted(true);
    });
    this.drawSwitch();
    this.loadMonacoWhenOpened();
    this.wireAside();
    const printed = need(root, '[data-printed]');
    window.addEventListener('beforeprint', () => {
      printed.textContent = this.text;
    });
    need(root, '[data-action="rapikan"]').addEventListener('click', () => {
      const tidy = indent(this.text);
      if (tidy !== this.text) this.replace(tidy);
    });
    for (const button of root.querySelectorAll<HTMLElement>('[data-snippet]')) {
      button.addEventListener('click', () => this.insert(button.dataset.snippet ?? ''));
    }
  }

  /** A rule of the help list, on a line of its own below the line last visited. */
  private insert(rule: string): void {
    const lines = this.text.split('\n');
    const at = this.line;
    const indented = /^[ \t]*/.exec(lines[at - 1] ?? '')?.[0] ?? '';
    const step = /\{\s*$/.test(lines[at - 1] ?? '') ? '  ' : '';
    this.replace([...lines.slice(0, at), `${indented}${step}${rule}`, ...lines.slice(at)].join('\n'));
    this.focus(at + 1);
  }

  /**
   * Monaco is two thirds of a megabyte: it comes when a mouse enters the editor on a wide screen. Keyboards, screen
   * readers and fingers stay in the textarea until they ask for more.
   */
  private loadMonacoWhenOpened(): void {
    if (loadEditorChoice() === 'plain') return;
    const pane = need(this.root, '.editor');
    const open = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse' || !matchMedia(WIDE).matches) return;
      pane.removeEventListener('pointerenter', open);
      if (loadEditorChoice() === 'plain') return;
      this.wanted = 'monaco';
      void this.useWanted(false);
    };
    pane.addEventListener('pointerenter', open);
  }

  setMarks(marks: readonly Mark[]): void {
    this.marks = marks;
    this.editor.setMarks(marks);
  }

  /** Puts a mark's replacement in its place. */
  mend({ line, column, endLine, endColumn, replacement = '' }: Mark): void {
    const lines = this.text.split('\n');
    const offset = (at: number, col: number): number =>
      lines.slice(0, at - 1).reduce((sum, each) => sum + each.length + 1, 0) + col - 1;
    const before = this.text.slice(0, offset(line, column));
    this.replace(before + replacement + this.text.slice(offset(endLine, endColumn)));
    this.focus(line);
  }

  /** A text from elsewhere (the terminal). @param aside Keep what stood here, as it is another text altogether. */
  putText(text: string, aside: boolean): void {
    // A command that deletes cannot be undone in the plain editor.
    if (aside || linesOf(text) < linesOf(this.text)) this.putAside(text, false);
    else if (text !== this.text) this.replace(text);
  }

  lightLines(lines: readonly number[]): void {
    this.editor.lightLines(lines);
  }

  focus(line?: number): void {
    this.editor.focus(line);
  }

  private editorOptions() {
    return {
      text: this.text,
      label: 'Aturan nftables',
      describedBy: 'petunjuk-editor',
      onChange: (text: string) => this.changed(text),
      onLine: (line: number) => {
        this.line = line;
        this.options.onLine(line);
      },
      onSubmit: () => this.options.onSubmit(),
      assistance: this.options.assistance,
    };
  }

  private changed(text: string): void {
    if (text === this.text) return;
    this.text = text;
    // Typing on in the solution makes it the learner's own; what was put aside stays there.
    this.showsSolution = this.showsSolution && text === this.options.solution;
    this.drawAside();
    this.options.onChange();
  }

  private async useWanted(byHand: boolean): Promise<void> {
    this.drawSwitch();
    if (this.wanted === this.editor.kind) return;
    if (this.wanted === 'plain') {
      this.swap('plain');
      this.editor = createPlainEditor(this.area, this.editorOptions());
    } else {
      this.root.classList.add('is-loading');
      try {
        const { createMonacoEditor } = await import('../editor/monaco.ts');
        if (this.wanted !== 'monaco') return;
        const hadFocus = document.activeElement === this.area;
        this.swap('monaco');
        this.editor = createMonacoEditor(this.host, this.editorOptions());
        if (hadFocus) this.editor.focus();
      } catch (error) {
        // Offline or an old browser: the plain editor works everywhere.
        console.warn('Editor lengkap tidak dapat dimuat.', error);
        this.wanted = 'plain';
        this.drawSwitch();
        if (this.root.classList.contains('has-monaco')) {
          this.swap('plain');
          this.editor = createPlainEditor(this.area, this.editorOptions());
          this.editor.setMarks(this.marks);
        }
        return;
      } finally {
        this.root.classList.remove('is-loading');
      }
    }
    this.editor.setMarks(this.marks);
    if (byHand) this.editorSwitch.focus();
  }

  private swap(kind: RuleEditor['kind']): void {
    this.editor.dispose();
    this.root.classList.toggle('has-monaco', kind === 'monaco');
    this.host.hidden = kind !== 'monaco';
    need(this.root, '.plain-editor').hidden = kind === 'monaco';
  }

  private drawSwitch(): void {
    this.editorSwitch.textContent = this.wanted === 'plain' ? 'Editor lengkap' : 'Editor sederhana';
  }

  private replace(text: string): void {
    this.text = text;
    this.editor.setText(text);
    this.drawAside();
    this.options.onChange();
  }

  private wireAside(): void {
    const on = (action: string, run: () => void): void =>
      need<HTMLButtonElement>(this.root.ownerDocument, `[data-action="${action}"]`).addEventListener(
        'click',
        run,
      );
    const confirm = need(document, '.confirm-solution');
    on('ulang', () => this.putAside(this.options.start, false));
    on('jawaban', () => {
      confirm.hidden = false;
      need<HTMLButtonElement>(confirm, '[data-action="jawaban-ya"]').focus();
    });
    on('jawaban-batal', () => {
      confirm.hidden = true;
      need<HTMLButtonElement>(document, '[data-action="jawaban"]').focus();
    });
    on('jawaban-ya', () => {
      confirm.hidden = true;
      this.putAside(this.options.solution, true);
      need<HTMLButtonElement>(document, '[data-action="kembali"]').focus();
    });
    on('kembali', () => {
      const text = this.aside.pop() ?? this.options.start;
      // Last in the row: pressed again and again, the button goes round all that was ever put aside.
      if (!this.showsSolution) this.keep('last');
      this.showsSolution = false;
      this.replace(text);
      this.focus();
    });
    this.drawAside();
  }

  /** Puts the learner's own text aside before another takes its place. */
  private putAside(text: string, solution: boolean): void {
    if (!this.showsSolution && this.text !== text) this.keep();
    this.showsSolution = solution;
    this.replace(text);
  }

  private keep(place: 'next' | 'last' = 'next'): void {
    if (this.text === this.options.start) return;
    const others = this.aside.filter((text) => text !== this.text);
    const all = place === 'next' ? [...others, this.text] : [this.text, ...others];
    this.aside = all.slice(-MOST_ASIDE);
  }

  private drawAside(): void {
    const bar = need(this.root, '.aside-bar');
    bar.hidden = this.aside.length === 0 && !this.showsSolution;
    need(bar, '[data-aside-text]').textContent = this.showsSolution
      ? 'Anda sedang melihat contoh jawaban.'
      : 'Aturan yang Anda tulis sebelumnya masih disimpan.';
  }
}
