/** One page of the flowchart table: rules, head, text, symbols, segi lima, then the arrows. */
import type { Edge } from '../flow.ts';
import { type Connector, connectorHeight, placeConnectors, wantedColumn } from './connectors.ts';
import { drawHead, drawRules } from './frame.ts';
import { wrapText } from './metrics.ts';
import type { Box, Page, Paper, Shape, Text } from './model.ts';
import { frameOf, MM } from './model.ts';
import type { Range } from './paginate.ts';
import type { Density } from './route/lanes.ts';
import { type Band, type Link, routePage } from './route/route.ts';
import { CELL, type Column, type Head, NOTE, PAD, ROW_GOOD, type Row } from './table.ts';
import { cell, lineOf } from './write.ts';

export interface FlowPlan {
  paper: Paper;
  columns: Column[];
  head: Head;
  rows: Row[];
  edges: Edge[];
  ranges: Range[];
  letters: Map<number, string>;
}

const ANSWER = { lanjut: '', ya: 'Ya', tidak: 'Tidak' } as const;
const SYMBOL = { mulai: 'kapsul', selesai: 'kapsul', proses: 'kotak', keputusan: 'belah-ketupat' } as const;

type Body = Pick<Page, 'form' | 'actors' | 'head' | 'rules' | 'texts' | 'shapes' | 'arrows' | 'steps'>;

/** Width of the symbols: 14 mm, narrower where many actors leave narrow columns. */
export function symbolWidth(columns: Box[]): number {
  return Math.min(14 * MM, columns[0]!.w - 7 * MM);
}

/** Draws page `index` of the plan; `null` if its arrows find no way at this density. */
export function flowPage(plan: FlowPlan, index: number, density: Density): Body | null {
  const { columns, head, rows, ranges } = plan;
  const range = ranges[index]!;
  const frame = frameOf(plan.paper);
  const actors = actorBoxes(columns);
  const headHeight = head.upper + head.lower;
  const inHeight = connectorHeight(range.into.length, actors);
  const outHeight = connectorHeight(range.out.length, actors);
  const here = rows.slice(range.first - 1, range.last);
  const heights = stretch(
    here.map((row) => row.minHeight),
    frame.h - headHeight - inHeight - outHeight,
  );

  const tops = [frame.y + headHeight];
  const push = (height: number) => tops.push(tops.at(-1)! + height);
  if (inHeight > 0) push(inHeight);
  for (const height of heights) push(height);
  if (outHeight > 0) push(outHeight);
  const bottom = tops.at(-1)!;
  const firstRow = inHeight > 0 ? 1 : 0;

  const shapes: Shape[] = [];
  const texts: Text[] = drawHead(columns, head, frame.y);
  const bands: Band[] = [];
  if (inHeight > 0) {
    const placed = placeConnectors(connectorsOf(plan, range, 'in'), 'in', actors, tops[0]!);
    shapes.push(...placed);
    bands.push(bandOf(tops[0]!, tops[1]!, placed));
    texts.push(...notes(plan, range, 'in', { y: tops[0]!, h: inHeight }));
  }
  here.forEach((row, i) => {
    const top = tops[firstRow + i]!;
    const shape = symbolOf(row, columns, { y: top, h: heights[i]! }, symbolWidth(actors));
    shapes.push(shape);
    bands.push(bandOf(top, top + heights[i]!, [shape]));
    texts.push(...rowTexts(row, columns, { y: top, h: heights[i]! }));
  });
  if (outHeight > 0) {
    const top = bottom - outHeight;
    const placed = placeConnectors(connectorsOf(plan, range, 'out'), 'out', actors, top);
    shapes.push(...placed);
    bands.push(bandOf(top, bottom, placed));
    texts.push(...notes(plan, range, 'out', { y: top, h: outHeight }));
  }
  for (const shape of shapes) if (shape.letter) texts.push(letterIn(shape));

  const links = linksOf(plan, range);
  const routed = routePage({
    columns: actors,
    symbolWidth: symbolWidth(actors),
    bands,
    shapes,
    links,
    density,
  });
  if (!routed) return null;
  const area = spanOf(actors, tops[0]!, bottom);
  return {
    form: { ...frame, h: bottom - frame.y },
    actors: area,
    head: { ...frame, h: headHeight },
    rules: drawRules(columns, head, frame, tops),
    texts: [...texts, ...routed.labels],
    shapes,
    arrows: routed.arrows,
    steps: here.map((row) => row.no),
  };
}

export function actorBoxes(columns: Column[]): Box[] {
  return columns.filter((column) => column.key === 'pelaksana').map(({ x, w }) => ({ x, y: 0, w, h: 0 }));
}

