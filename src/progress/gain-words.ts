/** What was gained between two tests, in a sentence that is also true when it was a loss. */
import { normalisedGain } from '../quiz/gain.ts';

/** @param pre and @param post in per cent. @returns null when nothing was left to gain. */
export function gainSentence(pre: number, post: number): string | null {
  const gain = normalisedGain(pre, post);
  if (gain === null) return null;
  if (gain < 0) return `Turun ${Math.round(pre - post)} angka.`;
  return `Dari yang belum dikuasai, ${Math.round(gain * 100)} % sudah dikuasai.`;
}
