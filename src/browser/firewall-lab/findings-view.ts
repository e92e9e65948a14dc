/** The list of findings: the same words as under the lines of the editor, reachable for everyone. */
import type { Mark, Tone } from '../editor/editor.ts';
import { html, icon } from './dom.ts';

const ICONS: Readonly<Record<Tone, string>> = {
  error: 'octagon-x',
  unsupported: 'circle-dashed',
  breach: 'circle-alert',
  advice: 'triangle-alert',
};

export function showFindings(
  panel: HTMLElement,
  counts: HTMLElement,
  inTab: HTMLElement,
  marks: readonly Mark[],
  onLine: (line: number) => void,
  onMend: (mark: Mark) => void,
): void {
  const wrong = marks.filter((mark) => mark.tone !== 'advice').length;
  const advice = marks.length - wrong;
  inTab.textContent = marks.length === 0 ? '' : `(${marks.length})`;
  counts.hidden = marks.length === 0;
  counts.replaceChildren(
    ...(wrong > 0 ? [icon('octagon-x'), `${wrong} `] : []),
    ...(advice > 0 ? [icon('triangle-alert'), `${advice} `] : []),
    html('span', { class: 'visually-hidden' }, `${wrong} kesalahan, ${advice} peringatan`),
  );
  if (marks.length === 0) {
    panel.replaceChildren(html('p', { class: 'empty' }, 'Tidak ada temuan pada aturan ini.'));
    return;
  }
  panel.replaceChildren(
    html(
      'ul',
      { class: 'findings' },
      ...marks.map((mark) => {
        const line = html('button', { type: 'button', class: 'line-link' }, `Baris ${mark.line}`);
        line.addEventListener('click', () => onLine(mark.line));
        return html(
          'li',
          { class: `is-${mark.tone}` },
          icon(ICONS[mark.tone]),
          html('p', {}, line, ' ', html('b', {}, mark.title), ` ${mark.text} `, mendButton(mark, onMend)),
        );
      }),
    ),
  );
}

function mendButton(mark: Mark, onMend: (mark: Mark) => void): HTMLButtonElement | null {
  if (mark.replacement === undefined) return null;
  const button = html('button', { type: 'button', class: 'line-link' }, `Ganti dengan "${mark.replacement}"`);
  button.addEventListener('click', () => onMend(mark));
  return button;
}
