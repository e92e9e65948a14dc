/** A page's geometry as one SVG: black on white, presentation attributes only, so that it also stands alone as a file. */
import type { Arrow, Box, Page, Point, Shape, Text } from './model.ts';

/** Families with Arial's widths first; the rest only so that something readable appears. */
const FONT = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif";
/** 0.75 pt rules; symbols and arrows a touch heavier, to be told from the rules. */
const RULE = 0.75;
const INK = 1;

/** @returns markup that is safe to place in a page: all text is escaped */
export function pageSvg(page: Page): string {
  const { paper } = page;
  const width = n((paper.widthMm / 25.4) * 72);
  const height = n((paper.heightMm / 25.4) * 72);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${paper.widthMm}mm" height="${paper.heightMm}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(page.label)}" font-family="${FONT}" fill="#000">`,
    `<path d="M0 0H${width}V${height}H0z" fill="#fff"/>`,
    `<path fill="none" stroke="#000" stroke-width="${RULE}" stroke-linecap="square" d="${page.rules.map(segment).join('')}"/>`,
    page.arms
      ? `<path fill="none" stroke="#000" stroke-width=".75" stroke-dasharray="3 2" d="${outline(page.arms)}"/>`
      : '',
    texts(page.texts.filter((text) => text.role !== 'label')),
  ];
  if (page.shapes.length > 0)
    parts.push(
      `<g fill="none" stroke="#000" stroke-width="${INK}" stroke-linejoin="miter">${page.shapes.map(shape).join('')}${page.arrows.map(line).join('')}</g>`,
      `<path d="${page.arrows.map(tip).join('')}"/>`,
      `<path fill="#fff" d="${labels(page)
        .map((label) => outline(label.box))
        .join('')}"/>`,
      texts(labels(page)),
    );
  return `${parts.filter(Boolean).join('')}</svg>`;
}

function labels(page: Page): Text[] {
  return page.texts.filter((text) => text.role === 'label');
}

/** Texts of one face share a group. */
function texts(all: Text[]): string {
  const groups = new Map<string, Text[]>();
  for (const text of all) {
    const key = `${text.size} ${text.bold ? 'bold' : ''} ${text.anchor}`;
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  return [...groups.values()]
    .map((group) => {
      const { size, bold, anchor } = group[0]!;
      const weight = bold ? ' font-weight="700"' : '';
      const align = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
      return `<g font-size="${size}"${weight}${align}>${group.map(oneText).join('')}</g>`;
    })
    .join('');
}

function oneText({ x, y, text, turned }: Text): string {
  if (text === '') return '';
  const place = turned ? `transform="translate(${n(x)} ${n(y)})rotate(-90)"` : `x="${n(x)}" y="${n(y)}"`;
  return `<text ${place}>${escaped(text)}</text>`;
}

function shape({ kind, box: { x, y, w, h } }: Shape): string {
  if (kind === 'kapsul')
    return `<rect class="kapsul" x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" rx="${n(h / 2)}"/>`;
  if (kind === 'kotak')
    return `<rect class="kotak" x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"/>`;
  if (kind === 'belah-ketupat')
    return `<path class="belah-ketupat" d="M${n(x + w / 2)} ${n(y)}L${n(x + w)} ${n(y + h / 2)} ${n(x + w / 2)} ${n(y + h)} ${n(x)} ${n(y + h / 2)}z"/>`;
  return `<path class="segi-lima" d="M${n(x)} ${n(y)}H${n(x + w)}V${n(y + h * 0.55)}L${n(x + w / 2)} ${n(y + h)} ${n(x)} ${n(y + h * 0.55)}z"/>`;
}

const TIP = { long: 6.6, half: 2.8 };

/** The shaft stops inside its head, so that the tip stays sharp. */
function line({ points }: Arrow): string {
  const last = points.at(-1)!;
  const before = points.at(-2)!;
  const back = { x: last.x - Math.sign(last.x - before.x) * 3, y: last.y - Math.sign(last.y - before.y) * 3 };
  const [first, ...rest] = [...points.slice(0, -1), back];
  let at = first!;
  let d = `M${n(at.x)} ${n(at.y)}`;
  for (const point of rest) {
    d += point.x === at.x ? `V${n(point.y)}` : `H${n(point.x)}`;
    at = point;
  }
  return `<path class="panah" d="${d}"/>`;
}

function tip({ points }: Arrow): string {
  const { x, y } = points.at(-1)!;
  const before = points.at(-2)!;
  const dx = Math.sign(x - before.x);
  const dy = Math.sign(y - before.y);
  const { long, half } = TIP;
  return `M${n(x)} ${n(y)}L${n(x - dx * long - dy * half)} ${n(y - dy * long + dx * half)} ${n(x - dx * long + dy * half)} ${n(y - dy * long - dx * half)}z`;
}

function segment([a, b]: [Point, Point]): string {
  return `M${n(a.x)} ${n(a.y)}${a.y === b.y ? `H${n(b.x)}` : `V${n(b.y)}`}`;
}

function outline({ x, y, w, h }: Box): string {
  return `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;
}

/** Tenths of a point are finer than any printer's eye can tell, and half the bytes. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
