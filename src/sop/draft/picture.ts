/** The official sheet of a draft, as far as it can be drawn. */

import { type Registers, sheetInputOf } from '../sheet/input.ts';
import { PAPERS, type Page, type Paper } from '../sheet/model.ts';
import { layOutSheet } from '../sheet/sheet.ts';
import { pageSvg } from '../sheet/svg.ts';
import type { Draft } from './draft.ts';

export interface Picture {
  pages: Page[];
  /** Why there are no pages, in Indonesian; empty when there are. */
  reason: string;
}

/** A row whose actor is not in the list is drawn in the first column; the linter names it. */
export function drawDraft({ sop }: Draft, registers: Registers, paper: Paper['id']): Picture {
  const [first] = sop.pelaksana;
  if (!first || sop.langkah.length === 0)
    return { pages: [], reason: 'Isi sekurangnya satu pelaksana dan satu langkah.' };
  const known = new Set(sop.pelaksana.map(({ id }) => id));
  const langkah = sop.langkah.map((step) =>
    known.has(step.pelaksana) ? step : { ...step, pelaksana: first.id },
  );
  try {
    const pages = layOutSheet(sheetInputOf({ ...sop, langkah }, registers), PAPERS[paper]);
    return { pages, reason: '' };
  } catch (error) {
    return { pages: [], reason: (error as Error).message };
  }
}

/** All flowchart pages below each other, as one file that any drawing program opens. */
export function flowchartSvg(pages: readonly Page[]): string {
  const flow = pages.filter(({ kind }) => kind === 'flow');
  const [first] = flow;
  if (!first) return '';
  const { widthMm, heightMm } = first.paper;
  const inner = flow.map((page, place) => pageSvg(page).replace('<svg ', `<svg y="${place * heightMm}mm" `));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthMm}mm" height="${heightMm * flow.length}mm">${inner.join('')}</svg>\n`;
}
