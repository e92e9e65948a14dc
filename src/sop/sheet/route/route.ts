/** Draws all arrows of one page: the plain ones first, each by the cheapest free way. */
import type { Arrow, Box, Point, Shape, Text } from '../model.ts';
import { corners, grow, leave, middle, overlap, touches, within } from './geometry.ts';
import { type Dir, Grid } from './grid.ts';
import { type Density, horizontalLanes, verticalLanes } from './lanes.ts';
import { labelPlaces, reluctance, SIDES } from './ports.ts';
import { type Found, search } from './search.ts';

export interface Link {
  /** Shape ids. */
  from: string;
  to: string;
  /** `Ya` or `Tidak`; empty for an arrow without an answer. */
  answer: string;
}

export interface Band {
  /** Upper and lower edge of a table row. */
  top: number;
  bottom: number;
  /** Edges of the symbols in it. */
  from: number;
  to: number;
}

export interface RouteInput {
  /** The PELAKSANA columns, left to right. */
  columns: Box[];
  symbolWidth: number;
  /** Rows from top to bottom, connector rows among them. */
  bands: Band[];
  shapes: Shape[];
  links: Link[];
  density: Density;
}

const LANE = 1.25;

/** The arrows and their labels; `null` if some arrow found no way at this density. */
export function routePage(input: RouteInput): { arrows: Arrow[]; labels: Text[] } | null {
  const router = new Router(input);
  for (const link of router.inOrder()) if (!router.draw(link)) return null;
  return { arrows: router.arrows, labels: router.labels };
}

class Router {
  readonly arrows: Arrow[] = [];
  readonly labels: Text[] = [];
  private readonly input: RouteInput;
  private readonly grid: Grid;
  private readonly area: Box;
  private readonly shape: Map<string, Shape>;
  private readonly targets: string[];
  /** Price of a vertical lane per point, by its number in the grid. */
  private readonly dear: number[];

  constructor(input: RouteInput) {
    this.input = input;
    const { columns, bands, shapes, density } = input;
    const first = columns[0]!;
    const last = columns.at(-1)!;
    const top = bands[0]!.top;
    this.area = { x: first.x, y: top, w: last.x + last.w - first.x, h: bands.at(-1)!.bottom - top };
    this.shape = new Map(shapes.map((shape) => [shape.id, shape]));
    this.targets = [...new Set(input.links.map((link) => link.to))];
    const ys = shapes.map((shape) => middle(shape).y);
    bands.forEach((band, i) => {
      const before = bands[i - 1];
      const from = before ? before.to : band.top - density.offSymbol + density.offRule;
      ys.push(...horizontalLanes(from, band.from, before ? band.top : null, density));
    });
    const xs = verticalLanes(columns, input.symbolWidth, density);
    this.grid = new Grid([...xs, ...shapes.map((shape) => middle(shape).x)], ys);
    const middles = columns.map(({ x, w }) => x + w / 2);
    this.dear = this.grid.xs.map((x) => (middles.some((each) => Math.abs(each - x) < 0.1) ? 1 : LANE));
    for (const shape of shapes) this.grid.close(shape.box, density.offSymbol * 0.8);
  }

  /** Straight neighbours first, then by length: what is short and plain keeps its place, long ways go around. */
  inOrder(): Link[] {
    const weight = ({ from, to }: Link) => {
      const a = this.middleOf(from);
      const b = this.middleOf(to);
      const straight = Math.abs(a.x - b.x) < 1 && b.y > a.y && !this.blocked(from, to);
      return (
        (straight ? -5000 : 0) + (b.y < a.y ? 2000 : 0) + Math.abs(a.y - b.y) + 0.2 * Math.abs(a.x - b.x)
      );
    };
    return [...this.input.links].sort((a, b) => weight(a) - weight(b));
  }

