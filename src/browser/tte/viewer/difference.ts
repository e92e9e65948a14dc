/** What differs between two drawings of a page, and between two texts. Pure functions on plain data. */

/** In pixels of the drawing. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const CELL = 10;
/** Sum of the three channels below which two pixels count as the same; swallows smoothing of edges. */
const TOLERANCE = 90;
/** Changed cells this close belong to one change. */
const REACH = 2;

/** Regions in which two pictures of equal size differ, top to bottom. */
export function changedBoxes(before: ImageData, after: ImageData): Box[] {
  const columns = Math.ceil(before.width / CELL);
  const rows = Math.ceil(before.height / CELL);
  const changed = changedCells(before, after, columns, rows);
  const boxes: Box[] = [];
  for (let cell = 0; cell < changed.length; cell++) {
    if (changed[cell] === 1) boxes.push(grow(changed, cell, columns, rows));
  }
  return boxes.sort((a, b) => a.y - b.y || a.x - b.x);
}

function changedCells(before: ImageData, after: ImageData, columns: number, rows: number): Uint8Array {
  const changed = new Uint8Array(columns * rows);
  const { width, data } = before;
  for (let at = 0; at < data.length; at += 4) {
    const distance =
      Math.abs(data[at]! - after.data[at]!) +
      Math.abs(data[at + 1]! - after.data[at + 1]!) +
      Math.abs(data[at + 2]! - after.data[at + 2]!);
    if (distance < TOLERANCE) continue;
    const pixel = at / 4;
    const column = Math.floor((pixel % width) / CELL);
    changed[Math.floor(pixel / width / CELL) * columns + column] = 1;
  }
  return changed;
}

/** Takes the whole neighbourhood of a changed cell out of the grid and returns what encloses it. */
function grow(changed: Uint8Array, start: number, columns: number, rows: number): Box {
  let [left, right, top, bottom] = [columns, 0, rows, 0];
  const open = [start];
  changed[start] = 2;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [x, y] = [cell % columns, Math.floor(cell / columns)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    for (let dy = -REACH; dy <= REACH; dy++) {
      for (let dx = -REACH; dx <= REACH; dx++) {
        const next = (y + dy) * columns + x + dx;
        const inside = x + dx >= 0 && x + dx < columns && y + dy >= 0 && y + dy < rows;
        if (!inside || changed[next] !== 1) continue;
        changed[next] = 2;
        open.push(next);
      }
    }
  }
  return {
    x: left * CELL,
    y: top * CELL,
    width: (right - left + 1) * CELL,
    height: (bottom - top + 1) * CELL,
  };
}

export interface TextChange {
  /** Null when the text was added. */
  readonly before: string | null;
  /** Null when the text was taken away. */
  readonly after: string | null;
}

/** Longer texts are compared as far as this. */
const MOST = 1500;

/** Pieces of text that were replaced, added or taken away, in reading order (longest common subsequence). */
export function textChanges(before: readonly string[], after: readonly string[]): TextChange[] {
  const [a, b] = [before.slice(0, MOST), after.slice(0, MOST)];
  const wide = b.length + 1;
  const common = new Uint16Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * wide + j] =
        a[i] === b[j]
          ? common[(i + 1) * wide + j + 1]! + 1
          : Math.max(common[(i + 1) * wide + j]!, common[i * wide + j + 1]!);
    }
  }
  const changes: TextChange[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  const flush = (): void => {
    for (let n = 0; n < Math.max(gone.length, come.length); n++) {
      changes.push({ before: gone[n] ?? null, after: come[n] ?? null });
    }
    [gone, come] = [[], []];
  };
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      flush();
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * wide + j]! >= common[i * wide + j + 1]!)) {
      gone.push(a[i++]!);
    } else come.push(b[j++]!);
  }
  flush();
  return changes;
}
