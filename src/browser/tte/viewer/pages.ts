/** A letter as paper: its pages one below the other. */
import { make } from '../dom.ts';
import { draw, openPages } from './open.ts';

/** More would be slow on a phone; the rest can be opened as a file. */
const MOST_PAGES = 20;

export async function pagesView(bytes: Uint8Array, password?: string): Promise<HTMLElement> {
  const opened = await openPages(bytes, password);
  try {
    const sheets: HTMLElement[] = [];
    for (let number = 1; number <= Math.min(opened.numPages, MOST_PAGES); number++) {
      const canvas = await draw(await opened.getPage(number));
      sheets.push(sheet(canvas, `Halaman ${number} dari ${opened.numPages}`));
    }
    return make('div', { class: 'sheets' }, ...sheets);
  } finally {
    await opened.loadingTask.destroy();
  }
}

/** A drawn page with its name for those who do not see it. */
export function sheet(canvas: HTMLCanvasElement, name: string): HTMLElement {
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', name);
  return make('div', { class: 'sheet' }, canvas);
}
