/** From the reports on the signatures to the one verdict on the document. */
import type { PdfDocument } from '../pdf/index.ts';
import type { Report, SignatureReport } from './report.ts';
import {
  NO_SIGNATURE,
  notCheckedWords,
  ONLY_TIMESTAMPS,
  REMOVED_BEFORE,
  removedWords,
  type Words,
} from './words.ts';

/** The document is as good as its worst signature; only a person's signature can make it valid. */
export function summary(
  doc: Pick<PdfDocument, 'repaired' | 'findings'>,
  signatures: readonly SignatureReport[],
): Words & Pick<Report, 'verdict'> {
  const worst = (test: (one: SignatureReport) => boolean): SignatureReport | undefined =>
    signatures.find(test);
  const removed = doc.findings.find((finding) => finding.code === 'signature-removed');
  if (removed && signatures.every((one) => one.kind === 'timestamp'))
    return { verdict: 'invalid', ...removedWords((removed.revision ?? 0) + 1) };
  if (signatures.length === 0) {
    if (doc.repaired)
      return {
        verdict: 'not-checked',
        ...notCheckedWords('Susunan berkas rusak dan tidak ada tanda tangan yang dapat dibaca.'),
      };
    return { verdict: 'no-signature', ...NO_SIGNATURE };
  }
  const failed = worst((one) => one.indication === 'TOTAL-FAILED');
  if (failed) return { verdict: 'invalid', sentence: failed.sentence, todo: failed.todo };
  const unknown = worst((one) => one.checks.integrity === 'not-checked');
  if (unknown) {
    const why = unknown.explanations[0]?.text ?? '';
    return { verdict: 'not-checked', ...notCheckedWords(why) };
  }
  const open = worst((one) => one.indication === 'INDETERMINATE');
  if (open) {
    // The worst one may be a timestamp over signatures that are themselves sound: say which it is.
    const onlyStamps = signatures.every(
      (one) => one.kind === 'timestamp' || one.indication === 'TOTAL-PASSED',
    );
    const prefix =
      open.kind === 'timestamp' && onlyStamps ? 'Cap waktu pada dokumen belum dapat dipercaya. ' : '';
    return { verdict: 'indeterminate', sentence: prefix + open.sentence, todo: open.todo };
  }
  if (signatures.every((one) => one.kind === 'timestamp'))
    return { verdict: 'indeterminate', ...ONLY_TIMESTAMPS };
  if (removed) return { verdict: 'indeterminate', ...REMOVED_BEFORE };
  const [first] = signatures;
  return { verdict: 'valid', sentence: first!.sentence, todo: first!.todo };
}
