import { unlock } from './crypt/handler.ts';
import { readChain } from './file/chain.ts';
import { historyOf } from './file/history.ts';
import { Budget } from './file/inflate.ts';
import { rebuild } from './file/repair.ts';
import { type Store, View } from './file/store.ts';
import { readDss } from './form/dss.ts';
import { readPages } from './form/pages.ts';
import { findSignatures } from './form/signature-fields.ts';
import { findUnreached } from './form/unreached.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { type Limits, type OpenOptions, type PdfDocument, PdfError } from './model.ts';
import { indexOf, latin1 } from './syntax/bytes.ts';
import { Effort } from './syntax/effort.ts';
import { nameOf } from './syntax/values.ts';

const stores = new WeakMap<PdfDocument, Store>();

/** The document as a reader of revision `index` sees it. */
export function viewOf(doc: PdfDocument, index: number): View {
  return new View(stores.get(doc)!, index);
}

/**
 * Opens a PDF and finds its revisions and signatures. Never searches text: it walks the catalog's form.
 * Throws {@link PdfError} when the file cannot be read at all or would cost more than the limits allow.
 */
export function openPdf(bytes: Uint8Array, options: OpenOptions = {}): PdfDocument {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  if (bytes.length > limits.fileBytes) {
    const size = Math.round(limits.fileBytes / 1024 / 1024);
    throw new PdfError(
      'limit',
      0,
      `Berkas lebih besar dari ${size} MiB.`,
      'Periksa berkas yang lebih kecil.',
    );
  }
  const header = indexOf(bytes, '%PDF-', 0, 1024);
  if (header < 0) throw new PdfError('not-pdf', 0, 'Ini bukan berkas PDF.', 'Pilih berkas PDF yang asli.');
  try {
    return read(bytes, limits, options, header, false);
  } catch (error) {
    if (!(error instanceof PdfError) || error.code !== 'damaged') throw error;
    const doc = read(bytes, limits, options, header, true);
    const { code, offset, what } = error;
    const finding = { code, weight: 'fail', text: what, offset } as const;
    const repaired = { ...doc, findings: [finding, ...doc.findings] };
    stores.set(repaired, stores.get(doc)!);
    return repaired;
  }
}

function read(
  bytes: Uint8Array,
  limits: Limits,
  options: OpenOptions,
  header: number,
  repaired: boolean,
): PdfDocument {
  const budget = new Budget(limits.inflatedBytes);
  const effort = new Effort(limits.depth, bytes.length * 4 + (1 << 24));
  const work = { bytes, limits, budget, effort, entriesLeft: limits.xrefEntries };
  const links = repaired ? rebuild(work) : readChain(work);
  const store: Store = {
    bytes,
    limits,
    budget,
    effort,
    links,
    history: historyOf(links),
    objectsLeft: limits.objects,
    decryptor: null,
    locked: false,
    encryptNum: -1,
    parsed: new Map(),
    owners: new Map(),
    bounded: new Set(),
    packs: new Map(),
  };
  const encryption = unlock(store, options.password ?? '');
  store.locked = encryption !== null && !encryption.unlocked;
  try {
    return describe(store, header, repaired, encryption);
  } catch (error) {
    if (!store.locked || !(error instanceof PdfError) || error.code !== 'damaged') throw error;
    const mend = 'Beri kata sandinya, atau minta salinan tanpa kata sandi.';
    throw new PdfError('locked', error.offset, 'Dokumen ini terkunci kata sandi.', mend);
  }
}

function describe(
  store: Store,
  header: number,
  repaired: boolean,
  encryption: PdfDocument['encryption'],
): PdfDocument {
  const view = new View(store, store.links.length - 1);
  const { signatures, empty } = findSignatures(store);
  const doc: PdfDocument = {
    bytes: store.bytes,
    version: versionOf(view, header),
    repaired,
    encryption,
    revisions: store.links.map((link) => link.revision),
    signatures,
    emptySignatureFields: empty,
    dss: store.locked ? null : readDss(view),
    pageCount: readPages(view).length,
    findings: findUnreached(store, signatures),
  };
  stores.set(doc, store);
  return doc;
}

function versionOf(view: View, header: number): string {
  const written = latin1(view.store.bytes.subarray(header + 5, header + 8));
  const root = view.dict(view.trailer.entries.get('Root'));
  const newer = root ? nameOf(view.entry(root, 'Version')) : null;
  return newer !== null && newer > written ? newer : written;
}
