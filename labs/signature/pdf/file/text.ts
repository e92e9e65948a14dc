import { latin1 } from '../syntax/bytes.ts';
import type { PdfValue } from '../syntax/values.ts';

/** Code points of PDFDocEncoding (annex D.3) that differ from ISO 8859-1, from 0x18 and from 0x80. */
const LOW = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc';
const HIGH =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac';

/** A text string (7.9.2.2) as text; null when the value is not a string. */
export function textOf(value: PdfValue): string | null {
  if (value.kind !== 'string') return null;
  const bytes = value.value;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return new TextDecoder('utf-8').decode(bytes.subarray(3));
  }
  return latin1(bytes).replace(/[\x18-\x1f\x80-\xa0]/g, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 ? LOW[code - 0x18]! : HIGH[code - 0x80]!;
  });
}

const DATE =
  /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)(?:00'?(?:00'?)?)?|([+-])(\d\d)'?(\d\d)?'?)?$/;

/** A date string (7.9.4) as ISO 8601 with its offset; null when it is not one or names no real moment. */
export function dateOf(value: PdfValue): string | null {
  const match = DATE.exec(textOf(value)?.trim() ?? '');
  if (!match) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', , sign, zh, zm = '00'] =
    match;
  const zone = sign ? `${sign}${zh}:${zm}` : 'Z';
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  return Number.isNaN(Date.parse(text)) ? null : text;
}
