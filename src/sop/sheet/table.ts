/** Columns and rows of the flowchart table: their widths, and the least height each row needs for its text. */
import type { Sop } from '../../schemas/sop.ts';
import { sayTime } from '../time.ts';
import { type Face, wrapText } from './metrics.ts';
import { frameOf, MM, type Paper } from './model.ts';
import { heightOf } from './write.ts';

export const CELL: Face = { size: 9 };
export const HEAD: Face = { size: 8.5, bold: true };
export const SUBHEAD: Face = { size: 8, bold: true };
export const NOTE: Face = { size: 8 };
export const PAD = 4.5;

/** Shortest row, and the height rows are given where the page has room. */
export const ROW_MIN = 14.5 * MM;
export const ROW_GOOD = 20 * MM;

export interface Column {
  key: 'no' | 'kegiatan' | 'pelaksana' | 'kelengkapan' | 'waktu' | 'output' | 'keterangan';
  /** Which actor, for a column of PELAKSANA. */
  actor?: string;
  title: string;
  x: number;
  w: number;
}

/** Width of one actor's column in millimetres by the number of actors. */
const ACTOR_MM = [42, 30, 25, 21.5, 19.5, 18];

/** Above six actors the names stand upright and the columns share what six would have. */
export const TURNED_FROM = 7;

export function columnsOf(sop: Sop, paper: Paper): Column[] {
  const frame = frameOf(paper);
  const count = sop.pelaksana.length;
  const actor = (ACTOR_MM[count - 1] ?? Math.max(12, 112 / count)) * MM;
  const no = 9 * MM;
  const rest = frame.w - no - actor * count;
  const share = { kegiatan: 0.37, kelengkapan: 0.19, waktu: 0.115, output: 0.16, keterangan: 0.165 };
  const columns: Column[] = [];
  let x = frame.x;
  const add = (column: Omit<Column, 'x'>) => {
    columns.push({ ...column, x });
    x += column.w;
  };
  add({ key: 'no', title: 'NO', w: no });
  add({ key: 'kegiatan', title: 'KEGIATAN', w: rest * share.kegiatan });
  for (const each of sop.pelaksana)
    add({ key: 'pelaksana', actor: each.id, title: each.singkat ?? each.nama, w: actor });
  add({ key: 'kelengkapan', title: 'KELENGKAPAN', w: rest * share.kelengkapan });
  add({ key: 'waktu', title: 'WAKTU', w: rest * share.waktu });
  add({ key: 'output', title: 'OUTPUT', w: rest * share.output });
  add({ key: 'keterangan', title: 'KETERANGAN', w: rest * share.keterangan });
  return columns;
}

export interface Row {
  no: number;
  actor: string;
  symbol: Sop['langkah'][number]['simbol'];
  /** Broken lines per column key; PELAKSANA has none. */
  lines: Record<Exclude<Column['key'], 'pelaksana'>, string[]>;
  /** Points. */
  minHeight: number;
}

export function rowsOf(sop: Sop, columns: Column[], least: number): Row[] {
  const width = (key: Column['key']) => columns.find((column) => column.key === key)!.w - 2 * PAD;
  return sop.langkah.map((step, i) => {
    const lines: Row['lines'] = {
      no: [`${i + 1}.`],
      kegiatan: wrapText(step.kegiatan, width('kegiatan'), CELL),
      kelengkapan: wrapText(step.kelengkapan, width('kelengkapan'), CELL),
      waktu: wrapText(sayTime(step.waktu), width('waktu'), CELL),
      output: wrapText(step.output, width('output'), CELL),
      keterangan: wrapText(step.keterangan, width('keterangan'), CELL),
    };
    const most = Math.max(...Object.values(lines).map((each) => each.length));
    return {
      no: i + 1,
      actor: step.pelaksana,
      symbol: step.simbol,
      lines,
      minHeight: Math.max(least, heightOf(most, CELL) + 2 * PAD),
    };
  });
}

export interface Head {
  /** Height of the upper and of the lower head row, points. */
  upper: number;
  lower: number;
  actorLines: string[][];
  turned: boolean;
}

export function headOf(columns: Column[]): Head {
  const actors = columns.filter((column) => column.key === 'pelaksana');
  const turned = actors.length >= TURNED_FROM;
  const room = turned ? 24 * MM : actors[0]!.w - 6;
  const actorLines = actors.map((column) => wrapText(column.title, room, SUBHEAD));
  const most = Math.max(...actorLines.map((lines) => lines.length));
  return {
    upper: 16,
    lower: turned ? room + 8 : Math.max(20, heightOf(most, SUBHEAD) + 7),
    actorLines,
    turned,
  };
}
