/** What can be said of one signature without any question of trust: coverage, later changes, mathematics. */
import type { TimestampAnswer } from '../cms/timestamp.ts';
import {
  type Changes,
  type Coverage,
  changesAfter,
  coverage,
  type PdfDocument,
  type PdfSignature,
} from '../pdf/index.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkIntegrity, type Integrity } from './integrity.ts';
import { innerTimestamps } from './proof.ts';

/** `subFilter` of a signature that stands in a CMS file of its own. */
export const CMS_FILE = 'CMS';

/** What a report says of the signature itself, be it in a PDF or in a CMS file. */
export type Subject = Pick<PdfSignature, 'kind' | 'fieldName' | 'subFilter' | 'revisionIndex' | 'claimed'>;

export interface Examined {
  readonly signature: Subject;
  readonly coverage: Coverage;
  readonly changes: Changes;
  readonly integrity: Integrity;
  /** Timestamps inside the signature. */
  readonly stamps: readonly TimestampAnswer[];
}

/** @param store certificates of the document's security store. */
export function examine(doc: PdfDocument, signature: PdfSignature, store: readonly Certificate[]): Examined {
  const integrity = checkIntegrity(doc, signature, store);
  return {
    signature,
    coverage: coverage(doc, signature),
    changes: changesAfter(doc, signature),
    integrity,
    stamps: innerTimestamps({ integrity }, store),
  };
}
