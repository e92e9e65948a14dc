/** Numbers as Indonesians write and say them: `1.250,5`, "seribu dua ratus lima puluh". */

const UNITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
const SCALES: [number, string][] = [
  [1_000_000_000_000, 'triliun'],
  [1_000_000_000, 'miliar'],
  [1_000_000, 'juta'],
  [1000, 'ribu'],
  [100, 'ratus'],
];

/** @param text `1.250`, `1250`, `1.250,5` or `-3`. @returns undefined where it is no number. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(trimmed)) return undefined;
  return Number(trimmed.replaceAll('.', '').replace(',', '.'));
}

/** `1.250,5` */
export function writeNumber(value: number): string {
  const [whole = '', part] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
  return `${value < 0 ? '-' : ''}${grouped}${part ? `,${part}` : ''}`;
}

/** A whole number from 0 to 999 triliun in words; anything else as digits. */
export function spell(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e15) return writeNumber(value);
  if (value < 0) return `minus ${spell(-value)}`;
  if (value < 10) return UNITS[value]!;
  if (value === 10) return 'sepuluh';
  if (value === 11) return 'sebelas';
  if (value < 20) return `${UNITS[value - 10]} belas`;
  if (value < 100) return joined(`${UNITS[Math.floor(value / 10)]} puluh`, value % 10);
  for (const [size, name] of SCALES) {
    if (value < size) continue;
    const count = Math.floor(value / size);
    // "Seratus" and "seribu" are one word; from a million on it is "satu juta".
    const head = count === 1 && size <= 1000 ? `se${name}` : `${spell(count)} ${name}`;
    return joined(head, value % size);
  }
  return writeNumber(value);
}

const joined = (head: string, rest: number): string => (rest === 0 ? head : `${head} ${spell(rest)}`);
