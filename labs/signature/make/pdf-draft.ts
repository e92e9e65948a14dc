/**
 * A PDF written by hand, one page unless more are added: every object and offset is known, so that signatures and tampering recipes
 * are exact and the same input gives the same bytes. Revisions are appended as in ISO 32000-2, 7.5.6.
 */
import { digest } from '../cms/digest.ts';
import { concat, toHex } from '../cms/values.ts';

/** A document in the making. Each change gives a new draft; its earlier bytes are never touched. */
export interface Draft {
  readonly bytes: Uint8Array;
  /** Offset of the newest cross-reference table. */
  readonly startXref: number;
  /** The next free object number. */
  readonly next: number;
  readonly annotations: readonly number[];
  readonly fields: readonly number[];
  /** Object number of the page's content stream. */
  readonly content: number;
  /** Further entries of the catalog, such as `/DSS 12 0 R`. */
  readonly catalog: string;
  /** Further fonts of the page, such as ` /F3 9 0 R`. */
  readonly fonts: string;
  /** File identifier, hex. */
  readonly id: string;
}

/** An object to write: its number and its body, without `obj` and `endobj`. */
export type PdfObject = readonly [number: number, body: Uint8Array | string];

/** Objects 1 to 7 of every draft. */
const CATALOG = 1;
const PAGES = 2;
const PAGE = 3;
const FORM = 4;
export const FONTS = { regular: 5, bold: 6 } as const;
const INFO = 7;
const FIRST_FREE = 8;

export const PAGE_SIZE = { width: 595.28, height: 841.89 } as const;

/** Object number of /F3, where a draft has one. */
export const SPECIAL_FONT = FIRST_FREE + 1;

/** A standard font; `encoding` as in ISO 32000-2, 9.6.5. */
export function fontBody(name: string, encoding = '/WinAnsiEncoding'): string {
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding ${encoding} >>`;
}

/**
 * @param content the page's content stream; fonts are /F1 (Helvetica) and /F2 (Helvetica-Bold).
 * @param special adds /F3, Helvetica once more as an object of its own.
 */
export function startDraft(title: string, content: string, special = false): Draft {
  const body = stream('', latin1(content));
  const id = toHex(digest('SHA-256', body)).slice(0, 32).toUpperCase();
  const draft: Draft = {
    bytes: latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
    startXref: 0,
    next: FIRST_FREE + (special ? 2 : 1),
    annotations: [],
    fields: [],
    content: FIRST_FREE,
    catalog: '',
    fonts: special ? ` /F3 ${SPECIAL_FONT} 0 R` : '',
    id,
  };
  return appendRevision(draft, [
    ...rootObjects(draft),
    [PAGES, `<< /Type /Pages /Kids [${PAGE} 0 R] /Count 1 >>`],
    [FONTS.regular, fontBody('Helvetica')],
    [FONTS.bold, fontBody('Helvetica-Bold')],
    [INFO, `<< /Title ${textString(title)} >>`],
    [FIRST_FREE, body],
    ...(special ? [[SPECIAL_FONT, fontBody('Helvetica')] as const] : []),
  ]);
}

/** Catalog, page and form as the draft now has them: what a revision that changes them must write anew. */
export function rootObjects(draft: Draft): PdfObject[] {
  const refs = (numbers: readonly number[]): string => numbers.map((number) => `${number} 0 R`).join(' ');
  const signed = draft.fields.length > 0 ? ' /SigFlags 3' : '';
  return [
    [CATALOG, `<< /Type /Catalog /Pages ${PAGES} 0 R /AcroForm ${FORM} 0 R /Lang (id)${draft.catalog} >>`],
    [
      PAGE,
      `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 ${PAGE_SIZE.width} ${PAGE_SIZE.height}] ` +
        `/Resources << /Font << /F1 ${FONTS.regular} 0 R /F2 ${FONTS.bold} 0 R${draft.fonts} >> >> ` +
        `/Contents ${draft.content} 0 R /Annots [${refs(draft.annotations)}] >>`,
    ],
    [FORM, `<< /Fields [${refs(draft.fields)}]${signed} >>`],
  ];
}

/** Number of the page object, for widgets. */
export const PAGE_OBJECT = PAGE;

/** Appends a second page. */
export function addPage(draft: Draft, content: string): Draft {
  const [page, body] = [draft.next, draft.next + 1];
  return appendRevision({ ...draft, next: draft.next + 2 }, [
    [PAGES, `<< /Type /Pages /Kids [${PAGE} 0 R ${page} 0 R] /Count 2 >>`],
    [
      page,
      `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox [0 0 ${PAGE_SIZE.width} ${PAGE_SIZE.height}] ` +
        `/Resources << /Font << /F1 ${FONTS.regular} 0 R /F2 ${FONTS.bold} 0 R >> >> /Contents ${body} 0 R >>`,
    ],
    [body, stream('', latin1(content))],
  ]);
}

/** Appends objects, a cross-reference table and a trailer. */
export function appendRevision(draft: Draft, objects: readonly PdfObject[]): Draft {
  const parts: Uint8Array[] = [draft.bytes];
  const offsets = new Map<number, number>();
  let at = draft.bytes.length;
  const write = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [number, body] of objects) {
    offsets.set(number, at);
    write(latin1(`${number} 0 obj\n`));
    write(typeof body === 'string' ? latin1(body) : body);
    write(latin1('\nendobj\n'));
  }
  const startXref = at;
  const first = draft.startXref === 0;
  const rows = [...offsets]
    .sort(([a], [b]) => a - b)
    .map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  const previous = first ? '' : ` /Prev ${draft.startXref}`;
  write(
    latin1(
      `xref\n${first ? '0 1\n0000000000 65535 f \n' : ''}${rows.join('')}trailer\n<< /Size ${draft.next} /Root ${CATALOG} 0 R ` +
        `/Info ${INFO} 0 R /ID [<${draft.id}> <${draft.id}>]${previous} >>\nstartxref\n${startXref}\n%%EOF\n`,
    ),
  );
  return { ...draft, bytes: concat(parts), startXref };
}

/** A stream object's body. */
export function stream(entries: string, data: Uint8Array): Uint8Array {
  return concat([latin1(`<< ${entries}/Length ${data.length} >>\nstream\n`), data, latin1('\nendstream')]);
}

/** A text string in UTF-16, hex, so that no character needs escaping. */
export function textString(text: string): string {
  const codes = [...Array(text.length).keys()].map((index) =>
    text.charCodeAt(index).toString(16).padStart(4, '0'),
  );
  return `<FEFF${codes.join('')}>`;
}

/** Bytes of a string of characters up to 255. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** `D:20261122080000Z` (7.9.4). */
export function pdfDate(at: Date): string {
  return `(D:${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z)`;
}
