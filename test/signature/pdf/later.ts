import assert from 'node:assert/strict';
import { type Changes, changesAfter, openPdf } from '../../../labs/signature/pdf/index.ts';
import { type Objects, revise, seal, signature, signedDocument, stream } from './build.ts';

/** What is said of the first signature of a document that must be readable without repair. */
export const after = (bytes: Uint8Array): Changes => {
  const doc = openPdf(bytes);
  assert.equal(doc.repaired, false);
  return changesAfter(doc, doc.signatures[0]!);
};
export const codes = (answer: Changes, weight = 'fail'): string[] =>
  answer.findings.flatMap((finding) => (finding.weight === weight ? [finding.code] : []));

/** What is said of the basic signed document after one more revision with these objects. */
export function later(objects: Objects, replaced: Objects = {}, trailer = ''): Changes {
  return after(revise(signedDocument(replaced), objects, trailer));
}

export const illegal = (answer: Changes, code: string): void => {
  assert.equal(answer.level, 'illegal');
  assert.ok(codes(answer).includes(code), `${code} not in ${codes(answer)}`);
};

export const PAGE = '/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>';
export const CATALOG = '/Type/Catalog/Pages 2 0 R';
export const FORM = '/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R]/DR<</Font<</F1 5 0 R>>>>>>';
export const SIGNED = '/FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/P 3 0 R';
export const TEXT = '/FT/Tx/T(nama)/Type/Annot/Subtype/Widget/Rect[72 600 272 620]/P 3 0 R/DA(/F1 12 Tf)';
export const DOC_MDP = (level: number): string =>
  `/Reference[<</TransformMethod/DocMDP/TransformParams<</P ${level}>>>>]`;
export const LOOK = stream('/Tx BMC (Ani) Tj EMC', '/Type/XObject/Subtype/Form/BBox[0 0 200 20]');

/** A further signature in a new field "dua" at the given rectangle. */
export function countersigned(before: Uint8Array, rect: string, type = 'Sig'): Uint8Array {
  return seal(
    revise(before, {
      1: `<<${CATALOG}${FORM.replace('9 0 R]', '9 0 R 10 0 R]')}>>`,
      3: `<<${PAGE}/Contents 4 0 R/Annots[7 0 R 9 0 R 10 0 R]>>`,
      10: `<</FT/Sig/T(dua)/Subtype/Widget/Rect[${rect}]/P 3 0 R/V 21 0 R>>`,
      21: signature('', type),
    }),
  );
}