  /** Finds the cheapest side, label place and way; records them. */
  draw(link: Link): boolean {
    const source = this.shape.get(link.from)!;
    const target = this.shape.get(link.to)!;
    const away = Math.sign(Math.round(middle(target).x - middle(source).x));
    const blocked = this.blocked(link.from, link.to);
    let best: { found: Found; cost: number; label: Text | null } | null = null;
    for (const side of SIDES) {
      const dislike = reluctance(source, target, blocked, side);
      if (!Number.isFinite(dislike)) continue;
      const places = link.answer === '' ? [null] : labelPlaces(link.answer, source, side, this.area, away);
      places.forEach((label, i) => {
        if (label && !this.free(label, source)) return;
        const found = this.find(source, target, side, label);
        const cost = found ? found.cost + dislike + 6 * i : Number.POSITIVE_INFINITY;
        if (found && (!best || cost < best.cost)) best = { found, cost, label };
      });
    }
    if (!best) return false;
    this.record(link, source, target, best);
    return true;
  }

  private find(source: Shape, target: Shape, side: Dir, label: Text | null): Found | null {
    const { grid } = this;
    const start = grid.node(middle(source));
    const goal = grid.node(middle(target));
    const own = grow(source.box, this.input.density.offSymbol);
    const { x: startX, y: startY } = grid.at(start);
    return search({
      grid,
      starts: [{ node: start, dir: side, cost: 0 }],
      goal,
      target: this.targets.indexOf(target.id),
      exempt: (node, dir) => {
        const at = grid.at(node);
        if (dir === 1 && grid.step(node, 1) === goal) return true;
        return dir === side && within(at, own) && (dir === 1 ? at.x === startX : at.y === startY);
      },
      dear: (column) => this.dear[column]!,
      avoid: (node, dir) => {
        if (!label) return false;
        const next = grid.step(node, dir);
        return next >= 0 && touches(grid.at(node), grid.at(next), grow(label.box, 1));
      },
    });
  }

  private record(
    link: Link,
    source: Shape,
    target: Shape,
    { found, label }: { found: Found; label: Text | null },
  ): void {
    this.grid.occupy(found.nodes, this.targets.indexOf(target.id));
    const points = corners(found.nodes.map((node) => this.grid.at(node)));
    points[0] = leave(points[0]!, points[1]!, source.box);
    if (!found.joins) points[points.length - 1] = { x: points.at(-1)!.x, y: target.box.y };
    this.arrows.push(this.takeOver({ from: link.from, to: link.to, points, joins: found.joins }));
    if (label) {
      this.labels.push(label);
      this.grid.close(label.box, 1);
    }
  }

  /**
   * Where an arrow comes straight onto another's corner it takes over the rest of the way, and the other one ends at
   * the corner: the head of a merge then always stands at the side of the trunk.
   */
  private takeOver(arrow: Arrow): Arrow {
    if (!arrow.joins) return arrow;
    const end = arrow.points.at(-1)!;
    const before = arrow.points.at(-2)!;
    for (const other of this.arrows) {
      const at = other.points.findIndex((point) => point.x === end.x && point.y === end.y);
      const next = other.points[at + 1];
      if (other.to !== arrow.to || at < 1 || !next) continue;
      if ((before.x === end.x) !== (next.x === end.x)) continue;
      const rest = other.points.splice(at + 1);
      const { joins } = other;
      other.joins = true;
      return { ...arrow, points: corners([...arrow.points, ...rest]), joins };
    }
    return arrow;
  }

  /** A label's place must lie in the area, clear of all symbols, labels and arrows drawn so far. */
  private free(label: Text, source: Shape): boolean {
    const box = grow(label.box, 0.6);
    const { area } = this;
    if (
      box.x < area.x ||
      box.x + box.w > area.x + area.w ||
      box.y < area.y ||
      box.y + box.h > area.y + area.h
    )
      return false;
    if (this.labels.some((other) => overlap(box, grow(other.box, 1)))) return false;
    if (this.input.shapes.some((shape) => shape !== source && overlap(box, grow(shape.box, 1)))) return false;
    return !this.arrows.some(({ points }) => points.some((p, i) => i > 0 && touches(points[i - 1]!, p, box)));
  }

  /** Is another symbol in the way straight down? */
  private blocked(from: string, to: string): boolean {
    const a = this.middleOf(from);
    const b = this.middleOf(to);
    return this.input.shapes.some((shape) => {
      if (shape.id === from || shape.id === to) return false;
      const at = middle(shape);
      return Math.abs(at.x - a.x) < shape.box.w / 2 && at.y > Math.min(a.y, b.y) && at.y < Math.max(a.y, b.y);
    });
  }

  private middleOf(id: string): Point {
    return middle(this.shape.get(id)!);
  }
}
