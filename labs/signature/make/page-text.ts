/** Content-stream operators for words (ISO 32000-2, 9.4). */

/** One line of text at a place, in WinAnsi; characters outside it become a question mark. */
export function showText(font: 'F1' | 'F2' | 'F3', size: number, x: number, y: number, text: string): string {
  const safe = [...text].map((char) => (char.charCodeAt(0) > 255 ? '?' : char)).join('');
  const escaped = safe.replace(/[\\()]/g, '\\$&');
  return `BT /${font} ${size} Tf ${round(x)} ${round(y)} Td (${escaped}) Tj ET\n`;
}

/** Three decimals are finer than any printer. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
