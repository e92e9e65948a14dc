/**
 * Which rows go on which page. Decided before anything is drawn: an arrow is only ever drawn inside a page, and what
 * leaves a page leaves through a segi lima. Fewest pages first, then fewest segi lima, then evenly filled pages.
 */
import type { Edge } from '../flow.ts';

export interface Range {
  /** Step numbers, both included. */
  first: number;
  last: number;
  /** Targets outside that this page's rows go to, and targets inside that rows outside go to. */
  out: number[];
  into: number[];
}

export function crossings(edges: Edge[], first: number, last: number): Pick<Range, 'out' | 'into'> {
  const inside = (no: number) => no >= first && no <= last;
  const pick = (test: (edge: Edge) => boolean) =>
    [...new Set(edges.filter(test).map((edge) => edge.to))].sort((a, b) => a - b);
  return {
    out: pick((edge) => inside(edge.from) && !inside(edge.to)),
    into: pick((edge) => !inside(edge.from) && inside(edge.to)),
  };
}

/** How many segi lima an empty page would be worth: enough that a page with three rows is avoided. */
const UNEVEN = 14;

/**
 * @param heights least height of each row
 * @param room what rows and connector rows of one page may take together
 * @param connectorHeight height of the row that `count` connectors need
 * @param maxRows most rows on one page
 */
export function paginate(
  heights: number[],
  edges: Edge[],
  room: number,
  connectorHeight: (count: number) => number,
  maxRows: number,
): Range[] {
  interface Plan {
    pages: number;
    cost: number;
    range: Range;
    rest: Plan | null;
  }
  const best: (Plan | null)[] = new Array(heights.length + 1).fill(null);
  for (let first = heights.length; first >= 1; first--) {
    let height = 0;
    for (let last = first; last <= heights.length && last - first < maxRows; last++) {
      height += heights[last - 1]!;
      if (height > room && last > first) break;
      const { out, into } = crossings(edges, first, last);
      const used = height + connectorHeight(out.length) + connectorHeight(into.length);
      if (used > room && last > first) continue;
      const rest = last === heights.length ? null : best[last]!;
      if (last < heights.length && !rest) continue;
      const empty = 1 - Math.min(1, used / room);
      const cost = out.length + into.length + UNEVEN * empty * empty + (rest?.cost ?? 0);
      const pages = 1 + (rest?.pages ?? 0);
      const known = best[first - 1];
      if (!known || pages < known.pages || (pages === known.pages && cost < known.cost))
        best[first - 1] = { pages, cost, range: { first, last, out, into }, rest };
    }
  }
  const ranges: Range[] = [];
  for (let plan = best[0] ?? null; plan; plan = plan.rest) ranges.push(plan.range);
  return ranges;
}
