/** Keeps room for one signature in a PDF that is being written (ISO 32000-2, 12.7.5.5 and 12.8.1). */
import {
  type PDF,
  type PDFPage,
  PdfArray,
  PdfDict,
  PdfName,
  PdfNumber,
  PdfStream,
  PdfString,
} from '@libpdf/core';
import { ROOM } from '../../labs/signature/make/signature-room.ts';
import { WIDE } from './room.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Reserved {
  at: Date;
  /** Whose signature it will be. */
  name: string;
  reason: string;
  /** Revocation lists to carry along (ETSI EN 319 142-1, 5.4.2.2), DER. */
  lists: readonly Uint8Array[];
}

/** Writes the dictionary, its field and a widget over `box`; what is seen of the signature is drawn on the page itself. */
export function keepRoom(pdf: PDF, page: PDFPage, box: Box, { at, name, reason, lists }: Reserved): void {
  const { context } = pdf;
  const signature = context.register(
    PdfDict.of({
      Type: PdfName.of('Sig'),
      Filter: PdfName.of('Adobe.PPKLite'),
      SubFilter: PdfName.of('ETSI.CAdES.detached'),
      M: PdfString.fromString(`D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`),
      Name: PdfString.fromString(name),
      Reason: PdfString.fromString(reason),
      ByteRange: numbers([0, WIDE, WIDE, WIDE]),
      Contents: PdfString.fromHex('00'.repeat(ROOM)),
    }),
  );
  const look = context.register(
    new PdfStream(
      [
        ['Type', PdfName.of('XObject')],
        ['Subtype', PdfName.of('Form')],
        ['BBox', numbers([0, 0, box.width, box.height])],
      ],
      new Uint8Array(),
    ),
  );
  const widget = context.register(
    PdfDict.of({
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      FT: PdfName.of('Sig'),
      T: PdfString.fromString('TTE'),
      V: signature,
      F: PdfNumber.of(132),
      P: page.ref,
      Rect: numbers([box.x, box.y, box.x + box.width, box.y + box.height]),
      AP: PdfDict.of({ N: look }),
    }),
  );
  page.dict.set('Annots', new PdfArray([widget]));
  const catalog = context.catalog.getDict();
  catalog.set('AcroForm', PdfDict.of({ Fields: new PdfArray([widget]), SigFlags: PdfNumber.of(3) }));
  if (lists.length > 0) {
    const streams = lists.map((list) => context.register(new PdfStream([], list)));
    catalog.set('DSS', PdfDict.of({ Type: PdfName.of('DSS'), CRLs: new PdfArray(streams) }));
  }
}

function numbers(list: readonly number[]): PdfArray {
  return new PdfArray(list.map((each) => PdfNumber.of(Math.round(each * 1000) / 1000)));
}
