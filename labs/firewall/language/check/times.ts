/** Hours of the day, dates and durations as values. nft(8) META EXPRESSIONS (hour, time), CONNTRACK EXPRESSIONS (expiration). */
import type { ComponentType, Value } from '../ruleset.ts';
import type { Place } from '../syntax/source.ts';
import { fault } from './fault.ts';

/** Seconds since midnight, as written. */
export function hourValue(text: string, place: Place): number {
  const parts = /^([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?$/.exec(text);
  const [hour, minute, second] = [1, 2, 3].map((n) => Number(parts?.[n] ?? 0)) as [number, number, number];
  if (parts === null || hour > 23 || minute > 59 || second > 59) {
    if (/^[0-9]+$/.test(text) && Number(text) < 86400) return Number(text);
    return fault(
      place,
      `"${text}" bukan jam; tulis misalnya "08:30".`,
      `"${text}" is no hour; write "08:30".`,
    );
  }
  return hour * 3600 + minute * 60 + second;
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
    const date =
      /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?: ([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?)?$/.exec(text);
    if (date !== null) {
      const [y, mo, d, h, mi, s] = [1, 2, 3, 4, 5, 6].map((n) => Number(date[n] ?? 0)) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ]; // prettier-ignore
      return BigInt(Date.UTC(y, mo - 1, d, h, mi, s)) * 1000000n;
    }
    if (/^[0-9]+$/.test(text)) return BigInt(text) * 1000000000n;
  }
  return fault(place, `"${text}" bukan waktu yang dikenal.`, `"${text}" is no time that is known.`);
}
