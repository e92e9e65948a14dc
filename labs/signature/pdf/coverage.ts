import type { Coverage, Finding, PdfDocument, PdfSignature } from './model.ts';

/** Judges /ByteRange, the gap and the place where the range ends (12.8.1). */
export function coverage(_doc: PdfDocument, _signature: PdfSignature): Coverage {
  return { status: 'fail', wholeFile: false, findings: [] };
}

/** Names every stretch of the file that no signature covers; empty when the last one covers the file. */
export function outsideSignatures(_doc: PdfDocument): Finding[] {
  return [];
}
