/**
 * Proves a laid out sheet by its geometry: what the issue calls "no arrow crosses text, a symbol or leaves its page;
 * five shapes only; header on each page; connectors paired". Used by the tests and by the linter, on the same model the
 * drawing is made from.
 */
import type { Arrow, Box, Page, Point, Shape } from './model.ts';

export interface Fault {
  page: number;
  rule:
    | 'arrow-text'
    | 'arrow-symbol'
    | 'arrow-page'
    | 'arrow-shape'
    | 'arrow-overlap'
    | 'entry'
    | 'symbols'
    | 'head'
    | 'pair'
    | 'text';
  message: string;
}

const KINDS = new Set(['kapsul', 'kotak', 'belah-ketupat', 'segi-lima']);
const EPSILON = 0.05;

export function checkSheet(pages: Page[]): Fault[] {
  return [...pages.flatMap(checkPage), ...checkPairs(pages)];
}

function checkPage(page: Page): Fault[] {
  const faults: Fault[] = [];
  const fault = (rule: Fault['rule'], message: string) => faults.push({ page: page.no, rule, message });
  for (const text of page.texts) {
    if (text.role === 'footer') continue;
    if (!inside(text.box, page.form)) fault('text', `"${text.text}" leaves the form`);
  }
  if (page.kind === 'identity') return faults;
  if (!page.head || !page.texts.some((text) => text.role === 'head' && text.text === 'KEGIATAN'))
    fault('head', 'the table head is missing');
  const byId = new Map(page.shapes.map((shape) => [shape.id, shape]));
  for (const shape of page.shapes) {
    if (!KINDS.has(shape.kind)) fault('symbols', `${shape.id} is a "${shape.kind}"`);
    if (!page.actors || !inside(shape.box, page.actors))
      fault('symbols', `${shape.id} stands outside PELAKSANA`);
    if (page.shapes.some((other) => other !== shape && overlap(other.box, shape.box)))
      fault('symbols', `${shape.id} overlaps another symbol`);
  }
  for (const arrow of page.arrows)
    for (const [rule, message] of arrowFaults(arrow, page, byId)) fault(rule, message);
  for (const message of overlaps(page.arrows)) fault('arrow-overlap', message);
  return faults;
}

function* arrowFaults(
  arrow: Arrow,
  page: Page,
  byId: Map<string, Shape>,
): Generator<[Fault['rule'], string]> {
  const name = `${arrow.from} -> ${arrow.to}`;
  const source = byId.get(arrow.from);
  const target = byId.get(arrow.to);
  if (!source || !target) {
    yield ['arrow-shape', `${name} begins or ends nowhere`];
    return;
  }
  const first = arrow.points[0]!;
  const last = arrow.points.at(-1)!;
  const { box } = source;
  const fromSide =
    Math.abs(first.y - (box.y + box.h / 2)) < EPSILON &&
    (near(first.x, box.x) || near(first.x, box.x + box.w));
  const fromBottom = near(first.y, box.y + box.h) && near(first.x, box.x + box.w / 2);
  if (!fromSide && !fromBottom) yield ['arrow-shape', `${name} does not leave at a side or the bottom`];
  if (!arrow.joins) {
    const before = arrow.points.at(-2)!;
    if (!near(last.y, target.box.y) || !near(last.x, target.box.x + target.box.w / 2) || before.y >= last.y)
      yield ['entry', `${name} does not enter from the top`];
  } else if (!page.arrows.some((other) => other !== arrow && other.to === arrow.to && onPath(last, other)))
    yield ['entry', `${name} ends on no arrow to the same target`];
  for (const [a, b] of pieces(arrow)) {
    if (a.x !== b.x && a.y !== b.y) yield ['arrow-shape', `${name} has a slanted piece`];
    if (!page.actors || !inside(boxOf(a, b), page.actors))
      yield ['arrow-page', `${name} leaves the PELAKSANA columns`];
    for (const text of page.texts)
      if (text.role !== 'letter' && crosses(a, b, text.box))
        yield ['arrow-text', `${name} crosses "${text.text}"`];
    for (const shape of page.shapes)
      if (crosses(a, b, shape.box)) yield ['arrow-symbol', `${name} crosses ${shape.id}`];
  }
}

