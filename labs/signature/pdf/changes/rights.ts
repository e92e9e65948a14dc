import type { Changes, FieldLock, Finding, PdfDocument } from '../model.ts';
import type { Change } from './change.ts';

/** What the signatures already in the document leave to later writers. */
export interface Rights {
  /** 1 nothing, 2 forms and signatures, 3 annotations as well (12.8.2.2). */
  readonly permission: 1 | 2 | 3;
  readonly certified: boolean;
  readonly locks: readonly FieldLock[];
}

/**
 * Rights in force after revision `index`: the least that any signature up to there leaves. A document that
 * nobody certified allows what DocMDP would by its widest permission.
 */
export function rightsAfter(doc: PdfDocument, index: number): Rights {
  let permission: 1 | 2 | 3 = 3;
  let certified = false;
  const locks: FieldLock[] = [];
  for (const signature of doc.signatures) {
    if (signature.revisionIndex < 0 || signature.revisionIndex > index) continue;
    for (const lock of [signature.fieldMDP, signature.lock]) if (lock) locks.push(lock);
    for (const limit of [signature.docMDP, signature.lock?.permission ?? null]) {
      if (limit !== null && limit < permission) permission = limit;
    }
    if (signature.docMDP !== null) certified = true;
  }
  return { permission, certified, locks };
}

/** Whether a lock names the field, one of its parents, or everything (12.8.2.4). */
export function isLocked(rights: Rights, field: string): boolean {
  return rights.locks.some((lock) => {
    const named = lock.fields.some((name) => field === name || field.startsWith(`${name}.`));
    return lock.action === 'All' || (lock.action === 'Include' ? named : !named);
  });
}

const NEEDED = { always: 0, forms: 2, filling: 2, placing: 2, annotations: 3, never: 4, unknown: 0 } as const;

/** Kinds of change that alter what is seen without anybody signing for it. */
const CHANGES_SIGHT: ReadonlySet<Change['needs']> = new Set(['annotations', 'filling']);

/** Holds one change against the rights: the finding says what was done and why it may or may not stand. */
export function judge(change: Change, rights: Rights, revision: number): Finding {
  const { code, text, needs, where } = change;
  const base = { ...where, revision };
  if (needs === 'unknown')
    return { ...base, code, weight: 'unknown', text: `${text} Alat ini tidak dapat menilainya.` };
  if (needs === 'never')
    return { ...base, code, weight: 'fail', text: `${text} Perubahan seperti ini tidak pernah boleh.` };
  if (change.field !== undefined && isLocked(rights, change.field)) {
    const reason = 'Isian ini dikunci oleh penanda tangan.';
    return { ...base, code: `locked-${code}`, weight: 'fail', text: `${text} ${reason}` };
  }
  const needed = needs === 'placing' && rights.certified ? 3 : NEEDED[needs];
  if (needed > rights.permission) {
    const reason = 'Penanda tangan tidak mengizinkan perubahan jenis ini.';
    return { ...base, code: `forbidden-${code}`, weight: 'fail', text: `${text} ${reason}` };
  }
  // Nobody forbade it, but what is seen changes and nobody allowed it either; see POLICY.md of the verdict.
  if (CHANGES_SIGHT.has(needs) && !rights.certified)
    return {
      ...base,
      code,
      weight: 'unknown',
      text: `${text} Penanda tangan tidak mengizinkannya dengan tegas.`,
    };
  return { ...base, code, weight: 'info', text: `${text} Ini diperbolehkan.` };
}

/** The answer for a list of judged changes: the worst of them counts. */
export function levelOf(
  judged: readonly { readonly change: Change; readonly finding: Finding }[],
): Changes['level'] {
  if (judged.some(({ finding }) => finding.weight === 'fail')) return 'illegal';
  const undecided = judged.some(
    ({ change, finding }) => finding.weight === 'unknown' && !CHANGES_SIGHT.has(change.needs),
  );
  if (undecided) return 'not-checked';
  return judged.some(({ change }) => change.needs === 'annotations') ? 'annotations' : 'allowed';
}
