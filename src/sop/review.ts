/** When an SOP is due for review. Dates are civil days as text, `YYYY-MM-DD`; the day asked about is always given. */
import type { Sop } from '../schemas/sop.ts';

export type ReviewState = 'lewat' | 'segera' | 'nanti';

/** Days ahead in which a review is called due soon. */
export const SOON_DAYS = 30;

/** @param today the day the answer is for. The day of the review itself is still in time. */
export function reviewState({ tinjauLagi }: Pick<Sop, 'tinjauLagi'>, today: string): ReviewState {
  const days = daysBetween(today, tinjauLagi);
  if (days < 0) return 'lewat';
  return days <= SOON_DAYS ? 'segera' : 'nanti';
}

/** @returns how many days `to` lies after `from`; negative when it lies before */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export const REVIEW_WORDS: Record<ReviewState, string> = {
  lewat: 'Lewat tanggal peninjauan',
  segera: 'Segera ditinjau',
  nanti: 'Terjadwal',
};
