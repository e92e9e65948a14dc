import { dictOf, NULL, nameOf, type PdfDict } from '../syntax/values.ts';
import { keysOf, root, whereOf } from './compare.ts';
import { compareExtensions, compareVersion } from './extensions.ts';
import { compareForm } from './form.ts';
import { comparePages } from './pages.ts';
import type { Scene, Step } from './scene.ts';
import { compareStructure } from './structure-tree.ts';

/** Trailer entries that describe the file, not the document (7.5.5, 7.5.8.2). */
const FILE_ENTRIES = new Set([
  'Size',
  'Prev',
  'ID',
  'XRefStm',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
  'DocChecksum',
]);

/** Compares two revisions from the trailer down; every rule starts here. */
export function compareDocument(step: Step): void {
  const { before, after, comparer, ledger } = step;
  const a = before.view.trailer;
  const b = after.view.trailer;
  for (const key of keysOf(a, b)) {
    if (FILE_ENTRIES.has(key) || key === 'Root') continue;
    if (comparer.alike(a.entries.get(key), b.entries.get(key))) continue;
    if (key === 'Info')
      ledger.add('always', 'document-info', 'Keterangan berkas (judul, tanggal, pembuat) diperbarui.', {
        path: key,
      });
    else ledger.illegal('trailer-entry', `Keterangan /${key} di akhir berkas diubah.`, { path: key });
  }
  if (!before.catalog || !after.catalog) {
    ledger.illegal('no-catalog', 'Akar dokumen tidak ada.', { path: 'Root' });
    return;
  }
  for (const key of keysOf(before.catalog, after.catalog))
    compareEntry(step, before.catalog, after.catalog, key);
  // An object with two parts to play is how a change of one is smuggled into the other.
  for (const [num, field] of step.replacedLooks) {
    if (!comparer.reached(num)) continue;
    const text = `Tampilan lama isian "${field}" juga dipakai bagian lain dokumen.`;
    ledger.illegal('shared-look', text, { object: `${num} 0` });
  }
}

function compareEntry(step: Step, a: PdfDict, b: PdfDict, key: string): void {
  const { before, after, comparer, ledger } = step;
  const rule = RULES.get(key);
  if (rule) {
    rule(step);
    return;
  }
  const at = comparer.difference(a.entries.get(key), b.entries.get(key), root(`Root/${key}`));
  if (at === null) return;
  const isNew = before.view.get(a.entries.get(key)).kind === 'null';
  const text = isNew
    ? `Bagian /${key} ditambahkan ke akar dokumen.`
    : `Bagian /${key} di akar dokumen diubah.`;
  ledger.illegal('catalog-entry', text, whereOf(at, after.view));
}

const RULES = new Map<string, (step: Step) => void>([
  ['Pages', comparePages],
  ['AcroForm', compareForm],
  ['StructTreeRoot', compareStructure],
  ['Extensions', compareExtensions],
  ['Version', compareVersion],
  ['DSS', compareValidationData],
  ['Metadata', compareMetadata],
  ['Perms', comparePermissions],
]);

/** ETSI EN 319 142-1, 5.4: validation data may be added at any time; its shape is held to what it must be. */
function compareValidationData({ before, after, comparer, ledger }: Step): void {
  const a = before.catalog?.entries.get('DSS');
  const b = after.catalog?.entries.get('DSS');
  if (comparer.alike(a, b)) return;
  const path = 'Root/DSS';
  if (after.view.dict(b) === null)
    ledger.illegal('validation-data-removed', 'Data pembuktian (DSS) dihapus.', { path });
  else ledger.add('always', 'validation-data', 'Data pembuktian sertifikat (DSS) ditambahkan.', { path });
}

function compareMetadata({ before, after, comparer, ledger }: Step): void {
  const b = after.catalog?.entries.get('Metadata');
  if (comparer.alike(before.catalog?.entries.get('Metadata'), b)) return;
  const path = 'Root/Metadata';
  const stream = after.view.get(b);
  const proper = stream.kind === 'stream' && nameOf(after.view.entry(stream, 'Type')) === 'Metadata';
  if (proper || stream.kind === 'null')
    ledger.add('always', 'metadata', 'Keterangan dokumen (metadata) diperbarui.', { path });
  else ledger.illegal('metadata', 'Metadata diganti dengan sesuatu yang bukan metadata.', { path });
}

/**
 * 12.8.2.2.1: a document is certified by its first signature only. The same dictionary must stay in place;
 * what it refers to was read in its own revision. Usage rights grant nothing here and may go.
 */
function comparePermissions({ before, after, ledger }: Step): void {
  const certifying = (scene: Scene): PdfDict | null =>
    scene.view.dict(dictOf(scene.view.entry(scene.catalog ?? NULL, 'Perms'))?.entries.get('DocMDP'));
  const a = certifying(before);
  const b = certifying(after);
  const path = 'Root/Perms';
  if (a === b) return;
  const what = a === null ? 'dipasang' : b === null ? 'dilepas' : 'diganti';
  ledger.illegal('certified-later', `Izin dokumen (sertifikasi) ${what} sesudah ditandatangani.`, { path });
}
