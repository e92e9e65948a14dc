import { viewOf } from '../document.ts';
import { type PdfDocument, PdfError } from '../model.ts';
import { compareDocument } from './catalog.ts';
import { type Change, Ledger } from './change.ts';
import type { Patience } from './compare.ts';
import { inspectIncrement } from './increment.ts';
import { type Scene, sceneOf, stepBetween } from './scene.ts';

/** What one revision did to the one before it. */
export interface ChainStep {
  readonly changes: readonly Change[];
}

/** Nodes compared for one document, all its revisions together. */
const PATIENCE = 6_000_000;

interface Memory {
  readonly patience: Patience;
  readonly scenes: Map<number, Scene>;
  readonly steps: Map<number, ChainStep>;
}

const memories = new WeakMap<PdfDocument, Memory>();

/** The changes of revision `index`, worked out once however many signatures ask. */
export function stepsOf(doc: PdfDocument, index: number): ChainStep {
  let memory = memories.get(doc);
  if (!memory) {
    memory = { patience: { left: PATIENCE }, scenes: new Map(), steps: new Map() };
    memories.set(doc, memory);
  }
  const known = memory.steps.get(index);
  if (known) return known;
  const step = compare(doc, index, memory);
  memory.steps.set(index, step);
  return step;
}

function compare(doc: PdfDocument, index: number, memory: Memory): ChainStep {
  if (doc.encryption && !doc.encryption.unlocked) {
    return unknown('locked-document', 'Dokumen terkunci kata sandi, jadi isinya tidak dapat dibandingkan.');
  }
  const ledger = new Ledger();
  try {
    const step = stepBetween(
      scene(doc, index - 1, memory),
      scene(doc, index, memory),
      ledger,
      memory.patience,
    );
    compareDocument(step);
    inspectIncrement(step.after.view, ledger);
    return { changes: ledger.changes };
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    const reason = unknown('not-comparable', `${error.what} Revisi ini tidak dapat dibandingkan seluruhnya.`);
    return { changes: [...ledger.changes, ...reason.changes] };
  }
}

function scene(doc: PdfDocument, index: number, memory: Memory): Scene {
  const known = memory.scenes.get(index);
  if (known) return known;
  const made = sceneOf(viewOf(doc, index));
  memory.scenes.set(index, made);
  return made;
}

const unknown = (code: string, text: string): ChainStep => ({ changes: [{ code, needs: 'unknown', text }] });
