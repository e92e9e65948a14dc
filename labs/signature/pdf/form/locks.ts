import type { View } from '../file/store.ts';
import { textOf } from '../file/text.ts';
import type { FieldLock } from '../model.ts';
import { integerOf, itemsOf, nameOf, type PdfDict } from '../syntax/values.ts';

/** Reads /Lock of a field (12.7.5.5) or the /TransformParams of FieldMDP (12.8.2.4): they share their form. */
export function readLock(view: View, dict: PdfDict): FieldLock {
  const action = nameOf(view.entry(dict, 'Action'));
  return {
    // An unknown action cannot be narrowed down, so it locks everything.
    action: action === 'Include' || action === 'Exclude' ? action : 'All',
    fields: itemsOf(view.entry(dict, 'Fields')).map((item) => textOf(view.get(item)) ?? ''),
    permission: permissionOf(view, dict),
  };
}

/** /P of a lock or of DocMDP parameters: 1 no changes, 2 forms and signatures, 3 also annotations. */
export function permissionOf(view: View, dict: PdfDict): 1 | 2 | 3 | null {
  const value = integerOf(view.entry(dict, 'P'));
  return value === 1 || value === 2 || value === 3 ? value : null;
}

/** What the signature references (12.8.2) of a dictionary take away. */
export interface Transforms {
  readonly docMDP: 1 | 2 | 3 | null;
  readonly fieldMDP: FieldLock | null;
  /** A UR or UR3 transform: rights granted by the maker of a reader, no signature of a person. */
  readonly usageRights: boolean;
}

export function readTransforms(view: View, signature: PdfDict): Transforms {
  let docMDP: 1 | 2 | 3 | null = null;
  let fieldMDP: FieldLock | null = null;
  let usageRights = false;
  for (const item of itemsOf(view.entry(signature, 'Reference'))) {
    const reference = view.dict(item);
    if (reference === null) continue;
    const params = view.dict(reference.entries.get('TransformParams'));
    const method = nameOf(view.entry(reference, 'TransformMethod'));
    if (method === 'DocMDP') docMDP = (params && permissionOf(view, params)) ?? 2;
    if (method === 'UR' || method === 'UR3') usageRights = true;
    if (method === 'FieldMDP' && params) fieldMDP = readLock(view, params);
  }
  return { docMDP, fieldMDP, usageRights };
}
