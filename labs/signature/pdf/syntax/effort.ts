import { PdfError } from '../model.ts';

/**
 * Reading effort one document may cause: nesting, and bytes looked at. Objects, comments and tables of a
 * hostile file can lie over each other, so that without a sum the work would be the square of its size.
 */
export class Effort {
  readonly depth: number;
  left: number;

  constructor(depth: number, bytes: number) {
    this.depth = depth;
    this.left = bytes;
  }

  /** Takes `count` bytes from what is left, or stops the work. */
  spend(count: number, offset: number): void {
    this.left -= count;
    if (this.left < 0) throw limit(offset, 'Bagian-bagian berkas saling menindih terlalu banyak.');
  }
}

const MEND = 'Minta berkas asli dari pengirim; jangan buka lalu simpan ulang.';

/** The fault of a file whose structure is broken at `offset`. */
export function damaged(offset: number, what: string): PdfError {
  return new PdfError('damaged', offset, what, MEND);
}

/** The fault of a file that asks for more work than the limits allow. */
export function limit(offset: number, what = 'Struktur berkas terlalu dalam atau terlalu besar.'): PdfError {
  return new PdfError('limit', offset, what, 'Berkas wajar tidak memerlukan ini; periksa asal berkas.');
}