/** Arrows to different targets must not run on each other; a mere crossing at a right angle is allowed. */
function overlaps(arrows: Arrow[]): string[] {
  const found: string[] = [];
  arrows.forEach((one, i) => {
    for (const other of arrows.slice(i + 1)) {
      if (one.to === other.to) continue;
      for (const [a, b] of pieces(one))
        for (const [c, d] of pieces(other)) {
          const alongX = a.y === b.y && c.y === d.y && near(a.y, c.y) && common(a.x, b.x, c.x, d.x) > EPSILON;
          const alongY = a.x === b.x && c.x === d.x && near(a.x, c.x) && common(a.y, b.y, c.y, d.y) > EPSILON;
          if (alongX || alongY) found.push(`${one.from} -> ${one.to} runs on ${other.from} -> ${other.to}`);
        }
    }
  });
  return found;
}

/** Every letter comes in once, on another page than every page it leaves from, and leaves at least once. */
function checkPairs(pages: Page[]): Fault[] {
  const faults: Fault[] = [];
  const marks = pages.flatMap((page) =>
    page.shapes
      .filter((shape) => shape.kind === 'segi-lima')
      .map((shape) => ({
        page: page.no,
        letter: shape.letter ?? '',
        side: shape.id.startsWith('in ') ? 'in' : 'out',
      })),
  );
  for (const letter of new Set(marks.map((mark) => mark.letter))) {
    const into = marks.filter((mark) => mark.letter === letter && mark.side === 'in');
    const out = marks.filter((mark) => mark.letter === letter && mark.side === 'out');
    const page = (into[0] ?? out[0])!.page;
    if (letter === '') faults.push({ page, rule: 'pair', message: 'a segi lima has no letter' });
    if (into.length !== 1)
      faults.push({ page, rule: 'pair', message: `${letter} comes in ${into.length} times` });
    if (out.length === 0) faults.push({ page, rule: 'pair', message: `${letter} never leaves` });
    if (out.some((mark) => mark.page === into[0]?.page))
      faults.push({ page, rule: 'pair', message: `${letter} leaves and comes in on the same page` });
  }
  return faults;
}

function pieces({ points }: Arrow): [Point, Point][] {
  return points.slice(1).map((point, i) => [points[i]!, point]);
}

function onPath(point: Point, arrow: Arrow): boolean {
  return pieces(arrow).some(
    ([a, b]) =>
      point.x >= Math.min(a.x, b.x) - EPSILON &&
      point.x <= Math.max(a.x, b.x) + EPSILON &&
      point.y >= Math.min(a.y, b.y) - EPSILON &&
      point.y <= Math.max(a.y, b.y) + EPSILON,
  );
}

function boxOf(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

/** Strictly through the inside: a line that only touches an edge does not cross. */
function crosses(a: Point, b: Point, box: Box): boolean {
  return (
    Math.max(a.x, b.x) > box.x + EPSILON &&
    Math.min(a.x, b.x) < box.x + box.w - EPSILON &&
    Math.max(a.y, b.y) > box.y + EPSILON &&
    Math.min(a.y, b.y) < box.y + box.h - EPSILON
  );
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x - EPSILON &&
    inner.y >= outer.y - EPSILON &&
    inner.x + inner.w <= outer.x + outer.w + EPSILON &&
    inner.y + inner.h <= outer.y + outer.h + EPSILON
  );
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function common(a: number, b: number, c: number, d: number): number {
  return Math.min(Math.max(a, b), Math.max(c, d)) - Math.max(Math.min(a, b), Math.min(c, d));
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) < EPSILON;
}
