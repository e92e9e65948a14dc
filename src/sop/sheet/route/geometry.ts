/** Small geometry of boxes, points and the corners of an arrow. */
import type { Box, Point, Shape } from '../model.ts';

export function middle({ box }: Shape): Point {
  return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}

/** The point where an arrow from the middle towards `next` leaves the symbol. */
export function leave(from: Point, next: Point, box: Box): Point {
  if (next.y > from.y) return { x: from.x, y: box.y + box.h };
  return { x: next.x > from.x ? box.x + box.w : box.x, y: from.y };
}

/** Only the points where the way turns, and its ends. */
export function corners(points: Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before || !after) return true;
    return (before.x === point.x) !== (point.x === after.x);
  });
}

export function grow(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function within(point: Point, box: Box): boolean {
  return point.x >= box.x && point.x <= box.x + box.w && point.y >= box.y && point.y <= box.y + box.h;
}

/** Does the straight piece between two points touch the box? */
export function touches(a: Point, b: Point, box: Box): boolean {
  return (
    Math.max(a.x, b.x) > box.x &&
    Math.min(a.x, b.x) < box.x + box.w &&
    Math.max(a.y, b.y) > box.y &&
    Math.min(a.y, b.y) < box.y + box.h
  );
}
