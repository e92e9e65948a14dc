/** One version of the rules on the page: its files, the text of the one shown, and what is wrong with it. */

import { html, icon, need } from '../dom.ts';
import type { Mark, RuleEditor } from '../editor/editor.ts';
import { createPlainEditor } from '../editor/plain.ts';
import { openedFile } from './opened-file.ts';
import type { Diagnostic, ReadVersion, SourceFile } from './protocol.ts';
import { lineOf } from './words.ts';

/** Longer texts are not painted: colours for each line would make typing slow. */
const LONGEST_PAINTED = 1500;
const PASTED = 'tempelan.nft';
const MOST_FAULTS = 8;
const DIALECTS = { nft: 'nftables', iptables: 'iptables-save' } as const;

export class RulesBox {
  private files: SourceFile[] = [];
  private shown = 0;
  private editor: RuleEditor | null = null;
  private faults: readonly Diagnostic[] = [];
  /** Why a file was not opened; said until something else is brought or typed. */
  private refused = '';
  private readonly root: HTMLElement;
  private readonly onChange: () => void;
  private readonly onSubmit: () => void;

  constructor(root: HTMLElement, onChange: () => void, onSubmit: () => void) {
    this.root = root;
    this.onChange = onChange;
    this.onSubmit = onSubmit;
    const input = need<HTMLInputElement>(root, 'input[type="file"]');
    input.addEventListener('change', () => {
      void this.take([...(input.files ?? [])]);
      input.value = '';
    });
    root.addEventListener('dragover', (event) => {
      event.preventDefault();
      root.classList.add('over');
    });
    root.addEventListener('dragleave', () => root.classList.remove('over'));
    root.addEventListener('drop', (event) => {
      event.preventDefault();
      root.classList.remove('over');
      void this.take([...(event.dataTransfer?.files ?? [])]);
    });
    const area = this.area;
    // In the capture phase, so that a long text loses its colours before they are drawn anew.
    root.addEventListener('input', ({ target }) => target === area && this.typed(area.value), true);
    area.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.onSubmit();
    });
  }

  /** Files with something in them. */
  get brought(): SourceFile[] {
    return this.files.filter(({ text }) => text.trim() !== '');
  }

  get several(): boolean {
    return this.files.length > 1;
  }

  set(files: readonly SourceFile[]): void {
    this.refused = '';
    this.files = files.map((file) => ({ ...file }));
    this.shown = 0;
    this.draw();
  }

  /** Files of the same name are replaced, the others join. */
  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.refused = '';
    let last = '';
    for (const file of files) {
      const opened = await openedFile(file);
      if ('refused' in opened) {
        this.refused = opened.refused;
        continue;
      }
      const { text } = opened;
      last = file.name;
      const known = this.files.findIndex(({ name }) => name === file.name);
      if (known >= 0) this.files[known] = { name: file.name, text };
      else this.files.push({ name: file.name, text });
    }
    if (last !== '') {
      this.files = this.files.filter(({ text, name }) => text.trim() !== '' || name !== PASTED);
      this.shown = Math.max(
        0,
        this.files.findIndex(({ name }) => name === last),
      );
      this.draw();
      this.onChange();
    }
    if (this.refused !== '') this.state('fault', this.refused);
  }

  /** What the reading said; kept until the next one. */
  tell(version: ReadVersion | null): void {
    this.faults = [...(version?.diagnostics ?? []), ...(version?.unknown ?? [])];
    const doubtful = version?.unknown.length ?? 0;
    const count = version?.diagnostics.filter(({ severity }) => severity !== 'warning').length ?? 0;
    const read = version?.dialect ? `${DIALECTS[version.dialect]}, ${version.rules} aturan` : '';
    if (count > 0) this.state('fault', `${count} hal belum terbaca${read ? ` (${read})` : ''}`);
    else if (read === '') this.state('empty', '');
    else
      this.state(
        'sound',
        `Terbaca: ${read}${doubtful > 0 ? `; ${doubtful} baris belum didukung, dihitung sebagai "mungkin cocok, mungkin tidak"` : ''}`,
      );
    if (this.refused !== '') this.state('fault', this.refused);
    this.drawFaults();
    this.mark();
  }

  /** Shows a line of a file and puts the cursor there. */
  show(file: string | undefined, line: number): void {
    const at = this.files.findIndex(({ name }) => name === file);
    if (at >= 0 && at !== this.shown) {
      this.shown = at;
      this.draw();
      this.mark();
    }
    const { area } = this;
    if (this.editor) {
      this.editor.lightLines([line]);
      this.editor.focus(line);
    } else {
      const start =
        area.value
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length + (line > 1 ? 1 : 0);
      area.focus();
      area.setSelectionRange(start, start);
    }
    this.root.scrollIntoView({ block: 'nearest' });
  }

  private state(kind: 'empty' | 'fault' | 'sound', text: string): void {
    this.root.dataset['state'] = kind;
    const drawing = kind === 'fault' ? 'octagon-x' : 'circle-check';
    need(this.root, '.box-state').replaceChildren(
      ...(text === '' ? [] : [icon(drawing), html('span', {}, text)]),
    );
  }

  private get area(): HTMLTextAreaElement {
    return need<HTMLTextAreaElement>(this.root, 'textarea');
  }

  private typed(text: string): void {
    this.refused = '';
    if (this.files.length === 0) {
      this.files.push({ name: PASTED, text });
      this.shown = 0;
      this.drawFiles();
    } else this.files[this.shown]!.text = text;
    if (this.editor && text.split('\n').length > LONGEST_PAINTED) this.undress();
    this.onChange();
  }

  private draw(): void {
    this.drawFiles();
    const text = this.files[this.shown]?.text ?? '';
    this.undress();
    this.area.value = text;
    if (text.split('\n').length <= LONGEST_PAINTED)
      this.editor = createPlainEditor(this.area, {
        text,
        label: '',
        describedBy: '',
        onChange: () => {},
        onLine: () => {},
        onSubmit: () => {},
      });
  }

  private undress(): void {
    this.editor?.dispose();
    this.editor = null;
  }

  private drawFiles(): void {
    need(this.root, '.box-files').replaceChildren(
      ...this.files.map(({ name }, i) => {
        const choose = html(
          'button',
          { type: 'button', class: 'file-tab', 'aria-pressed': String(i === this.shown) },
          name,
        );
        choose.addEventListener('click', () => {
          this.shown = i;
          this.draw();
          this.mark();
          this.area.focus();
        });
        const remove = html(
          'button',
          { type: 'button', class: 'file-remove', 'aria-label': `Lepas ${name}` },
          icon('x'),
        );
        remove.addEventListener('click', () => {
          this.refused = '';
          this.files.splice(i, 1);
          this.shown = Math.min(this.shown, Math.max(0, this.files.length - 1));
          this.draw();
          this.onChange();
          need(this.root, 'label.pick-file').focus();
        });
        return html('li', {}, choose, remove);
      }),
    );
  }

  private drawFaults(): void {
    const faults = this.faults.slice(0, MOST_FAULTS);
    const items = faults.map(({ severity, span, message, mend }) => {
      const to = html('button', { type: 'button', class: 'line-button' }, lineOf(span, this.several));
      to.addEventListener('click', () => this.show(span.file, span.line));
      const words = message.id.replaceAll('`', '"');
      const help = mend ? ` ${mend.id.replaceAll('`', '"')}` : '';
      return html('li', { 'data-severity': severity }, to, html('span', {}, `${words}${help}`));
    });
    if (this.faults.length > MOST_FAULTS)
      items.push(html('li', {}, html('span', {}, `Dan ${this.faults.length - MOST_FAULTS} lagi.`)));
    need(this.root, '.box-faults').replaceChildren(...items);
  }

  private mark(): void {
    const name = this.files[this.shown]?.name;
    const marks = this.faults
      .filter(({ span }) => span.file === name)
      .map(
        ({ span, severity, message }): Mark => ({
          line: span.line,
          column: span.column,
          endLine: span.endLine,
          endColumn: span.endColumn,
          tone: severity === 'warning' ? 'advice' : severity,
          title: '',
          text: message.id,
        }),
      );
    this.editor?.setMarks(marks);
  }
}
