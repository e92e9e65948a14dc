/** The list of findings: the same words as under the lines of the editor, reachable for everyone. */

import { html, icon, need } from '../dom.ts';
import type { Mark, Tone } from '../editor/editor.ts';

const ICONS: Readonly<Record<Tone, string>> = {
  error: 'octagon-x',
  unsupported: 'circle-dashed',
  breach: 'circle-alert',
  advice: 'triangle-alert',
};

export class FindingsView {
  private readonly panel: HTMLElement;
  private readonly counts: HTMLElement;
  private readonly inTab: HTMLElement;
  private readonly onLine: (line: number) => void;
  private readonly onMend: (mark: Mark) => void;
  /** What the list says now, so that an answer that changes nothing leaves its buttons alone. */
  private shown = '';

  constructor(root: HTMLElement, onLine: (line: number) => void, onMend: (mark: Mark) => void) {
    this.panel = need(root, '#panel-temuan');
    this.counts = need(root, '.counts');
    this.inTab = need(root, '[data-finding-count]');
    this.onLine = onLine;
    this.onMend = onMend;
  }

  show(marks: readonly Mark[]): void {
    const shown = JSON.stringify(marks);
    if (shown === this.shown) return;
    this.shown = shown;
    const wrong = marks.filter((mark) => mark.tone !== 'advice').length;
    const advice = marks.length - wrong;
    this.inTab.textContent = marks.length === 0 ? '' : `(${marks.length})`;
    this.counts.hidden = marks.length === 0;
    this.counts.replaceChildren(
      ...(wrong > 0 ? [icon('octagon-x'), `${wrong} `] : []),
      ...(advice > 0 ? [icon('triangle-alert'), `${advice} `] : []),
      html('span', { class: 'visually-hidden' }, `${wrong} kesalahan, ${advice} peringatan`),
    );
    if (marks.length === 0) {
      this.panel.replaceChildren(html('p', { class: 'empty' }, 'Tidak ada temuan pada aturan ini.'));
      return;
    }
    this.panel.replaceChildren(html('ul', { class: 'findings' }, ...marks.map((mark) => this.item(mark))));
  }

  private item(mark: Mark): HTMLLIElement {
    const line = html('button', { type: 'button', class: 'line-link' }, `Baris ${mark.line}`);
    line.addEventListener('click', () => this.onLine(mark.line));
    return html(
      'li',
      { class: `is-${mark.tone}` },
      icon(ICONS[mark.tone]),
      html('p', {}, line, ' ', html('b', {}, mark.title), ` ${mark.text} `, mendButton(mark, this.onMend)),
    );
  }
}

/** A blank or nothing would not be seen between quotation marks. */
function mendWords(replacement: string): string {
  if (replacement === '') return 'Hapus tanda ini';
  if (replacement === '"') return 'Ganti dengan tanda kutip biasa';
  return replacement === ' ' ? 'Ganti dengan spasi' : `Ganti dengan "${replacement}"`;
}

function mendButton(mark: Mark, onMend: (mark: Mark) => void): HTMLButtonElement | null {
  if (mark.replacement === undefined) return null;
  const button = html('button', { type: 'button', class: 'line-link' }, mendWords(mark.replacement));
  button.addEventListener('click', () => onMend(mark));
  return button;
}
