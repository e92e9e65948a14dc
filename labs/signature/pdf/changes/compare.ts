import type { View } from '../file/store.ts';
import { sameBytes } from '../syntax/bytes.ts';
import { limit } from '../syntax/effort.ts';
import { NULL, type PdfDict, type PdfRef, type PdfStream, type PdfValue } from '../syntax/values.ts';
import type { Where } from './change.ts';

/** A way from the trailer to a value, kept as a list so that it costs nothing until it is told. */
export interface Path {
  readonly above: Path | null;
  readonly key: string;
  /** The reference last followed on the way. */
  readonly ref: PdfRef | null;
}

interface Pair {
  readonly a: PdfValue | undefined;
  readonly b: PdfValue | undefined;
  readonly path: Path;
}

/** Nodes that may be compared for one document. */
export interface Patience {
  left: number;
}

/**
 * Compares what can be reached from a value before and after a revision. Objects that have rules of their
 * own (pages, fields, annotations) are anchors: reached under the same number they end the walk.
 */
export class Comparer {
  readonly before: View;
  readonly after: View;
  readonly anchors: Set<number>;
  readonly patience: Patience;
  /** Pairs already compared: by number where both references have the same, by both numbers otherwise. */
  readonly #met = new Set<number | string>();

  constructor(before: View, after: View, anchors: Set<number>, patience: Patience) {
    this.before = before;
    this.after = after;
    this.anchors = anchors;
    this.patience = patience;
  }

  /** Whether both values are the same, asked without remembering: for questions, not for judgements. */
  alike(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
    return (
      new Comparer(this.before, this.after, this.anchors, this.patience).difference(a, b, root('')) === null
    );
  }

  /** Takes nodes from what may still be compared, or stops the work. */
  spend(nodes: number): void {
    this.patience.left -= nodes;
    if (this.patience.left < 0) throw limit(0, 'Terlalu banyak objek untuk dibandingkan.');
  }

  /** Whether the object was reached while comparing what must stay as it was. */
  reached(num: number): boolean {
    return this.#met.has(num);
  }

  /** The first difference reached, or null. A pair that was compared before is not compared again. */
  difference(a: PdfValue | undefined, b: PdfValue | undefined, path: Path): Path | null {
    const stack: Pair[] = [{ a, b, path }];
    for (let pair = stack.pop(); pair; pair = stack.pop()) {
      this.spend(1);
      const found = this.#step(pair, stack);
      if (found !== null) return found;
    }
    return null;
  }

  #step({ a = NULL, b = NULL, path }: Pair, stack: Pair[]): Path | null {
    let here = path;
    if (a.kind === 'ref' && b.kind === 'ref') {
      if (this.anchors.has(a.num) || this.anchors.has(b.num)) return a.num === b.num ? null : path;
      const key = a.num === b.num ? a.num : `${a.num} ${b.num}`;
      if (this.#met.has(key)) return null;
      this.#met.add(key);
    }
    if (b.kind === 'ref') here = { ...path, ref: b };
    return this.#values(this.before.get(a), this.after.get(b), here, stack);
  }

  #values(a: PdfValue, b: PdfValue, path: Path, stack: Pair[]): Path | null {
    if (a.kind === 'array' && b.kind === 'array') {
      if (a.items.length !== b.items.length) return path;
      a.items.forEach((item, i) => {
        stack.push({ a: item, b: b.items[i], path: down(path, String(i)) });
      });
      return null;
    }
    if (a.kind === 'dict' && b.kind === 'dict') {
      this.#entries(a, b, path, stack);
      return null;
    }
    if (a.kind === 'stream' && b.kind === 'stream') return this.#streams(a, b, path, stack);
    return sameScalar(a, b) ? null : path;
  }

  #entries(a: PdfDict, b: PdfDict, path: Path, stack: Pair[], except?: string): void {
    for (const key of keysOf(a, b)) {
      if (key === except) continue;
      stack.push({ a: a.entries.get(key), b: b.entries.get(key), path: down(path, key) });
    }
  }

  #streams(a: PdfStream, b: PdfStream, path: Path, stack: Pair[]): Path | null {
    this.#entries(a.dict, b.dict, path, stack, 'Length');
    const end = this.before.dataEnd(a);
    if (a.dataStart === b.dataStart && end === this.after.dataEnd(b)) return null;
    const before = this.before.raw(a);
    const after = this.after.raw(b);
    this.spend(before.length >> 4);
    return sameBytes(before, after) ? null : path;
  }
}

/** Numbers count by value: 612 and 612.0 are the same size of paper. */
function sameScalar(a: PdfValue, b: PdfValue): boolean {
  if (a.kind === 'number' || a.kind === 'name' || a.kind === 'boolean') {
    return a.kind === b.kind && a.value === b.value;
  }
  if (a.kind === 'string') return b.kind === 'string' && sameBytes(a.value, b.value);
  return a.kind === 'null' && b.kind === 'null';
}

/** Keys of either dictionary, each once. */
export function keysOf(a: PdfDict | null, b: PdfDict | null): Set<string> {
  return new Set([...(a?.entries.keys() ?? []), ...(b?.entries.keys() ?? [])]);
}

export const root = (key: string): Path => ({ above: null, key, ref: null });
export const down = (above: Path, key: string): Path => ({ above, key, ref: above.ref });

/** The path as text, with the object and offset it ends in. */
export function whereOf(path: Path, view: View): Where {
  const keys: string[] = [];
  for (let at: Path | null = path; at; at = at.above) keys.push(at.key);
  const { ref } = path;
  const entry = ref && view.find(ref.num)?.entry;
  return {
    path: keys.reverse().join('/'),
    ...(ref && { object: `${ref.num} ${ref.gen}` }),
    ...(entry?.type === 'plain' && { offset: entry.offset }),
  };
}
