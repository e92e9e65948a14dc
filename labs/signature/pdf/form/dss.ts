import type { View } from '../file/store.ts';
import type { SecurityStore, ValidationRelatedInfo } from '../model.ts';
import { itemsOf, type PdfDict, type PdfValue } from '../syntax/values.ts';

/** Reads /DSS of the catalog (ETSI EN 319 142-1, 5.4.2), null when there is none. */
export function readDss(view: View): SecurityStore | null {
  const root = view.dict(view.trailer.entries.get('Root'));
  const dss = view.dict(root?.entries.get('DSS'));
  if (!dss) return null;
  const vri = new Map<string, ValidationRelatedInfo>();
  for (const [key, value] of view.dict(dss.entries.get('VRI'))?.entries ?? []) {
    const info = view.dict(value);
    if (info === null) continue;
    vri.set(key.toUpperCase(), {
      certificates: streams(view, info, 'Cert'),
      ocsps: streams(view, info, 'OCSP'),
      crls: streams(view, info, 'CRL'),
      timestamp: dataOf(view, info.entries.get('TS')),
    });
  }
  return {
    certificates: streams(view, dss, 'Certs'),
    ocsps: streams(view, dss, 'OCSPs'),
    crls: streams(view, dss, 'CRLs'),
    vri,
  };
}

function streams(view: View, dict: PdfDict, key: string): Uint8Array[] {
  return itemsOf(view.entry(dict, key))
    .map((item) => dataOf(view, item))
    .filter((data) => data !== null);
}

function dataOf(view: View, value: PdfValue | undefined): Uint8Array | null {
  const stream = view.get(value);
  return stream.kind === 'stream' ? view.decoded(stream) : null;
}
