/** The cheapest way for one arrow: short, few corners, hardly ever across another arrow (Dijkstra over node and direction). */
import { axis, type Dir, type Grid } from './grid.ts';
import { Heap } from './heap.ts';

const TURN = 16;
const CROSS = 90;
/** Ending on another arrow's horizontal piece reads worse than ending on its way down. */
const JOIN_ACROSS = 60;

export interface Start {
  node: number;
  dir: Dir;
  cost: number;
}

export interface Found {
  /** From the source's middle to the target's middle, or to the node where the arrow joins another. */
  nodes: number[];
  cost: number;
  joins: boolean;
}

export interface Search {
  grid: Grid;
  /** The source's middle with the sides it may leave by. */
  starts: Start[];
  /** The target's middle: entered from above only. */
  goal: number;
  /** Number of the target; its arrows may be joined. */
  target: number;
  /** Pieces inside the source's and the target's own symbol are free in these directions. */
  exempt: (node: number, dir: Dir) => boolean;
  /** How much a point of a vertical lane costs: lanes beside symbols more than an empty column's middle. */
  dear: (column: number) => number;
  /** Extra ground this arrow must not touch: its own label. */
  avoid: (node: number, dir: Dir) => boolean;
}

export function search({ grid, starts, goal, target, exempt, dear, avoid }: Search): Found | null {
  const size = grid.nx * grid.ny * 4;
  const cost = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(size).fill(-1);
  const heap = new Heap();
  for (const start of starts) {
    const state = start.node * 4 + start.dir;
    cost[state] = start.cost;
    heap.push(state, start.cost);
  }
  const sources = new Set(starts.map((start) => start.node));
  while (heap.size > 0) {
    const { item: state, cost: paid } = heap.pop();
    if (paid > cost[state]!) continue;
    const node = state >> 2;
    const dir = (state & 3) as Dir;
    if (node === goal) return trace(from, state, paid, false);
    if (from[state] !== -1 && joinable(grid, node, dir, target)) return trace(from, state, paid, true);
    const [h, v] = grid.passing(node);
    const busy = (h !== -1 || v !== -1) && !sources.has(node);
    for (const next of [dir, (dir + 1) & 3, (dir + 3) & 3] as Dir[]) {
      const turned = next !== dir;
      if (turned && (busy || sources.has(node))) continue;
      const to = grid.step(node, next);
      if (to < 0 || sources.has(to) || (to === goal && next !== 1)) continue;
      if (!grid.open(node, next) && !exempt(node, next)) continue;
      if (grid.usedBy(node, next) !== -1 || avoid(node, next)) continue;
      const price = to === goal ? 0 : enter(grid, to, next, target);
      if (price === null) continue;
      const a = grid.at(node);
      const b = grid.at(to);
      const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y) * dear(node % grid.nx);
      const total = paid + length + (turned ? TURN : 0) + price;
      const reached = to * 4 + next;
      if (total < cost[reached]!) {
        cost[reached] = total;
        from[reached] = state;
        heap.push(reached, total);
      }
    }
  }
  return null;
}

/** Price of entering a node where other arrows may pass; `null` where this arrow may not go. */
function enter(grid: Grid, node: number, dir: Dir, target: number): number | null {
  const [h, v] = grid.passing(node);
  if (h === -1 && v === -1) return 0;
  if (h === target || v === target)
    return joinable(grid, node, dir, target) ? (v === -1 ? JOIN_ACROSS : 0) : null;
  const along = axis(dir) === 0 ? h : v;
  return along === -1 ? CROSS : null;
}

/** May an arrow arriving in `dir` end here on another arrow to the same target? Never against that arrow's heading. */
function joinable(grid: Grid, node: number, dir: Dir, target: number): boolean {
  const [h, v] = grid.passing(node);
  if (h !== target && v !== target) return false;
  if ((h !== target && h !== -1) || (v !== target && v !== -1)) return false;
  const heading = grid.headingOf(node, target);
  return heading !== undefined && heading !== ((dir + 2) & 3);
}

function trace(from: Int32Array, last: number, cost: number, joins: boolean): Found {
  const nodes: number[] = [];
  for (let state = last; state !== -1; state = from[state]!) nodes.push(state >> 2);
  return { nodes: nodes.reverse(), cost, joins };
}
