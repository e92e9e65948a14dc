import { viewOf } from '../document.ts';
import { readFields } from '../form/fields.ts';
import type { Changes, Finding, PdfDocument, PdfSignature } from '../model.ts';
import { judge, levelOf, rightsAfter } from './rights.ts';
import { type ChainStep, stepsOf } from './steps.ts';

/**
 * Judges everything that later revisions did after the one this signature closes, revision by revision:
 * against a list of what may change at all, and against the rights that DocMDP, FieldMDP and locks left.
 * What cannot be decided is `not-checked`, with a finding that says why.
 */
export function changesAfter(doc: PdfDocument, signature: PdfSignature): Changes {
  if (doc.repaired || signature.revisionIndex < 0) {
    const text = doc.repaired
      ? 'Susunan berkas rusak, sehingga perubahan sesudah tanda tangan tidak dapat dinilai.'
      : 'Tanda tangan tidak menutup sebuah revisi, sehingga tidak jelas apa yang terjadi sesudahnya.';
    return { level: 'not-checked', findings: [{ code: 'no-revision', weight: 'unknown', text }] };
  }
  const later = doc.revisions.slice(signature.revisionIndex + 1);
  if (later.length === 0) return { level: 'none', findings: [] };
  if (!heldBy(doc, signature)) {
    const text = 'Tanda tangan ini belum dipasang di isiannya ketika revisinya ditutup.';
    const finding = { code: 'attached-later', weight: 'fail', text, offset: signature.dictOffset } as const;
    return { level: 'illegal', findings: [finding] };
  }
  const judged = later.flatMap((revision) => {
    const step: ChainStep = stepsOf(doc, revision.index);
    const rights = rightsAfter(doc, revision.index - 1);
    return step.changes.map((change) => ({ change, finding: judge(change, rights, revision.index) }));
  });
  const findings: Finding[] = judged.map(({ finding }) => finding);
  return { level: levelOf(judged), findings };
}

/** Whether the form of the revision the signature closes holds it already, in the same place of the file. */
function heldBy(doc: PdfDocument, signature: PdfSignature): boolean {
  const view = viewOf(doc, signature.revisionIndex);
  return readFields(view).some((field) => view.dict(field.value)?.start === signature.dictOffset);
}
