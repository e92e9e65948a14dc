/** The table's head and rules. Rules are whole lines, so that a printed rule has no seams. */
import type { Box, Point, Text } from './model.ts';
import { type Column, HEAD, type Head, SUBHEAD } from './table.ts';
import { cell, heightOf, LEADING, paragraph } from './write.ts';

const GROUPS = { kelengkapan: 'MUTU BAKU', waktu: 'MUTU BAKU', output: 'MUTU BAKU', pelaksana: 'PELAKSANA' };

export function drawHead(columns: Column[], head: Head, top: number): Text[] {
  const texts: Text[] = [];
  let actor = 0;
  for (const column of columns) {
    const { x, w } = column;
    const grouped = column.key in GROUPS;
    if (!grouped)
      texts.push(
        ...cell([column.title], { x, y: top, w, h: head.upper + head.lower }, 0, HEAD, 'head', 'middle'),
      );
    else if (column.key !== 'pelaksana')
      texts.push(
        ...cell([column.title], { x, y: top + head.upper, w, h: head.lower }, 0, SUBHEAD, 'head', 'middle'),
      );
    else {
      const lines = head.actorLines[actor++]!;
      texts.push(
        ...(head.turned
          ? turned(lines, { x, y: top + head.upper, w, h: head.lower })
          : cell(lines, { x, y: top + head.upper, w, h: head.lower }, 0, SUBHEAD, 'head', 'middle')),
      );
    }
  }
  for (const [title, first, last] of groups(columns))
    texts.push(
      ...cell(
        [title],
        { x: first.x, y: top, w: last.x + last.w - first.x, h: head.upper },
        0,
        HEAD,
        'head',
        'middle',
      ),
    );
  return texts;
}

/** Names that read upwards, for more than six actors. */
function turned(lines: string[], { x, y, w, h }: Box): Text[] {
  const left = x + (w - heightOf(lines.length, SUBHEAD)) / 2;
  return paragraph(lines, 0, 0, SUBHEAD, 'head').map((text, i) => {
    const at = left + i * SUBHEAD.size * LEADING + SUBHEAD.size;
    const box = {
      x: at - SUBHEAD.size * 0.74,
      y: y + h - 4 - text.box.w,
      w: SUBHEAD.size * 0.96,
      h: text.box.w,
    };
    return { ...text, x: at, y: y + h - 4, turned: true, box };
  });
}

function groups(columns: Column[]): [string, Column, Column][] {
  const of = (keys: Column['key'][]) => columns.filter((column) => keys.includes(column.key));
  const actors = of(['pelaksana']);
  const quality = of(['kelengkapan', 'waktu', 'output']);
  return [
    ['PELAKSANA', actors[0]!, actors.at(-1)!],
    ['MUTU BAKU', quality[0]!, quality.at(-1)!],
  ];
}

/** @param tops upper edges of all rows below the head, and the table's lower edge last */
export function drawRules(columns: Column[], head: Head, frame: Box, tops: number[]): [Point, Point][] {
  const bottom = tops.at(-1)!;
  const right = frame.x + frame.w;
  const rules: [Point, Point][] = [
    [
      { x: frame.x, y: frame.y },
      { x: right, y: frame.y },
    ],
  ];
  for (const [, first, last] of groups(columns)) {
    const y = frame.y + head.upper;
    rules.push([
      { x: first.x, y },
      { x: last.x + last.w, y },
    ]);
  }
  for (const y of tops)
    rules.push([
      { x: frame.x, y },
      { x: right, y },
    ]);
  columns.forEach(({ key, x }, i) => {
    const before = columns[i - 1]?.key;
    const group = (each: Column['key'] | undefined) =>
      each ? (GROUPS as Record<string, string>)[each] : undefined;
    const inner = group(key) !== undefined && group(key) === group(before);
    rules.push([
      { x, y: inner ? frame.y + head.upper : frame.y },
      { x, y: bottom },
    ]);
  });
  rules.push([
    { x: right, y: frame.y },
    { x: right, y: bottom },
  ]);
  return rules;
}
