import { type Store, View } from '../file/store.ts';
import type { PdfSignature } from '../model.ts';
import { readSignature, type SignatureCore } from '../signatures.ts';
import { isWhite } from '../syntax/bytes.ts';
import { limit } from '../syntax/effort.ts';
import type { PdfDict, PdfRef } from '../syntax/values.ts';
import { type Field, readFields, type Widget } from './fields.ts';
import { permissionOf, readLock } from './locks.ts';
import { pagesOfAnnotations, readPages, rectangleOf } from './pages.ts';

/** What the form of the newest revision holds: signatures, and signature fields that wait for one. */
export interface SignatureFields {
  readonly signatures: readonly PdfSignature[];
  readonly empty: readonly string[];
}

/** One dictionary and the fields whose value it is. */
interface Carried {
  readonly dict: PdfDict;
  readonly ref: PdfRef | null;
  readonly fields: Field[];
}

/** Walks the form, and /Perms of the catalog (12.8.6), for signature dictionaries. */
export function findSignatures(store: Store): SignatureFields {
  const view = new View(store, store.links.length - 1);
  const carried: Carried[] = [];
  const empty: string[] = [];
  for (const field of readFields(view)) {
    if (field.type !== 'Sig' || field.hasFieldKids) continue;
    const dict = view.dict(field.value);
    if (dict === null) {
      empty.push(field.name);
      continue;
    }
    const known = carried.find((other) => other.dict === dict);
    if (known) known.fields.push(field);
    else carried.push({ dict, ref: field.value.kind === 'ref' ? field.value : null, fields: [field] });
    if (carried.length > store.limits.signatures) throw limit(dict.start, 'Terlalu banyak tanda tangan.');
  }
  const certifying = certificationOf(view);
  if (certifying && !carried.some((other) => other.dict === certifying.dict)) carried.push(certifying);
  const signatures = carried.map((item) => describe(store, item, certifying?.dict ?? null));
  signatures.sort((a, b) => endOf(a) - endOf(b) || a.dictOffset - b.dictOffset);
  return { signatures, empty };
}

function certificationOf(view: View): Carried | null {
  const root = view.dict(view.trailer.entries.get('Root'));
  const perms = view.dict(root?.entries.get('Perms'));
  const written = perms?.entries.get('DocMDP');
  const dict = view.dict(written);
  return dict && { dict, ref: written?.kind === 'ref' ? written : null, fields: [] };
}

function endOf(signature: PdfSignature): number {
  return signature.byteRange === null
    ? Number.MAX_SAFE_INTEGER
    : signature.byteRange[2] + signature.byteRange[3];
}

function describe(store: Store, item: Carried, certifying: PdfDict | null): PdfSignature {
  const newest = new View(store, store.links.length - 1);
  const revisionIndex = closedRevision(store, readSignature(newest, item.dict, item.ref));
  const view = revisionIndex < 0 ? newest : new View(store, revisionIndex);
  const core = readSignature(view, item.dict, item.ref);
  const first = item.fields[0];
  const field = first && (readFields(view).find((other) => other.name === first.name) ?? first);
  const lock = field && view.dict(field.dict.entries.get('Lock'));
  return {
    ...core,
    fieldName: field?.name ?? '',
    otherFields: item.fields.slice(1).map((other) => other.name),
    docMDP: core.docMDP ?? (certifying === item.dict ? defaultPermission(view, item.dict) : null),
    lock: lock ? readLock(view, lock) : null,
    place: field?.widgets[0] ? placeOf(view, field.widgets[0]) : null,
    revisionIndex,
  };
}

/** A certification whose parameters are missing stands for the default of 12.8.2.2, forms and signatures. */
function defaultPermission(view: View, dict: PdfDict): 1 | 2 | 3 {
  return permissionOf(view, dict) ?? 2;
}

/** The revision whose end the range reaches: after its `%%EOF`, with or without the white space behind it. */
export function closedRevision(store: Store, core: Pick<SignatureCore, 'byteRange'>): number {
  if (core.byteRange === null) return -1;
  const end = core.byteRange[2] + core.byteRange[3];
  const { bytes, links } = store;
  for (let index = links.length - 1; index >= 0; index--) {
    const { eof } = links[index]!.revision;
    if (eof > end) continue;
    for (let at = eof; at < end; at++) if (!isWhite(bytes[at])) return -1;
    return index;
  }
  return -1;
}

function placeOf(view: View, widget: Widget): PdfSignature['place'] {
  const rect = rectangleOf(view, widget.dict.entries.get('Rect') ?? widget.dict);
  if (rect === null || rect[0] === rect[2] || rect[1] === rect[3]) return null;
  const pages = readPages(view);
  const parent = widget.dict.entries.get('P');
  const listed = widget.ref && pagesOfAnnotations(view, pages).get(widget.ref.num);
  const page = listed ?? pages.find((other) => parent?.kind === 'ref' && other.num === parent.num)?.number;
  return page === undefined ? null : { page, rect };
}
