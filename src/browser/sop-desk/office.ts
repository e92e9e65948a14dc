/** Makes the Office document in the browser; pictures of the flowchart are drawn on a canvas. */
import { officeBytes } from '../../documents/file.ts';
import type { Draft } from '../../sop/draft/draft.ts';
import { type Library, registersOf } from '../../sop/draft/library.ts';
import { drawDraft } from '../../sop/draft/picture.ts';
import { cutOut, type Picture, sheetDocument } from '../../sop/office/sheet-document.ts';
import { sheetInputOf } from '../../sop/sheet/input.ts';
import type { Paper } from '../../sop/sheet/model.ts';

/** Pixels to a point: 150 to the inch. */
const SHARP = 150 / 72;

/** @throws Error in Indonesian when the sheet cannot be drawn or the browser gives no canvas */
export async function officeSheet(
  draft: Draft,
  library: Library,
  paper: Paper['id'],
): Promise<Uint8Array<ArrayBuffer>> {
  const registers = registersOf(library);
  const { pages, reason } = drawDraft(draft, registers, paper);
  if (pages.length === 0) throw new Error(reason);
  const pictures: Picture[] = [];
  for (const page of pages.filter(({ kind }) => kind === 'flow')) {
    const cut = cutOut(page);
    pictures.push({ ...cut, png: await raster(cut) });
  }
  return officeBytes(sheetDocument(sheetInputOf(draft.sop, registers), paper, pictures));
}

async function raster({ svg, width, height }: Omit<Picture, 'png'>): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * SHARP);
    canvas.height = Math.round(height * SHARP);
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('Peramban tidak memberi kanvas.');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!blob) throw new Error('Gambar diagram tidak dapat disimpan.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}
