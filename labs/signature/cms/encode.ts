/** Writes DER (X.690, 10): enough to rebuild what a signature was made over, and to make certificates. */
import { concat } from './values.ts';

/** An element with this identifier octet around the parts. */
export function der(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concat([new Uint8Array([identifier]), encodeLength(length), ...parts]);
}

function encodeLength(length: number): Uint8Array {
  if (length < 0x80) return new Uint8Array([length]);
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return new Uint8Array([0x80 | bytes.length, ...bytes]);
}

/** SET OF: members sorted by their encoding (X.690, 11.6). */
export function derSetOf(identifier: number, members: readonly Uint8Array[]): Uint8Array {
  return der(identifier, concat([...members].sort(compareEncodings)));
}

function compareEncodings(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) if (a[index] !== b[index]) return a[index]! - b[index]!;
  return a.length - b.length;
}

export function encodeOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const body = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left % 128) | 0x80);
    return groups;
  });
  return der(0x06, new Uint8Array(body));
}
