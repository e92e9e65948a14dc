/** The finished document, ready for paper: what the page shows, prints and writes as `.docx`. */

export interface Run {
  text: string;
  bold?: true;
  /** A dotted gap for what is not filled in. */
  blank?: true;
}

export type Line = Run[];

export interface Signature {
  heading: Line[];
  /** Name as this kind of document writes it, and what stands below. */
  name: Line;
  below: Line[];
}

export type Block =
  | { kind: 'kop'; lines: string[]; address: Line }
  | { kind: 'title'; lines: Line[]; number?: Line }
  | { kind: 'letter'; placeDate: Line; rows: [string, Line][]; to: Line[] }
  | { kind: 'decree'; heading: Line[]; considering: Line[]; given: Line[]; articles: [string, Line][] }
  | { kind: 'paragraph'; text: Line; align: 'kiri' | 'tengah' | 'rata' }
  | { kind: 'heading'; text: Line }
  | { kind: 'details'; rows: [string, Line[]][] }
  | { kind: 'items'; mark: 'angka' | 'huruf'; items: Line[] }
  | { kind: 'boxes'; options: { label: string; checked: boolean }[] }
  | { kind: 'table'; head: string[]; shares: number[]; numeric: boolean[]; rows: Line[][] }
  | { kind: 'signatures'; columns: Signature[] }
  | { kind: 'copies'; items: Line[] }
  | { kind: 'annex'; lines: Line[] }
  | { kind: 'page' };

export interface DocumentModel {
  title: string;
  paper: 'A4' | 'F4';
  turn: 'tegak' | 'mendatar';
  /** Printed outside the form until the agency has set its own. */
  sample: boolean;
  blocks: Block[];
}
