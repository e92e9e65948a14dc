/**
 * Where arrows may run: vertical lanes between the symbols' columns and through their middles, horizontal lanes
 * between the rows. Lanes keep off symbols, off arrow heads and off the rules of the table, so that no arrow is ever
 * mistaken for a rule.
 */
import type { Box } from '../model.ts';

/** How tightly lanes lie; the router starts loose and tightens where a page has more arrows than lanes. */
export interface Density {
  pitch: number;
  /** Least distance from a rule of the table, and from a symbol. */
  offRule: number;
  offSymbol: number;
}

export const DENSITIES: Density[] = [
  { pitch: 9, offRule: 3.2, offSymbol: 4.5 },
  { pitch: 5.5, offRule: 2.6, offSymbol: 3.4 },
  { pitch: 3, offRule: 1.6, offSymbol: 2.2 },
];

/** Room kept above a symbol for the head of the arrow that enters it. */
export const HEAD_ROOM = 9.5;

/** Evenly spread positions in a stretch, with half a lane's room at both ends; none if the stretch is empty. */
function spread(from: number, to: number, pitch: number): number[] {
  const length = to - from;
  if (length < 0) return [];
  const count = Math.max(1, Math.round(length / pitch));
  return Array.from({ length: count }, (_, i) => from + (length * (i + 0.5)) / count);
}

/** Vertical lanes: for each actor column its middle and the room on both sides of a symbol of width `symbol`. */
export function verticalLanes(columns: Box[], symbol: number, density: Density): number[] {
  return columns.flatMap(({ x, w }) => {
    const middle = x + w / 2;
    const left = spread(x + density.offRule, middle - symbol / 2 - density.offSymbol, density.pitch);
    return [...left, middle, ...left.map((lane) => 2 * middle - lane)];
  });
}

/**
 * Horizontal lanes in the gap between two rows' symbols.
 * @param from lower edge of the upper symbol, or of the table head
 * @param to upper edge of the lower symbol, or of the table's end
 * @param rule the table's rule between the rows, if one lies in the gap
 */
export function horizontalLanes(from: number, to: number, rule: number | null, density: Density): number[] {
  const start = from + density.offSymbol;
  const end = to - HEAD_ROOM;
  if (rule === null || rule <= start || rule >= to) return spread(start, end, density.pitch);
  return [
    ...spread(start, Math.min(end, rule - density.offRule), density.pitch),
    ...spread(rule + density.offRule, end, density.pitch),
  ];
}
