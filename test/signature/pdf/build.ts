/** A tiny PDF writer for tests: objects are given as text, revisions are appended, offsets are filled in. */

/** Object bodies by number, without `obj` and `endobj`; null marks the object free. */
export type Objects = Record<number, string | null>;

const CONTENTS_DIGITS = 64;
const RANGE_BLANK = ' '.repeat(40);

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

export function stream(data: string, extra = ''): string {
  return `<</Length ${data.length}${extra}>>\nstream\n${data}\nendstream`;
}

/** A first revision, or one appended to `before`. `trailer` adds entries; /Root is 1 0 R unless given there. */
export function revise(before: Uint8Array | null, objects: Objects, trailer = ''): Uint8Array {
  let out = before ? textOf(before) : '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const prev = before ? ` /Prev ${lastXref(out)}` : '';
  const lines: string[] = before ? [] : ['0 1\n0000000000 65535 f\r\n'];
  for (const [num, body] of Object.entries(objects)) {
    const place = body === null ? '0000000000 00001 f' : `${String(out.length).padStart(10, '0')} 00000 n`;
    lines.push(`${num} 1\n${place}\r\n`);
    if (body !== null) out += `${num} 0 obj\n${body}\nendobj\n`;
  }
  const root = trailer.includes('/Root') ? '' : ' /Root 1 0 R';
  const xref = out.length;
  out += `xref\n${lines.join('')}trailer\n<</Size 100${root}${prev} ${trailer}>>\nstartxref\n${xref}\n%%EOF\n`;
  return bytesOf(out);
}

export function lastXref(text: string): number {
  return Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
}

/** A signature dictionary to be finished by {@link seal}. */
export function signature(extra = '', type = 'Sig'): string {
  return `<</Type/${type}/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange [${RANGE_BLANK}]/Contents <${'0'.repeat(CONTENTS_DIGITS)}>${extra}>>`;
}

/** Fills in the /ByteRange and a harmless BER value as /Contents of the last unfinished signature. */
export function seal(bytes: Uint8Array): Uint8Array {
  const text = textOf(bytes);
  const range = text.lastIndexOf(`[${RANGE_BLANK}]`);
  const contents = text.indexOf('/Contents <', range) + '/Contents '.length;
  const close = contents + CONTENTS_DIGITS + 2;
  const numbers = `0 ${contents} ${close} ${text.length - close}`.padEnd(RANGE_BLANK.length);
  const der = '3003020101'.padEnd(CONTENTS_DIGITS, '0');
  const patched = `${text.slice(0, range)}[${numbers}]${text.slice(range + RANGE_BLANK.length + 2)}`;
  return bytesOf(`${patched.slice(0, contents)}<${der}>${patched.slice(close)}`);
}

/**
 * Objects of a one-page document with a form: 1 catalog, 2 pages, 3 page, 4 content, 5 font, 7 text field
 * "nama", 8 its look, 9 signature field "ttd". Parts can be replaced.
 */
export function basicObjects(replaced: Objects = {}): Objects {
  return {
    1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[7 0 R 9 0 R]/DR<</Font<</F1 5 0 R>>>>>>>>',
    2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[7 0 R 9 0 R]>>',
    4: stream('BT /F1 12 Tf 72 720 Td (Surat perintah) Tj ET'),
    5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    7: '<</FT/Tx/T(nama)/Type/Annot/Subtype/Widget/Rect[72 600 272 620]/P 3 0 R/DA(/F1 12 Tf)/AP<</N 8 0 R>>>>',
    8: stream('/Tx BMC EMC', '/Type/XObject/Subtype/Form/BBox[0 0 200 20]'),
    9: '<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[72 500 272 560]/P 3 0 R>>',
    ...replaced,
  };
}

/** The basic document with field "ttd" signed in a revision of its own (signature dictionary 20). */
export function signedDocument(replaced: Objects = {}, extra = '', field = ''): Uint8Array {
  const base = revise(null, basicObjects(replaced));
  return seal(
    revise(base, {
      9: `<</FT/Sig/T(ttd)/Type/Annot/Subtype/Widget/Rect[72 500 272 560]/P 3 0 R/V 20 0 R${field}>>`,
      20: signature(extra),
    }),
  );
}
