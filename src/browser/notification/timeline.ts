/** One row of the result: what is to be done, its bar on the 72-hour axis, and when it is due. */
import { dayText, dueAt, timeText, type WallTime } from '../../notification/clock.ts';
import type { Duty } from '../../notification/duties.ts';
import { LETTERS, letterAddress } from '../../notification/letters.ts';

const HOUR = 3_600_000;
export const AXIS_HOURS = 72;

function node(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Share of the axis, in per cent, from when the disturbance became known. */
export const share = (known: WallTime, wall: WallTime): number =>
  Math.max(0, Math.min(100, ((wall - known) / HOUR / AXIS_HOURS) * 100));

export function dutyRow(
  duty: Duty,
  known: WallTime,
  now: WallTime,
  done: string | undefined,
  toggle: () => void,
): HTMLElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = done !== undefined;
  box.id = `sudah-${duty.id}`;
  box.addEventListener('change', toggle);
  const label = document.createElement('label');
  label.htmlFor = box.id;
  label.append(node('b', '', duty.kepada));
  const what = node(
    'div',
    'what',
    label,
    node('span', '', duty.apa),
    node('span', 'by', `Oleh ${duty.oleh}. ${duty.bentuk}.`),
  );
  if (duty.catatan) what.append(node('span', 'remark', duty.catatan));
  const letter = LETTERS[duty.id];
  if (letter) {
    const link = node('a', 'letter', letter.name) as HTMLAnchorElement;
    link.href = letterAddress(letter.form);
    what.append(link);
  }
  if (done) what.append(node('span', 'status lolos', `Dikerjakan ${done}`));
  const row = node(
    'li',
    done ? 'duty done' : 'duty',
    node('div', 'tick', box),
    what,
    bar(duty, known, now),
    due(duty, known, now, done),
  );
  row.dataset.duty = duty.id;
  return row;
}

function bar(duty: Duty, known: WallTime, now: WallTime): HTMLElement {
  const track = node('div', 'track');
  track.setAttribute('aria-hidden', 'true');
  const fill = node('div', `bar ${duty.tenggat.kind}`);
  const end = dueAt(known, duty.tenggat);
  // Widths are set through the CSSOM, which the content security policy does not govern.
  if (end !== undefined) fill.style.width = `${share(known, end)}%`;
  track.append(fill);
  if (now >= known) {
    const mark = node('div', 'now');
    mark.style.left = `${share(known, now)}%`;
    track.append(mark);
  }
  return track;
}

const PLAIN = { 'kesempatan-pertama': 'Kesempatan pertama', segera: 'Segera' };

function due(duty: Duty, known: WallTime, now: WallTime, done: string | undefined): HTMLElement {
  const cell = node('div', 'due');
  const { tenggat } = duty;
  if (tenggat.kind === 'batas' || tenggat.kind === 'contoh') {
    const end = dueAt(known, tenggat) ?? known;
    const when = tenggat.kind === 'batas' ? `${dayText(end)}, ${timeText(end)}` : dayText(end);
    cell.append(node('b', '', when));
    const limit =
      tenggat.kind === 'batas'
        ? `paling lambat ${tenggat.hours / 24} × 24 jam`
        : `contoh: ${tenggat.workingDays} hari kerja`;
    cell.append(node('span', '', limit));
    if (!done && tenggat.kind === 'batas')
      cell.append(node('span', now > end ? 'left late' : 'left', remaining(end - now)));
  } else {
    cell.append(node('b', '', PLAIN[tenggat.kind]), node('span', '', 'sumber tidak memberi batas jam'));
  }
  for (const source of duty.sumber) {
    const id = source.split(' ')[0] ?? source;
    const link = node('a', 'source', source) as HTMLAnchorElement;
    link.href = id.startsWith('R') ? `/peraturan/#${id}` : `/klausul/#${id}`;
    cell.append(link);
  }
  return cell;
}

function remaining(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const text = `${Math.floor(minutes / 60)} jam ${minutes % 60} menit`;
  return milliseconds < 0 ? `terlewat ${text}` : `sisa ${text}`;
}
