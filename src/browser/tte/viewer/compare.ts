/** Two versions of a file, page by page: drawn, compared as pictures and as text. */
import { type Box, changedBoxes, type TextChange, textChanges } from './difference.ts';
import { draw, type Opened, openPages, texts } from './open.ts';

export interface ComparedPage {
  readonly number: number;
  /** Null where a version has no such page. */
  readonly before: HTMLCanvasElement | null;
  readonly after: HTMLCanvasElement | null;
  readonly boxes: readonly Box[];
  readonly changes: readonly TextChange[];
}

export interface Comparison {
  readonly pages: readonly ComparedPage[];
  /** Pages that were not compared because there are too many. */
  readonly skipped: number;
}

const MOST_PAGES = 20;

/** @throws Error with an Indonesian sentence when either version cannot be shown. */
export async function compare(
  signed: Uint8Array,
  current: Uint8Array,
  password?: string,
): Promise<Comparison> {
  const [before, after] = await Promise.all([openPages(signed, password), openPages(current, password)]);
  try {
    const total = Math.max(before.numPages, after.numPages);
    const pages: ComparedPage[] = [];
    for (let number = 1; number <= Math.min(total, MOST_PAGES); number++) {
      pages.push(await comparePage(before, after, number));
    }
    return { pages, skipped: Math.max(0, total - MOST_PAGES) };
  } finally {
    await Promise.all([before.loadingTask.destroy(), after.loadingTask.destroy()]);
  }
}

async function comparePage(before: Opened, after: Opened, number: number): Promise<ComparedPage> {
  const [old, now] = await Promise.all([page(before, number), page(after, number)]);
  return {
    number,
    before: old.canvas,
    after: now.canvas,
    boxes: boxes(old.canvas, now.canvas),
    changes: textChanges(old.words, now.words),
  };
}

async function page(
  from: Opened,
  number: number,
): Promise<{ canvas: HTMLCanvasElement | null; words: string[] }> {
  if (number > from.numPages) return { canvas: null, words: [] };
  const one = await from.getPage(number);
  return { canvas: await draw(one), words: await texts(one) };
}

/** Pages of different size differ everywhere, and so does a page that only one side has. */
function boxes(before: HTMLCanvasElement | null, after: HTMLCanvasElement | null): Box[] {
  const only = before ?? after;
  if (!only) return [];
  if (!before || !after) return [{ x: 8, y: 8, width: only.width - 16, height: only.height - 16 }];
  const { width, height } = after;
  if (before.width !== width || before.height !== height) return [{ x: 0, y: 0, width, height }];
  return changedBoxes(pixels(before), pixels(after));
}

function pixels(canvas: HTMLCanvasElement): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** One over the other: black where both have ink, red where only the current one has, blue where it is gone. */
export function overlay(before: HTMLCanvasElement, after: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = after.width;
  canvas.height = after.height;
  const context = canvas.getContext('2d')!;
  const [old, now] = [pixels(before), pixels(after)];
  if (old.data.length !== now.data.length) {
    context.drawImage(after, 0, 0);
    return canvas;
  }
  const mixed = context.createImageData(canvas.width, canvas.height);
  for (let at = 0; at < mixed.data.length; at += 4) {
    const [was, is] = [light(old, at), light(now, at)];
    mixed.data[at] = was;
    mixed.data[at + 1] = Math.min(was, is);
    mixed.data[at + 2] = is;
    mixed.data[at + 3] = 255;
  }
  context.putImageData(mixed, 0, 0);
  return canvas;
}

function light({ data }: ImageData, at: number): number {
  return (data[at]! * 3 + data[at + 1]! * 6 + data[at + 2]!) / 10;
}
