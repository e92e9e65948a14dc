/** The PDF part of the signature engine: open a document, judge what a signature covers and what came later. */
export { changesAfter } from './changes/index.ts';
export { coverage, outsideSignatures } from './coverage.ts';
export { openPdf } from './document.ts';
export * from './model.ts';
export { signedPieces } from './signatures.ts';
