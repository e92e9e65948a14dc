import { type OpenOptions, type PdfDocument, PdfError } from './model.ts';

/**
 * Opens a PDF and finds its revisions and signatures. Never searches text: it walks the catalog's form.
 * Throws {@link PdfError} when the file cannot be read at all or would cost more than the limits allow.
 */
export function openPdf(_bytes: Uint8Array, _options: OpenOptions = {}): PdfDocument {
  throw new PdfError('unsupported', 0, 'Pembaca PDF belum tersedia.', 'Coba lagi nanti.');
}
