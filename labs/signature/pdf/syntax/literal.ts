import { isDigit, skipLineEnd } from './bytes.ts';

/** What a literal string stands for (7.3.4.2, table 3): escapes undone, every line end a line feed. */
export function unescaped(written: Uint8Array): Uint8Array {
  const out = new Uint8Array(written.length);
  let length = 0;
  for (let at = 0; at < written.length; ) {
    let byte = written[at]!;
    const lineEnd = skipLineEnd(written, at);
    if (lineEnd > at) {
      out[length++] = 0x0a;
      at = lineEnd;
      continue;
    }
    at++;
    if (byte === 0x5c) {
      const joined = skipLineEnd(written, at);
      if (joined > at) {
        at = joined;
        continue;
      }
      byte = written[at++] ?? 0x5c;
      const named = 'nrtbf'.indexOf(String.fromCharCode(byte));
      if (named >= 0) byte = [0x0a, 0x0d, 0x09, 0x08, 0x0c][named]!;
      else if (isOctal(byte)) {
        byte -= 0x30;
        for (let i = 0; i < 2 && isOctal(written[at]); i++) byte = byte * 8 + written[at++]! - 0x30;
      }
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

const isOctal = (byte: number | undefined): boolean => isDigit(byte) && byte! <= 0x37;
