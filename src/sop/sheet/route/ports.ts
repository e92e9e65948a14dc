/** Which side an arrow leaves its symbol by, and where its answer (Ya, Tidak) is written. */
import { type Face, textWidth } from '../metrics.ts';
import type { Box, Shape, Text } from '../model.ts';
import { lineOf } from '../write.ts';
import type { Dir } from './grid.ts';

export const LABEL: Face = { size: 8 };

/** Down, left, right. Nothing leaves a symbol upwards: arrows enter there. */
export const SIDES: Dir[] = [1, 2, 0];

/** How little a side is wanted, as extra length in points: straight down to what is below, sideways to the rest. */
export function reluctance(source: Shape, target: Shape, blocked: boolean, side: Dir): number {
  if (source.kind === 'segi-lima') return side === 1 ? 0 : Number.POSITIVE_INFINITY;
  const across = target.box.x + target.box.w / 2 - (source.box.x + source.box.w / 2);
  const below = target.box.y > source.box.y;
  const sameColumn = Math.abs(across) < 1;
  if (side === 1) return below ? (sameColumn && !blocked ? 0 : 24) : 70;
  if (sameColumn) return blocked || !below ? 0 : 40;
  return across > 0 === (side === 0) ? 0 : 50;
}

/** Places where a label may stand for a side, best first; `away` is the horizontal direction the arrow goes on to. */
export function labelPlaces(text: string, source: Shape, side: Dir, area: Box, away: number): Text[] {
  const { box } = source;
  const middleX = box.x + box.w / 2;
  const middleY = box.y + box.h / 2;
  const width = textWidth(text, LABEL);
  const at = (x: number, y: number) => lineOf(text, x, y, LABEL, 'label');
  if (side === 1) {
    const y = box.y + box.h + 7.4;
    const right = at(middleX + 3.2, y);
    const left = at(middleX - 3.2 - width, y);
    return away > 0 ? [left, right] : [right, left];
  }
  const outer =
    side === 0
      ? Math.min(box.x + box.w + 3, area.x + area.w - 2 - width)
      : Math.max(box.x - 3 - width, area.x + 2);
  const over = side === 0 ? box.x + box.w - outer : outer + width - box.x;
  const lift = 3 + Math.max(0, over + 1) * (box.h / box.w);
  return [at(outer, middleY - lift), at(outer, middleY + lift + 5.4)];
}
