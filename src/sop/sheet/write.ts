/** Placing text: one line, or a paragraph in a cell. */
import { type Face, textWidth } from './metrics.ts';
import type { Box, Text } from './model.ts';

/** Part of the size above and below the baseline that ink can reach. */
const ASCENT = 0.74;
const DESCENT = 0.22;

/** Distance of baselines as a multiple of the size. */
export const LEADING = 1.26;

export function lineOf(
  text: string,
  x: number,
  y: number,
  face: Face,
  role: Text['role'],
  anchor: Text['anchor'] = 'start',
): Text {
  const w = textWidth(text, face);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - w / 2 : x - w;
  const box = { x: left, y: y - ASCENT * face.size, w, h: (ASCENT + DESCENT) * face.size };
  return { x, y, ...face, anchor, text, box, role };
}

/** Height of a paragraph of `count` lines. */
export function heightOf(count: number, face: Face): number {
  return count * face.size * LEADING;
}

/** Lines stacked from `top`. */
export function paragraph(
  lines: string[],
  x: number,
  top: number,
  face: Face,
  role: Text['role'],
  anchor: Text['anchor'] = 'start',
): Text[] {
  const step = face.size * LEADING;
  return lines.map((text, i) => lineOf(text, x, top + i * step + step * 0.78, face, role, anchor));
}

/** Lines in the middle of a cell's height; centred across it or set from its left edge. */
export function cell(
  lines: string[],
  box: Box,
  pad: number,
  face: Face,
  role: Text['role'],
  anchor: 'start' | 'middle' = 'start',
): Text[] {
  const top = box.y + (box.h - heightOf(lines.length, face)) / 2;
  const x = anchor === 'start' ? box.x + pad : box.x + box.w / 2;
  return paragraph(lines, x, top, face, role, anchor);
}
