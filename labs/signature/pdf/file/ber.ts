/**
 * Length of the one BER value that starts at the first byte (X.690, 8.1), indefinite lengths followed.
 * 0 when the bytes are no such value, or an end-of-contents mark. Nothing else of it is looked at.
 */
export function berLength(bytes: Uint8Array): number {
  if (bytes[0] === 0) return 0;
  let open = 0;
  let at = 0;
  for (let steps = 0; steps < 100_000; steps++) {
    if (at + 2 > bytes.length) return 0;
    if (bytes[at] === 0 && bytes[at + 1] === 0 && open > 0) {
      at += 2;
      if (--open === 0) return at;
      continue;
    }
    const constructed = (bytes[at]! & 0x20) !== 0;
    if ((bytes[at++]! & 0x1f) === 0x1f) while ((bytes[at++] ?? 0) & 0x80);
    const length = bytes[at++];
    if (length === undefined) return 0;
    if (length === 0x80) {
      if (!constructed) return 0;
      open++;
      continue;
    }
    let size = length;
    if (length > 0x80) {
      size = 0;
      for (let i = 0; i < (length & 0x7f); i++) size = size * 256 + (bytes[at++] ?? 0);
    }
    at += size;
    if (at > bytes.length) return 0;
    if (open === 0) return at;
  }
  return 0;
}
