/** Classes of characters (7.2.3) and small searches over bytes. */

const WHITE = 1;
const DELIMITER = 2;
const CLASS = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[byte] = WHITE;
for (const char of '()<>[]{}/%') CLASS[char.charCodeAt(0)] = DELIMITER;

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === WHITE;

/** Neither white space nor delimiter. */
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && CLASS[byte] === 0;

export const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Whether the ASCII text stands at `at`. */
export function startsAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at < 0 || at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Last offset in [from, before) where the ASCII text starts, or -1. */
export function lastIndexOf(bytes: Uint8Array, text: string, before: number, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = Math.min(before, bytes.length - text.length + 1) - 1; at >= from; at--) {
    if (bytes[at] === first && startsAt(bytes, at, text)) return at;
  }
  return -1;
}

/** First offset in [from, before) where the ASCII text starts, or -1. */
export function indexOf(bytes: Uint8Array, text: string, from: number, before: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0 && at < before; at = bytes.indexOf(first, at + 1)) {
    if (startsAt(bytes, at, text)) return at;
  }
  return -1;
}

/** Offset after white space and comments (7.2.4). */
export function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    while (isWhite(bytes[at])) at++;
    if (bytes[at] !== 0x25) return at;
    while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  }
}

/** Offset after one end-of-line marker at `at` (CR LF, LF or CR), or `at` itself when there is none. */
export function skipLineEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? at + 2 : at + 1;
  return bytes[at] === 0x0a ? at + 1 : at;
}

/** Bytes as text, one character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Whether two stretches hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
