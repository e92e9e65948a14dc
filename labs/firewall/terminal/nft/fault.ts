/** Faults as nft shows them: the sentence, the line, carets below the place (nft(8) ERROR REPORTING). */
import type { Diagnostic } from '../../language/index.ts';

/**
 * @param shown The text the places of the diagnostics count in.
 * @param from Offset in it where the command begins; what lies before is not shown.
 * @param file Name for `file:line:column`, null for a command that was typed.
 */
export function faultLines(
  diagnostics: readonly Diagnostic[],
  shown: string,
  from: number,
  file: string | null,
): string[] {
  return diagnostics.flatMap(({ severity, span, message, mend }) => {
    const start = shown.lastIndexOf('\n', Math.max(span.offset - 1, 0)) + 1;
    const lineStart = Math.max(start, from);
    const end = shown.indexOf('\n', span.offset);
    const written = shown.slice(lineStart, end < 0 ? undefined : end);
    const column = Math.max(span.offset - lineStart, 0);
    const width = Math.max(Math.min(span.endOffset - span.offset, written.length - column), 1);
    const kind = severity === 'unsupported' ? 'Belum didukung' : 'Error';
    const place =
      file === null
        ? ''
        : `${file}:${span.line}:${span.column}-${Math.max(span.endColumn - 1, span.column)}: `;
    const mending = mend ? ` ${plain(mend.id)}` : '';
    return [
      `${place}${kind}: ${plain(message.id)}${mending}`,
      written,
      `${blank(written.slice(0, column))}${'^'.repeat(width)}`,
    ];
  });
}

function plain(words: string): string {
  return words.replaceAll('`', '"');
}

/** Spaces as wide as the text, so that the carets stand below their word. */
function blank(words: string): string {
  return words.replace(/[^\t]/g, ' ');
}
