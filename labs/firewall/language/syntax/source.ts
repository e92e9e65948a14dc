/**
 * A text with its lines, and places in it. nft counts lines and columns from 1 and names the included file a place
 * is in (struct location / input_descriptor in nftables' erec.c); so do we.
 */
import type { Span } from '../ruleset.ts';

export class Source {
  readonly text: string;
  /** null for the main text. */
  readonly file: string | null;
  private readonly lineStarts: number[] = [0];

  constructor(text: string, file: string | null) {
    this.text = text;
    this.file = file;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lineStarts.push(at + 1);
  }

  /** Line and column of an offset, both from 1. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.lineStarts[low]! + 1 };
  }
}

/** A stretch of a source; cheap to keep on every node, turned into a Span only when somebody looks at it. */
export interface Place {
  source: Source;
  start: number;
  end: number;
}

export function spanOf(place: Place): Span {
  const from = place.source.position(place.start);
  const to = place.source.position(place.end);
  return {
    offset: place.start,
    endOffset: place.end,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ...(place.source.file === null ? {} : { file: place.source.file }),
  };
}

export function textOf(place: Place): string {
  return place.source.text.slice(place.start, place.end);
}

export function join(first: Place, last: Place): Place {
  return first.source === last.source ? { source: first.source, start: first.start, end: last.end } : first;
}
