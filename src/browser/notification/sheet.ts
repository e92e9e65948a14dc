/** The duty sheet on paper: who tells whom, by when, and room for the hour and the initials. */
import { dayText, dueAt, timeText, type WallTime } from '../../notification/clock.ts';
import type { Deadline, Duty } from '../../notification/duties.ts';

const HEAD = ['Kepada', 'Apa dan dalam bentuk apa', 'Oleh', 'Batas', 'Dikerjakan (tanggal, jam)', 'Paraf'];
const PLAIN = {
  'kesempatan-pertama': 'Kesempatan pertama, tanpa batas jam',
  segera: 'Segera, tanpa batas jam',
};

export function dutySheet(
  table: HTMLTableElement,
  duties: readonly Duty[],
  known: WallTime,
  done: Readonly<Record<string, string>>,
): void {
  const head = table.createTHead();
  head.replaceChildren();
  const headRow = head.insertRow();
  for (const text of HEAD) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = text;
    headRow.append(cell);
  }
  const body = table.tBodies[0] ?? table.createTBody();
  body.replaceChildren();
  for (const duty of duties) {
    const row = body.insertRow();
    for (const text of [
      duty.kepada,
      `${duty.apa}. ${duty.bentuk}.`,
      duty.oleh,
      `${limit(duty.tenggat, known)} (${duty.sumber.join(', ')})`,
      done[duty.id] ?? '',
      '',
    ]) {
      row.insertCell().textContent = text;
    }
  }
}

function limit(deadline: Deadline, known: WallTime): string {
  const due = dueAt(known, deadline);
  if (deadline.kind === 'batas' && due !== undefined)
    return `Paling lambat ${dayText(due)}, ${timeText(due)}`;
  if (deadline.kind === 'contoh' && due !== undefined) return `Contoh: ${dayText(due)}`;
  return deadline.kind === 'segera' || deadline.kind === 'kesempatan-pertama' ? PLAIN[deadline.kind] : '';
}