/** Shares spare height out, up to a comfortable row. */
function stretch(least: number[], room: number): number[] {
  const wish = least.map((height) => Math.max(height, ROW_GOOD));
  const spare = room - sum(least);
  const asked = sum(wish) - sum(least);
  const part = asked === 0 ? 0 : Math.min(1, Math.max(0, spare) / asked);
  return least.map((height, i) => height + (wish[i]! - height) * part);
}

function bandOf(top: number, bottom: number, shapes: Shape[]): Band {
  return {
    top,
    bottom,
    from: Math.min(...shapes.map((shape) => shape.box.y)),
    to: Math.max(...shapes.map((shape) => shape.box.y + shape.box.h)),
  };
}

function symbolOf(row: Row, columns: Column[], { y, h }: Pick<Box, 'y' | 'h'>, width: number): Shape {
  const column = columns.find((each) => each.actor === row.actor)!;
  const height = row.symbol === 'keputusan' ? 8 * MM : 6 * MM;
  return {
    kind: SYMBOL[row.symbol],
    id: `step ${row.no}`,
    box: { x: column.x + (column.w - width) / 2, y: y + (h - height) / 2, w: width, h: height },
  };
}

function rowTexts(row: Row, columns: Column[], { y, h }: Pick<Box, 'y' | 'h'>): Text[] {
  return columns.flatMap(({ key, x, w }) =>
    key === 'pelaksana'
      ? []
      : cell(row.lines[key], { x, y, w, h }, PAD, CELL, 'cell', key === 'no' ? 'middle' : 'start'),
  );
}

function letterIn({ box, letter }: Shape): Text {
  return lineOf(
    letter!,
    box.x + box.w / 2,
    box.y + box.h * 0.58,
    { size: 8.5, bold: true },
    'letter',
    'middle',
  );
}

function connectorsOf(plan: FlowPlan, range: Range, side: 'in' | 'out'): Connector[] {
  const actors = plan.columns.filter((column) => column.key === 'pelaksana');
  const columnOf = (no: number) => actors.findIndex((column) => column.actor === plan.rows[no - 1]!.actor);
  const columnsBetween = (first: number, last: number) =>
    plan.rows.slice(first - 1, Math.max(first - 1, last)).map((row) => columnOf(row.no));
  if (side === 'in')
    return range.into.map((step) => ({
      letter: plan.letters.get(step)!,
      step,
      column: wantedColumn(columnOf(step), columnsBetween(range.first, step - 1), actors.length),
    }));
  return range.out.map((step) => {
    const inside = plan.edges.filter(
      (edge) => edge.to === step && edge.from >= range.first && edge.from <= range.last,
    );
    const from = Math.max(...inside.map((edge) => edge.from));
    return {
      letter: plan.letters.get(step)!,
      step,
      column: wantedColumn(columnOf(from), columnsBetween(from + 1, range.last), actors.length),
    };
  });
}

/** Says in KETERANGAN where each letter leads, so that the paper can be followed without hunting. */
function notes(plan: FlowPlan, range: Range, side: 'in' | 'out', { y, h }: Pick<Box, 'y' | 'h'>): Text[] {
  const column = plan.columns.at(-1)!;
  const steps = side === 'in' ? range.into : range.out;
  const parts = steps.map((step) => {
    if (side === 'out') return `${plan.letters.get(step)}: ke langkah ${step}`;
    const sources = plan.edges
      .filter((edge) => edge.to === step && (edge.from < range.first || edge.from > range.last))
      .map((edge) => edge.from);
    return `${plan.letters.get(step)}: dari langkah ${sources.join(', ')}`;
  });
  const fits = Math.floor(h / (NOTE.size * 1.26));
  const apart = parts.flatMap((part) => wrapText(part, column.w - 2 * PAD, NOTE));
  const lines = apart.length <= fits ? apart : wrapText(parts.join('; '), column.w - 2 * PAD, NOTE);
  return lines.length <= fits ? cell(lines, { x: column.x, y, w: column.w, h }, PAD, NOTE, 'cell') : [];
}

function linksOf(plan: FlowPlan, range: Range): Link[] {
  const inside = (no: number) => no >= range.first && no <= range.last;
  const links: Link[] = plan.edges
    .filter((edge) => inside(edge.from))
    .map((edge) => ({
      from: `step ${edge.from}`,
      to: inside(edge.to) ? `step ${edge.to}` : `out ${plan.letters.get(edge.to)}`,
      answer: ANSWER[edge.exit],
    }));
  for (const step of range.into)
    links.push({ from: `in ${plan.letters.get(step)}`, to: `step ${step}`, answer: '' });
  return links;
}

function spanOf(columns: Box[], top: number, bottom: number): Box {
  const last = columns.at(-1)!;
  return { x: columns[0]!.x, y: top, w: last.x + last.w - columns[0]!.x, h: bottom - top };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
