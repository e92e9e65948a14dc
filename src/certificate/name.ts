/** Names as they stand on a certificate: nothing hidden in them, one line, not longer than a line can be made. */

/** Longest name that still reads on the sheet, on two lines. */
export const LONGEST_NAME = 120;

/** Controls, marks that turn the reading direction, invisible characters, unpaired surrogates, private use. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Text for paper: composed letters, single spaces, nothing a reader cannot see. */
export function paperText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\t\r\n\u2028\u2029]/g, ' ')
    .replace(HIDDEN, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** @param name as `paperText` gives it. @returns what to mend, or null. */
export function nameFault(name: string): string | null {
  if (name === '') return 'Nama masih kosong.';
  if (!/\p{L}/u.test(name)) return 'Nama perlu memuat huruf.';
  const length = [...name].length;
  if (length > LONGEST_NAME)
    return `Nama ini ${length} huruf; yang muat paling panjang ${LONGEST_NAME}. Singkat dulu.`;
  return null;
}

/** `sertifikat-003-siti-aminah.pdf`; a name without Latin letters leaves only its number. */
export function fileNameOf(place: number, name: string): string {
  const word = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return `${['sertifikat', String(place).padStart(3, '0'), word].filter(Boolean).join('-')}.pdf`;
}
