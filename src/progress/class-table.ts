/** The class as a table file, one row a participant. */
import { csvText } from '../forms/csv.ts';
import type { Participant } from './class.ts';

const HEAD = ['Nama', 'Tes awal', 'Tes akhir', 'Kenaikan (%)', 'Butir selesai'];

export function classTable(people: readonly Participant[]): string {
  const rows = people.map(({ name, pre, post, gain, done }) => [
    name,
    String(pre ?? ''),
    String(post ?? ''),
    gain === null ? '' : String(Math.round(gain * 100)),
    String(done.length),
  ]);
  return csvText([HEAD, ...rows]);
}
