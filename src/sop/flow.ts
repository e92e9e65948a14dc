/**
 * The arrows of an SOP as data: from which row to which row, and by which answer.
 * The linter, the reading view and the official sheet all take their arrows from here.
 */
import type { Sop } from '../schemas/sop.ts';

/** The part of an SOP the flow is read from; a draft that breaks the rules is accepted too. */
export type FlowSource = Pick<Sop, 'langkah'>;

export interface Edge {
  /** Step numbers, from 1. `to` may name a row that does not exist: the linter says so. */
  from: number;
  to: number;
  /** `lanjut` for a step that is no decision. */
  exit: 'lanjut' | 'ya' | 'tidak';
  /** What the answer means here, e.g. `Insiden`; empty where the SOP gives none. */
  meaning: string;
}

/** Arrows leaving one row. A step without `lanjut` goes to the row below; an end goes nowhere. */
export function exitsOf(sop: FlowSource, no: number): Edge[] {
  const step = sop.langkah[no - 1];
  if (!step || step.simbol === 'selesai') return [];
  if (step.simbol === 'keputusan') {
    const edges: Edge[] = [];
    if (step.ya) edges.push({ from: no, to: step.ya.ke, exit: 'ya', meaning: step.ya.label ?? '' });
    if (step.tidak)
      edges.push({ from: no, to: step.tidak.ke, exit: 'tidak', meaning: step.tidak.label ?? '' });
    return edges;
  }
  return [{ from: no, to: step.lanjut ?? no + 1, exit: 'lanjut', meaning: '' }];
}

/** Every arrow of the SOP, in row order; for a decision first yes, then no. */
export function edgesOf(sop: FlowSource): Edge[] {
  return sop.langkah.flatMap((_, index) => exitsOf(sop, index + 1));
}

/** Rows that can be reached from the first row by following arrows. */
export function reachable(sop: FlowSource): Set<number> {
  const seen = new Set<number>();
  const queue = [1];
  while (queue.length > 0) {
    const no = queue.pop()!;
    if (seen.has(no) || no < 1 || no > sop.langkah.length) continue;
    seen.add(no);
    for (const edge of exitsOf(sop, no)) queue.push(edge.to);
  }
  return seen;
}
