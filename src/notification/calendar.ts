/** The deadlines as a calendar file (RFC 5545), with local times and no zone: every office clock of the city agrees. */

import { dueAt, type WallTime } from './clock.ts';
import type { Deadline, Duty } from './duties.ts';

const stamp = (wall: WallTime) => new Date(wall).toISOString().replace(/[-:]|\.\d{3}Z$/g, '');

/** RFC 5545 3.3.11: commas, semicolons, backslashes and line ends are escaped. */
const text = (value: string) => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 5545 3.1: a line has at most 75 octets; the rest goes on the next, after a space. */
function fold(line: string): string {
  const bytes = new TextEncoder().encode(line);
  if (bytes.length <= 75) return line;
  const lines: string[] = [];
  let current = '';
  let size = 0;
  for (const character of line) {
    const width = new TextEncoder().encode(character).length;
    if (size + width > (lines.length === 0 ? 75 : 74)) {
      lines.push(current);
      current = '';
      size = 0;
    }
    current += character;
    size += width;
  }
  return [...lines, current].join('\r\n ');
}

const ground = (deadline: Deadline) => (deadline.kind === 'contoh' ? 'Batas contoh. ' : 'Batas aturan. ');

/** @param now instant of writing, in milliseconds. @returns a file with one event for every duty that has an hour. */
export function calendarFile(duties: readonly Duty[], known: WallTime, now: number): string {
  const events = duties.flatMap((duty) => {
    const due = dueAt(known, duty.tenggat);
    if (due === undefined) return [];
    return [
      'BEGIN:VEVENT',
      `UID:sigap-${duty.id}-${known}@sigap.invalid`,
      `DTSTAMP:${stamp(now)}Z`,
      `DTSTART:${stamp(due)}`,
      `DTEND:${stamp(due)}`,
      `SUMMARY:${text(`Batas: ${duty.kepada}`)}`,
      `DESCRIPTION:${text(`${ground(duty.tenggat)}${duty.apa}. Sumber: ${duty.sumber.join(', ')}`)}`,
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-PT2H',
      `DESCRIPTION:${text(`Dua jam lagi: ${duty.kepada}`)}`,
      'END:VALARM',
      'END:VEVENT',
    ];
  });
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sigap//Siapa diberi tahu//ID',
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
