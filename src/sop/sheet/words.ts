/** Titles as Indonesian official papers write them. */

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
