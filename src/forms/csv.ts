/** A register as a table file (RFC 4180), as Indonesian spreadsheets read it: semicolons, and a mark for UTF-8. */
import type { BidangTabel } from '../schemas/form.ts';
import { readNumber } from './number.ts';
import { rowsOf, type Value } from './values.ts';

const SEPARATOR = ';';

/**
 * A cell that a spreadsheet would run as a formula is kept as text by an apostrophe (OWASP, CSV injection). Numbers stay
 * numbers: `-5` is one, `-5+cmd` is not.
 */
export function safeCell(text: string): string {
  const risky = /^[\s]*[=+\-@\t\r]/.test(text) && readNumber(text) === undefined;
  const kept = risky ? `'${text}` : text;
  return /["\n\r;]/.test(kept) || kept !== kept.trim() ? `"${kept.replaceAll('"', '""')}"` : kept;
}

/** @returns the rows with a head of labels; dates stay `YYYY-MM-DD`, which every spreadsheet sorts rightly. */
export function csvOf({ kolom }: Pick<BidangTabel, 'kolom'>, value: Value | undefined): string {
  const head = ['No.', ...kolom.map(({ label }) => label)];
  const rows = rowsOf(value).map((row, place) => [
    String(place + 1),
    ...kolom.map(({ id }) => row[id]?.trim() ?? ''),
  ]);
  return csvText([head, ...rows]);
}

/** @param rows one list of cells a line. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map(safeCell).join(SEPARATOR));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
