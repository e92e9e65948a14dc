/** Puts validation data into a draft (ETSI EN 319 142-1, 5.4.2: the document security store). */
import type { Certificate } from '../pki/certificate.ts';
import { appendRevision, type Draft, type PdfObject, rootObjects, stream } from './pdf-draft.ts';

export interface ValidationData {
  readonly certificates: readonly Certificate[];
  readonly ocsps: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** @returns the draft with the store as its newest revision, in place of an earlier one. */
export function addStore(draft: Draft, data: ValidationData): Draft {
  let next = draft.next;
  const objects: PdfObject[] = [];
  const list = (items: readonly Uint8Array[]): string => {
    const refs = items.map((item) => {
      objects.push([next, stream('', item)]);
      return `${next++} 0 R`;
    });
    return `[${refs.join(' ')}]`;
  };
  const entries = [
    `/Certs ${list(data.certificates.map((one) => one.raw))}`,
    data.ocsps.length > 0 ? `/OCSPs ${list(data.ocsps)}` : '',
    data.crls.length > 0 ? `/CRLs ${list(data.crls)}` : '',
  ];
  const store = next++;
  objects.push([store, `<< /Type /DSS ${entries.filter(Boolean).join(' ')} >>`]);
  const others = draft.catalog.replace(/ \/DSS \d+ 0 R/, '');
  const changed: Draft = { ...draft, next, catalog: `${others} /DSS ${store} 0 R` };
  return appendRevision(changed, [...rootObjects(changed), ...objects]);
}
