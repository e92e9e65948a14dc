/** pdf.js, fetched when a page is to be shown. Draws pages and reads their text; nothing in a PDF is ever run. */
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

pdfjs.GlobalWorkerOptions.workerSrc = workerAddress;

/** Where `src/build/viewer-files.ts` puts fonts, character maps and image decoders. */
const FILES = `/aset/pdfjs-${pdfjs.version}`;

/** Fonts of letters that embed none. */
const FONTS = ['LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf'];

/** Fetches what drawing needs, so that pages can be shown later with the network off. */
export async function prepareViewer(): Promise<void> {
  const files = [workerAddress, ...FONTS.map((name) => `${FILES}/standard_fonts/${name}`)];
  await Promise.all(files.map(async (file) => (await fetch(file)).arrayBuffer()));
}

export type Opened = pdfjs.PDFDocumentProxy;
export type Page = pdfjs.PDFPageProxy;

/** @throws Error with an Indonesian sentence when the file cannot be shown. */
export async function openPages(bytes: Uint8Array, password?: string): Promise<Opened> {
  try {
    return await pdfjs.getDocument({
      // pdf.js takes what it is given away from the page; it gets a copy.
      data: bytes.slice(),
      ...(password !== undefined && { password }),
      standardFontDataUrl: `${FILES}/standard_fonts/`,
      cMapUrl: `${FILES}/cmaps/`,
      wasmUrl: `${FILES}/wasm/`,
      iccUrl: `${FILES}/iccs/`,
      // The same letters on every device, so that two versions differ only where the files do.
      useSystemFonts: false,
      enableXfa: false,
      maxImageSize: 40_000_000,
    }).promise;
  } catch (error) {
    const locked = (error as Error).name === 'PasswordException';
    throw new Error(
      locked
        ? 'Berkas ini dilindungi kata sandi, jadi halamannya tidak dapat ditampilkan.'
        : 'Halaman berkas ini tidak dapat ditampilkan.',
    );
  }
}

/** Pixels across; enough to read on a phone and to compare, small enough for a cheap one. */
const WIDTH = 1000;

/** Draws one page as a reader sees it, annotations and signature boxes included. */
export async function draw(page: Page): Promise<HTMLCanvasElement> {
  const plain = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: WIDTH / plain.width });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
  return canvas;
}

/** The text of a page in the order it is written, one string a piece. */
export async function texts(page: Page): Promise<string[]> {
  const { items } = await page.getTextContent();
  return items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str.trim()] : []));
}
