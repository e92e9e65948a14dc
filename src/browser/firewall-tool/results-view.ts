/** The results of a check below the button: what changed, the matrix, the test table, advice, and what was left out. */
import { html, need } from '../dom.ts';
import { adviceView } from './advice-view.ts';
import { compareView } from './compare-view.ts';
import type { Checked } from './inquiry.ts';
import { limits } from './limits.ts';
import { matrixView } from './matrix-view.ts';
import type { Matrix } from './protocol.ts';
import type { RulesBox } from './rules-box.ts';

export interface ResultsShown {
  before: RulesBox;
  after: RulesBox;
  onCell: (cell: Matrix['cells'][number], place: HTMLElement) => void;
}

/** @param root Holds the places of the results: `.matrix`, `.changes`, `.advices`, `.limits`. */
export function showResults(
  root: HTMLElement,
  { about, result }: Checked,
  { before, after, onCell }: ResultsShown,
): void {
  const { zones, ipv6 } = about;
  const now = about.after.length > 0 ? after : before;
  need(root, '.matrix').replaceChildren(
    ...matrixView({ matrix: result.matrix, before: result.matrixBefore, zones, onCell }),
  );
  need(root, '.change-step').hidden = result.comparison === null;
  if (result.comparison)
    need(root, '.changes').replaceChildren(
      ...compareView(result.comparison, {
        zones,
        onLine: (version, file, line) => (version === 'before' ? before : after).show(file, line),
      }),
    );
  const advice = adviceView(result.advice, now.several, (file, line) => now.show(file, line));
  const none = result.adviceLeftOut
    ? 'Aturan ini terlalu banyak untuk dicarikan saran di sini.'
    : 'Tidak ada temuan.';
  need(root, '.advices').replaceChildren(...(advice.length > 0 ? advice : [html('p', {}, none)]));
  need(root, '.limits ul').replaceChildren(
    ...limits({ zones, ipv6, result }).map((text) => html('li', {}, text)),
  );
}
