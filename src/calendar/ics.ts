/** A calendar file (RFC 5545) with local times and no zone: every office clock of the city agrees. */

export interface CalendarEvent {
  /** Unique within the file, the same at every export. */
  uid: string;
  /** Wall clock in milliseconds; with `wholeDay` only the day counts. */
  start: number;
  end: number;
  wholeDay?: boolean;
  summary: string;
  description: string;
  /** Words of a reminder two hours before. */
  reminder?: string;
}

const stamp = (wall: number) => new Date(wall).toISOString().replace(/[-:]|\.\d{3}Z$/g, '');
const day = (wall: number) => stamp(wall).slice(0, 8);

/** RFC 5545 3.3.11: commas, semicolons, backslashes and line ends are escaped. */
const text = (value: string) => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 5545 3.1: a line has at most 75 octets; the rest goes on the next, after a space. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(line).length <= 75) return line;
  const lines: string[] = [];
  let current = '';
  let size = 0;
  for (const character of line) {
    const width = encoder.encode(character).length;
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

/** @param name of the page that makes it. @param now instant of writing, in milliseconds. */
export function icsFile(name: string, events: readonly CalendarEvent[], now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Sigap//${name}//ID`,
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent, now: number): string[] {
  const { uid, start, end, wholeDay, summary, description, reminder } = event;
  // RFC 5545 3.6.1: the end of a whole-day event is the day after its last.
  const times = wholeDay
    ? [`DTSTART;VALUE=DATE:${day(start)}`, `DTEND;VALUE=DATE:${day(end)}`]
    : [`DTSTART:${stamp(start)}`, `DTEND:${stamp(end)}`];
  const alarm =
    reminder === undefined
      ? []
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT2H', `DESCRIPTION:${text(reminder)}`, 'END:VALARM'];
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@sigap.invalid`,
    `DTSTAMP:${stamp(now)}Z`,
    ...times,
    `SUMMARY:${text(summary)}`,
    `DESCRIPTION:${text(description)}`,
    ...alarm,
    'END:VEVENT',
  ];
}
