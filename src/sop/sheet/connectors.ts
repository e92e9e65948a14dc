/**
 * Segi lima: one letter for each step that is reached from another page. The letter stands once where the arrow comes
 * in, on the step's own page, and once on every page an arrow leaves for it.
 */

import type { Box, Shape } from './model.ts';
import type { Range } from './paginate.ts';

/** Points: the pentagon is 6.6 mm wide and high; lines of connectors stand this far apart. */
const SIZE = 18.5;
const LINE = 32;
const SLOT = 24;

export interface Connector {
  letter: string;
  /** The step the letter leads to. */
  step: number;
  /** Column it wants to stand in. */
  column: number;
}

/** Letters in the order of the pages they first leave from: A to Z, then AA, AB ... */
export function lettersOf(ranges: Range[]): Map<number, string> {
  const letters = new Map<number, string>();
  for (const range of ranges)
    for (const step of range.out) if (!letters.has(step)) letters.set(step, letter(letters.size));
  return letters;
}

function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}

/** Height of the row that `count` connectors need beside each other in these columns. */
export function connectorHeight(count: number, columns: Box[]): number {
  if (count === 0) return 0;
  return Math.ceil(count / slotsIn(columns)) * LINE;
}

function slotsIn(columns: Box[]): number {
  return columns.reduce((sum, column) => sum + perColumn(column), 0);
}

function perColumn(column: Box): number {
  return Math.max(1, Math.floor((column.w - 2) / SLOT));
}

/** Places connectors in their row, each as near to the column it wants as there is room. */
export function placeConnectors(
  connectors: Connector[],
  side: 'in' | 'out',
  columns: Box[],
  top: number,
): Shape[] {
  const shapes: Shape[] = [];
  for (let line = 0; line * slotsIn(columns) < connectors.length; line++) {
    const here = connectors.slice(line * slotsIn(columns), (line + 1) * slotsIn(columns));
    const filled: Connector[][] = columns.map(() => []);
    for (const connector of here) {
      const order = columns
        .map((_, i) => i)
        .filter((i) => filled[i]!.length < perColumn(columns[i]!))
        .sort(
          (a, b) =>
            Math.abs(a - connector.column) - Math.abs(b - connector.column) ||
            filled[a]!.length - filled[b]!.length,
        );
      filled[order[0]!]!.push(connector);
    }
    const offset = side === 'in' ? 4 : LINE - SIZE - 4;
    filled.forEach((list, i) => {
      const { x, w } = columns[i]!;
      list.forEach((connector, k) => {
        const centre = x + (w * (2 * k + 1)) / (2 * list.length);
        shapes.push({
          kind: 'segi-lima',
          id: `${side} ${connector.letter}`,
          letter: connector.letter,
          box: { x: centre - SIZE / 2, y: top + line * LINE + offset, w: SIZE, h: SIZE },
        });
      });
    });
  }
  return shapes;
}

/** Column a connector wants: the step's own if nothing stands between, else the emptiest beside it. */
export function wantedColumn(own: number, between: number[], columns: number): number {
  if (!between.includes(own)) return own;
  const count = (column: number) => between.filter((each) => each === column).length;
  return [own, own - 1, own + 1]
    .filter((column) => column >= 0 && column < columns)
    .reduce((best, column) => (count(column) < count(best) ? column : best));
}
