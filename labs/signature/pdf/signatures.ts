import { berLength } from './file/ber.ts';
import type { View } from './file/store.ts';
import { dateOf, textOf } from './file/text.ts';
import { readTransforms } from './form/locks.ts';
import type { Finding, PdfDocument, PdfSignature, SignatureClaims, Span } from './model.ts';
import { integerOf, itemsOf, nameOf, type PdfDict, type PdfRef, type PdfValue } from './syntax/values.ts';

/** The bytes a signature's digest is taken over, in order, without copying; empty when the range is unusable. */
export function signedPieces(doc: PdfDocument, signature: PdfSignature): Uint8Array[] {
  const range = signature.byteRange;
  if (range === null) return [];
  const [a, b, c, d] = range;
  if (Math.min(a, b, c, d) < 0 || a + b > c || c + d > doc.bytes.length) return [];
  return [doc.bytes.subarray(a, a + b), doc.bytes.subarray(c, c + d)];
}

/** Entries a verdict rests on: written twice, one reader may take the first and another the second. */
const DECISIVE = new Set(['ByteRange', 'Contents', 'Cert', 'Filter', 'Reference', 'SubFilter']);

/** The part of a signature that its own dictionary holds; field, lock and place are added by the document. */
export type SignatureCore = Omit<
  PdfSignature,
  'fieldName' | 'otherFields' | 'lock' | 'place' | 'revisionIndex'
>;

/**
 * Reads a signature dictionary (12.8.1). Entries are followed in `view`, which should be the revision the
 * signature closes: a later revision must not be able to change what the signature says of itself.
 */
export function readSignature(view: View, dict: PdfDict, ref: PdfRef | null): SignatureCore {
  const findings: Finding[] = [];
  const packed = ref !== null && view.find(ref.num)?.entry.type === 'packed';
  const object = ref === null ? null : `${ref.num} ${ref.gen}`;
  const fail = (code: string, text: string): void => {
    findings.push({ code, weight: 'fail', text, offset: dict.start, ...(object && { object }) });
  };
  for (const key of dict.repeated.filter((repeated) => DECISIVE.has(repeated))) {
    fail('repeated-key', `Kunci /${key} ditulis lebih dari sekali di kamus tanda tangan.`);
  }
  if (packed)
    fail('packed-dictionary', 'Kamus tanda tangan berada di aliran objek, jadi tidak dapat diperiksa.');
  const range = readRange(view, dict);
  if (range === null)
    fail('byte-range', 'Rentang byte (/ByteRange) tidak ada atau bukan empat bilangan bulat.');
  const contents = readContents(view, dict, packed);
  if (contents === null)
    fail('contents', 'Isi tanda tangan (/Contents) tidak ada atau bukan teks heksadesimal.');
  const bytes = contents?.bytes ?? new Uint8Array();
  const length = berLength(bytes);
  if (contents && length === 0)
    fail('contents-not-ber', 'Isi tanda tangan (/Contents) bukan wadah CMS yang utuh.');
  const padding = bytes.subarray(length);
  if (length > 0 && padding.some((byte) => byte !== 0)) {
    findings.push({
      code: 'padding',
      weight: 'unknown',
      text: 'Sisa ruang di /Contents berisi data yang tidak ditandatangani.',
      offset: dict.start,
    });
  }
  const { docMDP, fieldMDP } = readTransforms(view, dict);
  const subFilter = nameOf(view.entry(dict, 'SubFilter'));
  const timestamp = nameOf(view.entry(dict, 'Type')) === 'DocTimeStamp' || subFilter === 'ETSI.RFC3161';
  return {
    kind: timestamp ? 'timestamp' : 'signature',
    filter: nameOf(view.entry(dict, 'Filter')),
    subFilter,
    object,
    dictOffset: dict.start,
    byteRange: range,
    contents: bytes.subarray(0, length),
    padding,
    contentsSpan: contents?.span ?? null,
    certificates: readCertificates(view, dict),
    claimed: readClaims(view, dict),
    docMDP,
    fieldMDP,
    findings,
  };
}

function readRange(view: View, dict: PdfDict): [number, number, number, number] | null {
  const items = itemsOf(view.entry(dict, 'ByteRange')).map((item) => integerOf(view.get(item)));
  const [a, b, c, d] = items;
  if (items.length !== 4) return null;
  return typeof a === 'number' && typeof b === 'number' && typeof c === 'number' && typeof d === 'number'
    ? [a, b, c, d]
    : null;
}

function readContents(view: View, dict: PdfDict, packed: boolean): { bytes: Uint8Array; span: Span } | null {
  const written = dict.entries.get('Contents');
  if (written === undefined || packed) return null;
  if (written.kind === 'ref' && view.find(written.num)?.entry.type !== 'plain') return null;
  const value = view.get(written);
  if (value.kind !== 'string' || !value.hex) return null;
  return { bytes: value.value, span: { start: value.start, end: value.end } };
}

function readCertificates(view: View, dict: PdfDict): Uint8Array[] {
  const value = view.entry(dict, 'Cert');
  const values: readonly PdfValue[] = value.kind === 'array' ? value.items : [value];
  return values.flatMap((item) => {
    const found = view.get(item);
    return found.kind === 'string' ? [found.value] : [];
  });
}

function readClaims(view: View, dict: PdfDict): SignatureClaims {
  const text = (key: string): string | null => (view.store.locked ? null : textOf(view.entry(dict, key)));
  return {
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
    contact: text('ContactInfo'),
    date: view.store.locked ? null : dateOf(view.entry(dict, 'M')),
  };
}
