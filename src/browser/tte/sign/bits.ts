/** How far two digests are from each other. */

/** Bits in which two hex strings of equal length differ. */
export function bitsChanged(before: string, after: string): number {
  return changedBits(before, after).filter(Boolean).length;
}

/** One flag a bit, most significant first. */
export function changedBits(before: string, after: string): boolean[] {
  return [...before].flatMap((digit, place) => {
    const difference = Number.parseInt(digit, 16) ^ Number.parseInt(after[place] ?? '0', 16);
    return [8, 4, 2, 1].map((bit) => (difference & bit) !== 0);
  });
}
