/** Dates and times as official Indonesian documents write them. */
import { longDate } from '../format.ts';
import { readNumber, spell } from './number.ts';

const DAYS = ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'];

/** @param date `YYYY-MM-DD`. @returns whether the day exists. */
export function isDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

/** @param time `07.10` or `7:10`. @returns `07.10`, or undefined where it is no time of day. */
export function readTime(time: string): string | undefined {
  const match = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(time.trim());
  return match ? `${match[1]!.padStart(2, '0')}.${match[2]}` : undefined;
}

/** `Senin` */
export const dayName = (date: string): string => DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';

/** `Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam`, as a berita acara opens. */
export function dateInWords(date: string): string {
  const [year = '', , day = ''] = date.split('-');
  const month = longDate(date).split(' ')[1] ?? '';
  const words = (digits: string) => spell(readNumber(digits.replace(/^0+/, '')) ?? 0);
  return `${dayName(date)}, tanggal ${words(day)} bulan ${month} tahun ${words(year)}`;
}
