import { damaged } from '../syntax/effort.ts';
import type { Budget } from './inflate.ts';

/** Undoes LZW (7.4.4); `early` is /EarlyChange. */
export function lzw(input: Uint8Array, early: number, budget: Budget, place: number): Uint8Array {
  const table: Uint8Array[] = [];
  const chunks: Uint8Array[] = [];
  let total = 0;
  let width = 9;
  let next = 258;
  let previous: Uint8Array | null = null;
  let bits = 0;
  let count = 0;
  for (const byte of input) {
    bits = ((bits << 8) | byte) & 0xffffff;
    count += 8;
    if (count < width) continue;
    const code = (bits >> (count - width)) & ((1 << width) - 1);
    count -= width;
    if (code === 257) break;
    if (code === 256) {
      width = 9;
      next = 258;
      previous = null;
      continue;
    }
    const known = code < 256 ? Uint8Array.of(code) : code < next ? table[code] : undefined;
    if (known === undefined && (previous === null || code !== next))
      throw damaged(place, 'Aliran LZW rusak.');
    const chunk: Uint8Array = known ?? extended(previous!, previous![0]!);
    budget.take(chunk.length, place);
    chunks.push(chunk);
    total += chunk.length;
    if (previous !== null && next < 4096) table[next++] = extended(previous, chunk[0]!);
    previous = chunk;
    if (next + early >= 1 << width && width < 12) width++;
  }
  const out = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

function extended(bytes: Uint8Array, last: number): Uint8Array {
  const out = new Uint8Array(bytes.length + 1);
  out.set(bytes);
  out[bytes.length] = last;
  return out;
}
