/** The class as a CSV table that spreadsheets open as text: no name can act as a formula. */
import type { Participant } from './class.ts';

const HEAD = ['Nama', 'Tes awal', 'Tes akhir', 'Kenaikan (%)', 'Butir selesai'];

/** RFC 4180 with `;`, as spreadsheets in Indonesian expect; a byte order mark lets them see UTF-8. */
export function classTable(people: readonly Participant[]): string {
  const rows = people.map(({ name, pre, post, gain, done }) => [
    name,
    pre ?? '',
    post ?? '',
    gain === null ? '' : Math.round(gain * 100),
    done.length,
  ]);
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A leading =, +, -, @, tab or return starts a formula in a spreadsheet (OWASP, CSV injection).
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
