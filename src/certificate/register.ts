/** The register of the certificates that were made, as a table file for the organiser's own keeping. Pure. */
import { csvText } from '../forms/csv.ts';

export interface RegisterRow {
  number: string;
  name: string;
  unit: string;
  /** Why somebody below the rule was given one; empty for all others. */
  reason: string;
  file: string;
}

const HEAD = ['Nomor', 'Nama', 'Perangkat daerah', 'Alasan pengecualian', 'Berkas'];

export function registerText(rows: readonly RegisterRow[]): string {
  return csvText([
    HEAD,
    ...rows.map(({ number, name, unit, reason, file }) => [number, name, unit, reason, file]),
  ]);
}
