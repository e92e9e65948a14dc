/** The deadlines as a calendar file. */
import { icsFile } from '../calendar/ics.ts';
import { dueAt, type WallTime } from './clock.ts';
import type { Deadline, Duty } from './duties.ts';

const ground = (deadline: Deadline) => (deadline.kind === 'contoh' ? 'Batas contoh. ' : 'Batas aturan. ');

/** @param now instant of writing, in milliseconds. @returns a file with one event for every duty that has an hour. */
export function calendarFile(duties: readonly Duty[], known: WallTime, now: number): string {
  const events = duties.flatMap((duty) => {
    const due = dueAt(known, duty.tenggat);
    if (due === undefined) return [];
    return [
      {
        uid: `sigap-${duty.id}-${known}`,
        start: due,
        end: due,
        summary: `Batas: ${duty.kepada}`,
        description: `${ground(duty.tenggat)}${duty.apa}. Sumber: ${duty.sumber.join(', ')}`,
        reminder: `Dua jam lagi: ${duty.kepada}`,
      },
    ];
  });
  return icsFile('Siapa diberi tahu', events, now);
}
