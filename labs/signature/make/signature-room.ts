/** The room kept in a PDF for a signature, found and filled once every offset is known (ISO 32000-2, 12.8.1). */
import { toHex } from '../cms/values.ts';
import { latin1 } from './pdf-draft.ts';

/** Room for the container, in bytes. */
export const ROOM = 10_000;

/** What stands in the signature dictionary until it is filled in; both are found by their exact characters. */
export interface Room {
  /** The array of /ByteRange, wide enough for any offset: `[0 9999999999 9999999999 9999999999]`. */
  readonly range: string;
  /** The string of /Contents with its brackets: `<000…>`. */
  readonly contents: string;
}

/**
 * @param after offset behind which the room is looked for.
 * @param make is given what is signed, in two pieces, and gives the container.
 * @throws Error when there is no room, or too little of it.
 */
export function fillRoom(
  unsigned: Uint8Array,
  { range, contents }: Room,
  after: number,
  make: (pieces: readonly Uint8Array[]) => Uint8Array,
): Uint8Array {
  const bytes = unsigned.slice();
  const from = indexOf(bytes, latin1(contents), after);
  const to = from + contents.length;
  const offsets = [0, from, to, bytes.length - to];
  bytes.set(latin1(`[${offsets.join(' ')}]`.padEnd(range.length)), indexOf(bytes, latin1(range), after));
  const value = toHex(make([bytes.subarray(0, from), bytes.subarray(to)]));
  const room = contents.length - 2;
  if (value.length > room)
    throw new Error(`the container needs ${value.length / 2} bytes, there is room for ${room / 2}`);
  bytes.set(latin1(value), from + 1);
  return bytes;
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  for (let at = from; at + wanted.length <= bytes.length; at++) {
    let same = 0;
    while (same < wanted.length && bytes[at + same] === wanted[same]) same++;
    if (same === wanted.length) return at;
  }
  throw new Error('placeholder not found');
}
