/** What the desk asks its worker, and the answer. Questions are numbered; only the newest answer is shown. */
import type { Draft } from '../../sop/draft/draft.ts';
import type { Remark } from '../../sop/draft/judge.ts';
import type { Library } from '../../sop/draft/library.ts';
import type { Page, Paper } from '../../sop/sheet/model.ts';

export type Question =
  | { kind: 'library'; library: Library }
  | { kind: 'draft'; no: number; draft: Draft; paper: Paper['id'] };

export interface Answer {
  no: number;
  remarks: Remark[];
  pages: Page[];
  /** The pages as markup, all text escaped. */
  drawings: string[];
  /** Why there is no sheet; empty when there is one. */
  reason: string;
  /** Total of the standard times, in words. */
  total: string;
}
