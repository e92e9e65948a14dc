import type { ChainLink } from '../file/chain.ts';
import { type Store, View } from '../file/store.ts';
import { type Finding, PdfError, type PdfSignature } from '../model.ts';
import { dictOf, NULL, nameOf, type PdfDict } from '../syntax/values.ts';
import { readFields } from './fields.ts';
import { readTransforms } from './locks.ts';

/** Beyond this many objects the search would cost seconds and change no verdict. */
const MOST_OBJECTS = 60_000;

/**
 * Signature dictionaries that stand in some revision of the file but that no field of the newest form leads
 * to: left over, removed later, or hidden for another reader to find. Usage rights (12.8.2.3) are no
 * signature of a person and are passed over.
 */
export function findUnreached(store: Store, signatures: readonly PdfSignature[]): Finding[] {
  const known = new Set(signatures.map((signature) => signature.dictOffset));
  const findings: Finding[] = [];
  const count = store.links.reduce((sum, link) => sum + entriesOf(link), 0);
  if (count > MOST_OBJECTS) {
    const text = `Berkas memuat ${count} objek; kamus tanda tangan yang tidak dipakai tidak dicari.`;
    return [{ code: 'unreached-not-searched', weight: 'info', text }];
  }
  store.links.forEach((link, revision) => {
    const view = new View(store, revision);
    for (const section of link.sections) {
      for (const [num, entry] of section.entries) {
        if (entry.type === 'free' || view.find(num)?.entry !== entry) continue;
        const gen = entry.type === 'plain' ? entry.gen : 0;
        const dict = signatureAt(view, num, gen);
        if (dict === null || known.has(dict.start)) continue;
        known.add(dict.start);
        const place = { object: `${num} ${gen}`, offset: dict.start, revision };
        findings.push({ ...leftOver(view, dict), ...place });
      }
    }
  });
  return findings;
}

/** Whether the form of that revision still held the signature: then a later one took it away. */
function leftOver(view: View, dict: PdfDict): Pick<Finding, 'code' | 'weight' | 'text'> {
  const field = readFields(view).find((other) => view.dict(other.value) === dict);
  if (field) {
    const text = `Tanda tangan di isian "${field.name}" pernah ada, lalu dilepas oleh revisi kemudian.`;
    return { code: 'signature-removed', weight: 'fail', text };
  }
  const text = 'Ada kamus tanda tangan di berkas yang tidak dipakai oleh isian tanda tangan mana pun.';
  return { code: 'unreached-signature', weight: 'unknown', text };
}

function entriesOf(link: ChainLink): number {
  return link.sections.reduce((sum, section) => sum + section.entries.size, 0);
}

function signatureAt(view: View, num: number, gen: number): PdfDict | null {
  try {
    const dict = dictOf(view.get({ kind: 'ref', num, gen, start: 0, end: 0 }));
    if (dict === null) return null;
    const type = nameOf(dict.entries.get('Type') ?? NULL);
    const signed = dict.entries.has('ByteRange') && dict.entries.has('Contents');
    const rights = readTransforms(view, dict).usageRights;
    return !rights && (type === 'Sig' || type === 'DocTimeStamp' || signed) ? dict : null;
  } catch (error) {
    if (error instanceof PdfError && error.code === 'damaged') return null;
    throw error;
  }
}
