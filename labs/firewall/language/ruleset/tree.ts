/** Tables, chains, rules and named objects of a checked ruleset, as nft(8) lists them. */

import type { SetDefinition } from './sets.ts';
import type { CounterStatement, LimitStatement, QuotaStatement, Statement } from './statements.ts';
import type { Family, Span } from './values.ts';

export interface Ruleset {
  /** In order of creation. */
  tables: Table[];
}

export interface Table {
  family: Family;
  name: string;
  handle: number;
  /** `flags dormant`: base chains of this table are not hooked. */
  dormant: boolean;
  comment: string | null;
  /** In order of creation. */
  chains: Chain[];
  /** Named sets and maps, and the implicit sets of `meter`. Anonymous sets live in the rule that uses them. */
  sets: SetDefinition[];
  /** Named counters, quotas, limits, ct helpers … */
  objects: NamedObject[];
  span: Span;
}

export interface Chain {
  name: string;
  handle: number;
  /** null: regular chain, reached by jump or goto only. */
  base: BaseChain | null;
  /** True for the body of `jump { … }`; its name is nft's `__chainN`. */
  anonymous: boolean;
  comment: string | null;
  rules: Rule[];
  span: Span;
}

export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting' | 'ingress' | 'egress';

export interface BaseChain {
  type: 'filter' | 'nat' | 'route';
  hook: Hook;
  /** Signed number; names (`filter`, `dstnat - 5`) are resolved for the family. Lower runs first. */
  priority: number;
  policy: 'accept' | 'drop';
  /** Was a policy written? Only the printer cares: nft lists the policy of every base chain. */
  policyWritten: boolean;
  /** Global order of creation from 0. Same hook and same priority: the LATER one runs first (see nft-oracle.md). */
  order: number;
  /** Devices of ingress/egress chains. */
  devices: string[];
}

export interface Rule {
  /** As the kernel numbers them: one counter per table over chains, sets (anonymous too), objects and rules. */
  handle: number;
  comment: string | null;
  /** Evaluated left to right; the first that does not match ends the rule. Implicit guards are included. */
  statements: Statement[];
  span: Span;
}

export type ObjectType = 'counter' | 'quota' | 'limit' | 'ct helper' | 'ct timeout' | 'ct expectation';

export interface NamedObject {
  type: ObjectType;
  name: string;
  handle: number;
  comment: string | null;
  /** The state, for counter, quota and limit; null for the ct kinds. */
  statement: CounterStatement | QuotaStatement | LimitStatement | null;
  /** ct helper: type and protocol as written. */
  helper: { name: string; protocol: string } | null;
  span: Span;
}
