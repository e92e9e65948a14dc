import type { PdfDocument, PdfSignature } from './model.ts';

/** The bytes a signature's digest is taken over, in order, without copying; empty when the range is unusable. */
export function signedPieces(doc: PdfDocument, signature: PdfSignature): Uint8Array[] {
  const range = signature.byteRange;
  if (range === null) return [];
  const [a, b, c, d] = range;
  if (Math.min(a, b, c, d) < 0 || a + b > c || c + d > doc.bytes.length) return [];
  return [doc.bytes.subarray(a, a + b), doc.bytes.subarray(c, c + d)];
}
