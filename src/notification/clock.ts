/** Wall-clock time of the agency. Indonesia has no summer time, so a wall clock can be counted as UTC without loss. */
import type { Deadline } from './duties.ts';

const DAYS = ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const HOUR = 3_600_000;

/** Milliseconds of the wall clock. */
export type WallTime = number;

/** @param date `YYYY-MM-DD`, @param time `HH.MM` or `HH:MM`. @returns undefined where either is not a date or a time. */
export function readWallTime(date: string, time: string): WallTime | undefined {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const clock = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(time.trim());
  if (!day || !clock) return undefined;
  const wall = Date.UTC(
    Number(day[1]),
    Number(day[2]) - 1,
    Number(day[3]),
    Number(clock[1]),
    Number(clock[2]),
  );
  return new Date(wall).toISOString().startsWith(date) ? wall : undefined;
}

/** @param now an instant, @param zone an IANA name. @returns what the wall clock shows there. */
export function wallTimeIn(now: Date, zone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
}

/** When a deadline falls, counted from when the disturbance became known; undefined where no hour is given. */
export function dueAt(known: WallTime, deadline: Deadline): WallTime | undefined {
  if (deadline.kind === 'batas') return known + deadline.hours * HOUR;
  if (deadline.kind !== 'contoh') return undefined;
  let due = known;
  for (let left = deadline.workingDays; left > 0; ) {
    due += 24 * HOUR;
    const day = new Date(due).getUTCDay();
    if (day !== 0 && day !== 6) left -= 1;
  }
  return due;
}

/** `Sel 24 Nov` */
export function dayText(wall: WallTime): string {
  const date = new Date(wall);
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `07.10` */
export function timeText(wall: WallTime): string {
  return new Date(wall).toISOString().slice(11, 16).replace(':', '.');
}

/** `2026-11-23`, as date fields want it. */
export const dateValue = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10);
