/** Hours of the day, dates and durations as values. nft(8) META EXPRESSIONS (hour, time), CONNTRACK EXPRESSIONS (expiration). */
import type { ComponentType, Value } from '../ruleset.ts';
import type { Place } from '../syntax/source.ts';
import { fault } from './fault.ts';

/** Seconds since midnight, as written. */
export function hourValue(text: string, place: Place): number {
  const parts = /^([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?$/.exec(text);
  const [hour, minute, second] = [1, 2, 3].map((n) => Number(parts?.[n] ?? 0)) as [number, number, number];
  if (parts === null || hour > 23 || minute > 59 || second > 59) {
    // A bare number is kept, even past the last second of the day, where it matches nothing (32 bits).
    if (/^[0-9]+$/.test(text)) return Number(BigInt.asUintN(32, BigInt(text)));
    return fault(
      place,
      `"${text}" bukan jam; tulis misalnya "08:30".`,
      `"${text}" is no hour; write "08:30".`,
    );
  }
  return hour * 3600 + minute * 60 + second;
}

/** The time of a date; what is no time counts as midnight, because nft then only reads the date (strptime). */
function clockTime(text: string): number {
  const parts = /^ ([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?/.exec(text);
  const [hour, minute, second] = [1, 2, 3].map((n) => Number(parts?.[n] ?? 0)) as [number, number, number];
  return hour > 23 || minute > 59 || second > 60 ? 0 : (hour * 60 + minute) * 60 + second;
}

/** `meta time "2026-11-22 08:00:00"` in nanoseconds (taken as UTC); ct expiration in milliseconds. */
export function timeValue(text: string, want: ComponentType, place: Place): Value {
  if (want.bits === 32) {
    const parts = /^(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?$/.exec(text);
    if (text !== '' && parts !== null) {
      const [d, h, m, s, ms] = [1, 2, 3, 4, 5].map((n) => Number(parts[n] ?? 0)) as [
        number,
        number,
        number,
        number,
        number,
      ]; // prettier-ignore
      return (((d * 24 + h) * 60 + m) * 60 + s) * 1000 + ms;
    }
  } else {
    const date = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/.exec(text);
    if (date !== null) {
      const [year, month, day] = [1, 2, 3].map((n) => Number(date[n])) as [number, number, number];
      if (month >= 1 && month <= 12 && day >= 1 && day <= 31) {
        const clock = clockTime(text.slice(date[0].length));
        return BigInt(Date.UTC(year, month - 1, day) + clock * 1000) * 1000000n;
      }
    }
    if (/^[0-9]+$/.test(text)) return BigInt(text) * 1000000000n;
  }
  return fault(place, `"${text}" bukan waktu yang dikenal.`, `"${text}" is no time that is known.`);
}
