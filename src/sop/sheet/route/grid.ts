/**
 * The lanes of one page as a grid, and who uses which piece of it. Arrows to the same target may share a piece (they
 * merge, and the merge gets a head); arrows to different targets may cross at a right angle but never run on each other.
 */
import type { Box, Point } from '../model.ts';

/** Directions: right, down, left, up. */
export type Dir = 0 | 1 | 2 | 3;
export const DX = [1, 0, -1, 0] as const;
export const DY = [0, 1, 0, -1] as const;

const NONE = -1;

export class Grid {
  readonly xs: number[];
  readonly ys: number[];
  readonly nx: number;
  readonly ny: number;
  /** 1 where a piece (to the right of, or below a node) runs through a symbol or a label. */
  private readonly closed: [Uint8Array, Uint8Array];
  /** Target number that uses a piece, or -1. */
  private readonly used: [Int16Array, Int16Array];
  /** Target number whose arrow passes a node horizontally (0) or vertically (1), or turns there (both). */
  private readonly pass: [Int16Array, Int16Array];
  /** Where an arrow through a node is heading, per target: `node * 64 + target`. */
  private readonly heading = new Map<number, Dir>();

  constructor(xs: number[], ys: number[]) {
    this.xs = sorted(xs);
    this.ys = sorted(ys);
    this.nx = this.xs.length;
    this.ny = this.ys.length;
    const n = this.nx * this.ny;
    this.closed = [new Uint8Array(n), new Uint8Array(n)];
    this.used = [new Int16Array(n).fill(NONE), new Int16Array(n).fill(NONE)];
    this.pass = [new Int16Array(n).fill(NONE), new Int16Array(n).fill(NONE)];
  }

  node({ x, y }: Point): number {
    return nearest(this.ys, y) * this.nx + nearest(this.xs, x);
  }

  at(node: number): Point {
    return { x: this.xs[node % this.nx]!, y: this.ys[Math.floor(node / this.nx)]! };
  }

  /** The neighbour in a direction, or -1 at the edge of the page. */
  step(node: number, dir: Dir): number {
    const i = (node % this.nx) + DX[dir];
    const j = Math.floor(node / this.nx) + DY[dir];
    return i < 0 || j < 0 || i >= this.nx || j >= this.ny ? NONE : j * this.nx + i;
  }

  /** Closes every piece that touches a box, grown by `margin` on each side. */
  close(box: Box, margin: number): void {
    const [x0, x1] = [box.x - margin, box.x + box.w + margin];
    const [y0, y1] = [box.y - margin, box.y + box.h + margin];
    for (let j = 0; j < this.ny; j++) {
      const y = this.ys[j]!;
      const below = this.ys[j + 1] ?? y;
      if (below < y0 || y > y1) continue;
      for (let i = 0; i < this.nx; i++) {
        const x = this.xs[i]!;
        const right = this.xs[i + 1] ?? x;
        const node = j * this.nx + i;
        if (y > y0 && y < y1 && right > x0 && x < x1) this.closed[0][node] = 1;
        if (x > x0 && x < x1 && below > y0 && y < y1) this.closed[1][node] = 1;
      }
    }
  }

  /** May an arrow run from `node` in `dir`? Only symbols and labels are asked here. */
  open(node: number, dir: Dir): boolean {
    return this.closed[axis(dir)][this.piece(node, dir)] === 0;
  }

  /** Target whose arrow already lies on the piece, or -1. */
  usedBy(node: number, dir: Dir): number {
    return this.used[axis(dir)][this.piece(node, dir)]!;
  }

  /** Targets that pass a node horizontally and vertically, or -1. */
  passing(node: number): [number, number] {
    return [this.pass[0][node]!, this.pass[1][node]!];
  }

  headingOf(node: number, target: number): Dir | undefined {
    return this.heading.get(node * 64 + target);
  }

  /** Records an arrow along `nodes` for a target. */
  occupy(nodes: number[], target: number): void {
    nodes.forEach((node, i) => {
      const next = nodes[i + 1];
      const before = nodes[i - 1];
      if (next !== undefined) {
        const dir = this.direction(node, next);
        this.used[axis(dir)][this.piece(node, dir)] = target;
        this.pass[axis(dir)][node] = target;
        this.heading.set(node * 64 + target, dir);
      }
      if (before !== undefined) this.pass[axis(this.direction(before, node))][node] = target;
    });
  }

  direction(from: number, to: number): Dir {
    const difference = to - from;
    if (difference === 1) return 0;
    if (difference === -1) return 2;
    return difference > 0 ? 1 : 3;
  }

  private piece(node: number, dir: Dir): number {
    return dir === 2 ? node - 1 : dir === 3 ? node - this.nx : node;
  }
}

export function axis(dir: Dir): 0 | 1 {
  return (dir & 1) as 0 | 1;
}

function sorted(values: number[]): number[] {
  const all = [...values].sort((a, b) => a - b);
  return all.filter((value, i) => i === 0 || value - all[i - 1]! > 0.01);
}

function nearest(values: number[], value: number): number {
  let best = 0;
  values.forEach((each, i) => {
    if (Math.abs(each - value) < Math.abs(values[best]! - value)) best = i;
  });
  return best;
}
