/** How dates and lists are written on Indonesian pages. */

const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
);

/** @param date `YYYY-MM-DD`. @returns `22 November 2026`, or an empty string for none. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return year && month && day ? `${day} ${MONTHS[month - 1]} ${year}` : '';
}

/** `a, b, dan c`. */
export function list(words: readonly string[]): string {
  if (words.length <= 1) return words.join('');
  const comma = words.length > 2 ? ',' : '';
  return `${words.slice(0, -1).join(', ')}${comma} dan ${words.at(-1)}`;
}
