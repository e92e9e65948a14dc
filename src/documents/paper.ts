/**
 * Paper and lengths of Office documents. F4 is the folio of Indonesian offices, 215 x 330 mm; no rule that was seen
 * prescribes one of the two, so a document says which it takes.
 */
import type { ISectionOptions } from 'docx';

export type Paper = 'A4' | 'F4';
export type Turn = 'tegak' | 'mendatar';

/** Width and height of the upright sheet, in millimetres. */
export const PAPER: Record<Paper, { width: number; height: number }> = {
  A4: { width: 210, height: 297 },
  F4: { width: 215, height: 330 },
};

/** Millimetres to twentieths of a point, the unit of WordprocessingML (ECMA-376 Part 1, 22.9.2.14). */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export interface Margins {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** @param margins in millimetres. @returns what a section of `docx` wants to know about its page. */
export function pageOf(
  paper: Paper,
  turn: Turn,
  margins: Margins,
): NonNullable<ISectionOptions['properties']> {
  const { width, height } = PAPER[paper];
  return {
    page: {
      // The library swaps the two sides itself when the page lies on its side.
      size: {
        width: twips(width),
        height: twips(height),
        orientation: turn === 'mendatar' ? 'landscape' : 'portrait',
      },
      margin: {
        top: twips(margins.top),
        right: twips(margins.right),
        bottom: twips(margins.bottom),
        left: twips(margins.left),
      },
    },
  };
}

/** Room between the margins, in millimetres. */
export function textWidth(paper: Paper, turn: Turn, margins: Margins): number {
  const { width, height } = PAPER[paper];
  return (turn === 'mendatar' ? height : width) - margins.left - margins.right;
}
