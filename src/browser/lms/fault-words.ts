/** Why an LMS could not be spoken to, in words for the learner. */
import { LrsFault } from './lrs.ts';

export function faultWords(error: unknown): string {
  if (error instanceof LrsFault) return error.message;
  // `fetch` fails with a TypeError and nothing else (Fetch standard, 5.6).
  return error instanceof TypeError ? 'tidak ada sambungan' : 'jawabannya tidak terbaca';
}
