/** Learning gain of a class between pre and post test (Hake, Am. J. Phys. 66, 64, 1998). */

/** @param pre and @param post in per cent. @returns null when there was nothing left to gain. */
export function normalisedGain(pre: number, post: number): number | null {
  return pre >= 100 ? null : (post - pre) / (100 - pre);
}

/** Gain of the class averages, as Hake defines it: not the average of the gains. Null without a pair. */
export function classGain(pairs: readonly { pre: number; post: number }[]): number | null {
  if (pairs.length === 0) return null;
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return normalisedGain(mean(pairs.map(({ pre }) => pre)), mean(pairs.map(({ post }) => post)));
}
