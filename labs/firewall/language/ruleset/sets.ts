/** Sets and maps, named or written in place (nft(8): SETS, MAPS). */

import type { StatefulStatement, Verdict } from './statements.ts';
import type { ObjectType } from './tree.ts';
import type { DataType, Interval, Span } from './values.ts';

/** Type of one component of a key or of the data. */
export interface ComponentType {
  type: DataType;
  bits: number;
}

export interface SetDefinition {
  /** nft's `__setN`/`__mapN` when anonymous. */
  name: string;
  handle: number;
  anonymous: boolean;
  kind: 'set' | 'map' | 'verdict-map' | 'object-map';
  /** One entry, or one for each part of a concatenation. */
  key: ComponentType[];
  /** Data of a map, else empty. */
  data: ComponentType[];
  /** For an object-map: what its elements name. */
  objectType: ObjectType | null;
  /** `typeof` expressions as written, else null; only the printer cares. */
  typeof: string | null;
  /** The same for the data of a map. */
  typeofData: string | null;
  /** Data of the map may be ranges (`type … : interval …`). */
  dataInterval: boolean;
  interval: boolean;
  dynamic: boolean;
  constant: boolean;
  /** `flags timeout` or a default timeout. */
  timeout: boolean;
  /** Default lifetime of elements in milliseconds, null: for ever. */
  timeoutMs: number | null;
  gcIntervalMs: number | null;
  /** Most elements it can hold, null: no limit written (a set updated from rules then holds 65535). */
  size: number | null;
  policy: 'performance' | 'memory' | null;
  autoMerge: boolean;
  /** Statements every element carries (`counter`, `limit rate …` in the set's body). */
  statements: StatefulStatement[];
  comment: string | null;
  /**
   * With one key component: sorted by `key[0].low` and never overlapping (merged where nft merges).
   * With several: in the order written; they may overlap only when the intervals differ in some part.
   */
  elements: SetElement[];
  span: Span;
}

export interface SetElement {
  /** One interval for each component of the key; values of plain sets have low === high. */
  key: Interval[];
  /** `*` element: matches when nothing else does. `key` is then empty. */
  catchAll: boolean;
  /** For maps: one interval for each component of the data (low === high unless the data is a range for NAT). */
  data: Interval[];
  verdict: Verdict | null;
  /** Object name, for an object-map. */
  object: string | null;
  timeoutMs: number | null;
  expiresMs: number | null;
  statements: StatefulStatement[];
  comment: string | null;
  span: Span;
}
