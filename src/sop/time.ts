/** Standard times: reading them, adding them and saying them. Minutes and hours add up; working days stay days. */
import type { Sop, Waktu } from '../schemas/sop.ts';

const MINUTES = { menit: 1, jam: 60 } as const;
type Unit = 'menit' | 'jam' | 'hari kerja';

export interface Total {
  /** Minutes of all steps given in minutes or hours. */
  minutes: number;
  /** Working days of all steps given in days: not turned into hours, because office hours differ. */
  days: number;
  /** Numbers of the steps whose time is words ("Segera", "Sesuai RTO") and cannot be added. */
  uncounted: number[];
}

const PART = /^(\d+(?:[.,]\d+)?)\s*(menit|jam|hari kerja)$/;

/**
 * Reads a written time such as `8 jam 5 menit` or `2 hari kerja`.
 * Answers `null` for anything else, also for `1 x 24 jam`, which is a limit in a rule's own words and not a sum.
 */
export function parseTime(text: string): Pick<Total, 'minutes' | 'days'> | null {
  const parts = text
    .trim()
    .toLowerCase()
    .match(/\d+(?:[.,]\d+)?\s*(?:menit|jam|hari kerja)/g);
  if (!parts || parts.join(' ').replace(/\s+/g, '') !== text.toLowerCase().replace(/\s+|dan(?=\s)/g, ''))
    return null;
  const total = { minutes: 0, days: 0 };
  for (const part of parts) {
    const [, number, unit] = PART.exec(part)!;
    addTo(total, Number(number!.replace(',', '.')), unit as Unit);
  }
  return total;
}

function addTo(total: Pick<Total, 'minutes' | 'days'>, value: number, unit: Unit): void {
  if (unit === 'hari kerja') total.days += value;
  else total.minutes += value * MINUTES[unit];
}

/** Adds the standard times of all steps, each step once. */
export function totalTime(sop: Pick<Sop, 'langkah'>): Total {
  const total: Total = { minutes: 0, days: 0, uncounted: [] };
  sop.langkah.forEach((step, index) => {
    if ('nilai' in step.waktu) addTo(total, step.waktu.nilai, step.waktu.satuan);
    else total.uncounted.push(index + 1);
  });
  return total;
}

/** `485` minutes are `8 jam 5 menit`; days come last: `8 jam 5 menit dan 5 hari kerja`. */
export function sayTotal({ minutes, days }: Pick<Total, 'minutes' | 'days'>): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round((minutes - hours * 60) * 100) / 100;
  const clock = [hours > 0 ? `${decimal(hours)} jam` : '', rest > 0 ? `${decimal(rest)} menit` : '']
    .filter(Boolean)
    .join(' ');
  const long = days > 0 ? `${decimal(days)} hari kerja` : '';
  return [clock, long].filter(Boolean).join(' dan ') || 'belum ditentukan';
}

/** One step's time as written on paper: `5 menit`, `Segera`. */
export function sayTime(waktu: Waktu): string {
  return 'nilai' in waktu ? `${decimal(waktu.nilai)} ${waktu.satuan}` : waktu.teks;
}

const BASIS = {
  contoh: 'contoh',
  kewajiban: 'kewajiban',
  'batas-iiv': 'batas IIV',
  'batas-aturan': 'batas aturan',
} as const;

/** Whose number it is, in the words of the page. */
export function sayBasis(waktu: Waktu): string {
  return BASIS[waktu.dasar];
}

function decimal(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}
