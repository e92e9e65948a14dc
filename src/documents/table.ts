/** Tables of an Office document, with widths in millimetres and the 0.75 pt rules of an official form. */
import {
  BorderStyle,
  type FileChild,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  type VerticalAlignTable,
  WidthType,
} from 'docx';
import { twips } from './paper.ts';

type CellChild = Paragraph | Table;

export interface CellSpec {
  children: CellChild[];
  span?: number;
  rows?: number;
  /** Column it starts in, from 0, where a cell of an earlier row reaches down beside it. */
  from?: number;
  vertical?: (typeof VerticalAlignTable)[keyof typeof VerticalAlignTable];
}

export interface TableSpec {
  /** Width of every column, in millimetres. */
  widths: readonly number[];
  /** Rows that repeat at the head of each page. */
  head?: readonly (readonly CellSpec[])[];
  rows: readonly (readonly CellSpec[])[];
  /** Ruled, or without any line: a table that only sets text side by side. */
  ruled: boolean;
  /** Left indent in millimetres. */
  indent?: number;
}

const RULE = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** @returns a table of fixed widths; rows never break over a page. */
export function table({ widths, head = [], rows, ruled, indent = 0 }: TableSpec): FileChild {
  const line = ruled ? RULE : NONE;
  const row = (cells: readonly CellSpec[], isHead: boolean) => {
    let column = 0;
    return new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map(({ children, span = 1, rows: rowSpan = 1, from, vertical }) => {
        column = from ?? column;
        const width = widths.slice(column, column + span).reduce((sum, part) => sum + part, 0);
        column += span;
        return new TableCell({
          children,
          columnSpan: span,
          rowSpan,
          width: { size: twips(width), type: WidthType.DXA },
          margins: ruled
            ? { top: twips(0.8), bottom: twips(0.8), left: twips(1.5), right: twips(1.5) }
            : { top: 0, bottom: 0, left: 0, right: twips(2) },
          ...(vertical && { verticalAlign: vertical }),
        });
      }),
    });
  };
  return new Table({
    layout: TableLayoutType.FIXED,
    indent: { size: twips(indent), type: WidthType.DXA },
    width: { size: twips(widths.reduce((sum, part) => sum + part, 0)), type: WidthType.DXA },
    columnWidths: widths.map(twips),
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: [...head.map((cells) => row(cells, true)), ...rows.map((cells) => row(cells, false))],
  });
}
