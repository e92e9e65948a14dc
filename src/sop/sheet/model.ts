/**
 * A page of the official sheet as plain geometry, before any markup.
 * Unit: points (1/72 inch); origin at the paper's upper left corner; a text's `y` is its baseline.
 */
import type { Face } from './metrics.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Text extends Face {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  text: string;
  /** The ink's extent, for measuring. */
  box: Box;
  /** `label` is an answer beside an arrow and has a white ground; `letter` stands in a connector. */
  role: 'head' | 'cell' | 'label' | 'letter' | 'footer';
  /** Reads upwards. */
  turned?: boolean;
}

/** The five symbols of SOP-AP; the fourth is the arrow, which is drawn from `Arrow`. */
export type SymbolKind = 'kapsul' | 'kotak' | 'belah-ketupat' | 'segi-lima';

export interface Shape {
  kind: SymbolKind;
  box: Box;
  /** `step 4`, `in A`, `out A`: what arrows refer to. */
  id: string;
  letter?: string;
}

export interface Arrow {
  from: string;
  to: string;
  /** Corners from the symbol's edge to the arrow's tip; every piece is horizontal or vertical. */
  points: Point[];
  /** The arrow ends on another arrow to the same target. */
  joins: boolean;
}

export interface Page {
  kind: 'identity' | 'flow';
  no: number;
  of: number;
  paper: Paper;
  /** The printed form's outer frame; nothing but the footer lies outside. */
  form: Box;
  /** The PELAKSANA columns, the only place for symbols and arrows. */
  actors: Box | null;
  /** The repeated table head. */
  head: Box | null;
  /** Rules of the table, as pairs of points. */
  rules: [Point, Point][];
  texts: Text[];
  shapes: Shape[];
  arrows: Arrow[];
  /** Dashed frame that keeps the place of the region's arms. */
  arms: Box | null;
  /** One sentence for people who do not see the picture. */
  label: string;
  /** Step numbers on this page. */
  steps: number[];
}

export interface Paper {
  id: 'a4' | 'f4';
  name: string;
  /** Millimetres, as `@page` and the SVG's size want them. */
  widthMm: number;
  heightMm: number;
}

export const MM = 72 / 25.4;

/** A4 and F4 (folio) on their long side; F4 in Indonesia is 215 x 330 mm. */
export const PAPERS: Record<Paper['id'], Paper> = {
  a4: { id: 'a4', name: 'A4', widthMm: 297, heightMm: 210 },
  f4: { id: 'f4', name: 'F4', widthMm: 330, heightMm: 215 },
};

/** Printable area of a paper: 12 mm at the sides, 11 mm above, and room for the footer below. */
export function frameOf(paper: Paper): Box {
  return {
    x: 12 * MM,
    y: 11 * MM,
    w: (paper.widthMm - 24) * MM,
    h: (paper.heightMm - 11 - 15) * MM,
  };
}

/** Baseline of the footer, 9 mm above the paper's lower edge. */
export function footerLine(paper: Paper): number {
  return (paper.heightMm - 9) * MM;
}

/** What the sheet prints that the SOP's own file does not hold. */
export interface SheetInput {
  sop: import('../../schemas/sop.ts').Sop;
  /** Lines of the making unit, from the government down: `PEMERINTAH KOTA ...`, `DINAS ...`, `BIDANG ...`. */
  unit: string[];
  /** The legal grounds written out, in the order of `identitas.dasarHukum`. */
  dasarHukum: string[];
  /** Titles of the related SOPs. */
  keterkaitan: string[];
}
