/**
 * A compiled ruleset: rules as runs of small instructions in one Int32Array, chains as ranges of rules.
 * Stands for struct nft_rule_blob (include/net/netfilter/nf_tables.h). The instructions stand for the compare, range, lookup and bitwise expressions of nf_tables; what does not fit
 * them is a call. Interpreting such a table is several times faster than calling one closure for each expression.
 */
import type { BaseChain, CounterStatement, Family, Rule, Span } from '../language/ruleset.ts';
import type { Counter, Effect } from './effects.ts';
import type { Indexing, RuleIndex } from './rule-index.ts';
import type { CompiledSet } from './sets.ts';
import type { Skb } from './skb.ts';
import type { Step } from './verdict.ts';

/** Words of one instruction: opcode, register (or key number), mask, and two operands. */
export const WIDTH = 5;
/** (register & mask) == a */
export const EQUAL = 0;
export const UNEQUAL = 1;
/** a <= (register & mask) <= b; a and b are biased by 2^31 so that signed comparison orders unsigned values. */
export const WITHIN = 2;
export const OUTSIDE = 3;
/** The key (a number into `keys`) is in set a; with b = 1 it must not be. */
export const MEMBER = 4;
/** Effect a must return true. */
export const CALL = 5;
/** Counter a counts the packet. */
export const COUNT = 6;
export const BIAS = 0x80000000 | 0;

/** What becomes of a packet whose rule matched. The first two also come out of a chain. */
export const ACCEPT = 0;
export const DROP = 1;
export const CONTINUE = 2;
export const RETURN = 3;
export const JUMP = 4;
export const GOTO = 5;
/** Decided for each packet: by a verdict map (target: its number), or by NAT and reject (target: terminal number). */
export const MAP = 6;
export const TERMINAL = 7;

/** NAT or reject: does its work and says ACCEPT, DROP or CONTINUE (no match). */
export type Terminal = (skb: Skb) => number;

export interface CompiledRule {
  family: Family;
  table: string;
  chain: string;
  rule: Rule;
  /** Shared path entries by hook * 8 + outcome, made when first needed. */
  steps: (Step | undefined)[];
}

export interface CompiledChain {
  /** Its place in Program.chains. */
  number: number;
  family: Family;
  table: string;
  name: string;
  span: Span;
  base: BaseChain | null;
  /** First rule and the one behind the last. */
  first: number;
  last: number;
  policySteps: (Step | undefined)[];
  /** Times it was walked; a long chain that is walked often gets an index. */
  walks: number;
  index: RuleIndex | null;
}

/** `key vmap …`: the outcome is in the element. */
export interface VerdictMap {
  key: readonly number[];
  set: CompiledSet;
}

export class Program {
  readonly indexing: Indexing;
  code = new Int32Array(WIDTH * 256);
  /** Words of code used. */
  length = 0;
  /** Number of the statement that each instruction came from. */
  readonly origin: number[] = [];
  readonly rules: CompiledRule[] = [];
  /** For each rule: where its instructions begin (they end where the next rule's begin), outcome and target. */
  starts = new Int32Array(0);
  outcomes = new Int32Array(0);
  targets = new Int32Array(0);
  readonly chains: CompiledChain[] = [];
  readonly keys: (readonly number[])[] = [];
  readonly sets: CompiledSet[] = [];
  readonly effects: Effect[] = [];
  readonly counters: Counter[] = [];
  /** The same by the statement they stand for. */
  readonly counterOf = new Map<CounterStatement, Counter>();
  readonly maps: VerdictMap[] = [];
  readonly terminals: Terminal[] = [];

  constructor(indexing: Indexing) {
    this.indexing = indexing;
  }

  emit(statement: number, opcode: number, slot: number, mask: number, a: number, b: number): void {
    if (this.length === this.code.length) {
      const longer = new Int32Array(this.code.length * 2);
      longer.set(this.code);
      this.code = longer;
    }
    this.code.set([opcode, slot, mask, a, b], this.length);
    this.origin.push(statement);
    this.length += WIDTH;
  }

  emitCall(statement: number, effect: Effect): void {
    this.emit(statement, CALL, 0, 0, this.effects.push(effect) - 1, 0);
  }
}
