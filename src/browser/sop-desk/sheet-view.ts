/** The official sheet beside the form, and its paper. */
import { PAPERS, type Paper } from '../../sop/sheet/model.ts';
import { fill, make } from '../tte/dom.ts';
import type { Answer } from './protocol.ts';

/** The size of the paper is a rule of the page, and the page serves both papers: the rule is set when one is chosen. */
const sizes = new CSSStyleSheet();

export function usePaper(id: Paper['id']): void {
  const { widthMm, heightMm } = PAPERS[id];
  sizes.replaceSync(`@page { size: ${widthMm}mm ${heightMm}mm; margin: 0; }`);
  if (!document.adoptedStyleSheets.includes(sizes))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sizes];
}

/** Shows the answer's pages. A sheet that cannot be drawn leaves the last one standing, marked as old. */
export function showSheet(tray: HTMLElement, note: HTMLElement, answer: Answer, paper: Paper['id']): void {
  tray.classList.toggle('lama', answer.drawings.length === 0 && tray.childElementCount > 0);
  if (answer.drawings.length === 0) {
    fill(note, [`Lembar menunggu. ${answer.reason}`]);
    return;
  }
  fill(note, [`${answer.drawings.length} halaman · ${answer.total} (jumlah waktu contoh)`]);
  fill(
    tray,
    answer.drawings.map((drawing, place) => {
      const page = make('section', {
        class: `lembar ${paper}`,
        'aria-label': `Halaman ${place + 1} dari ${answer.drawings.length}`,
      });
      // The drawing is made by `pageSvg`, which escapes every text.
      page.innerHTML = drawing;
      return page;
    }),
  );
}
