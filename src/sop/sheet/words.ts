/** Dates and titles as Indonesian official papers write them. */

const MONTHS = 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
  ' ',
);

/** `2026-11-22` is `22 November 2026`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/** `2026-11-22` is `22 Nov 2026`; the month names of Indonesian are told apart by three letters. */
export function shortDate(date: string): string {
  const [day, month, year] = longDate(date).split(' ');
  return `${day} ${month!.slice(0, 3)} ${year}`;
}

/** Particles that stay small inside a title (Pedoman Umum Ejaan Bahasa Indonesia). */
const SMALL = new Set('dan atau di ke dari pada untuk dengan yang oleh dalam bagi serta terhadap'.split(' '));

/** Title case for the NAMA SOP box; words that already carry a capital (TTE, e-Government) stay as written. */
export function capitalTitle(title: string): string {
  return title
    .split(' ')
    .map((word, i) => {
      if (/[A-Z]/.test(word.slice(1)) || (i > 0 && SMALL.has(word))) return word;
      return word.charAt(0).toUpperCase() + word.slice(1);
    })
    .join(' ');
}
