/**
 * What compiling a rule needs to know about the machine it will run on. Stands for struct nft_ctx of the kernel
 * (include/net/netfilter/nf_tables.h): the table, the family, the interfaces by number.
 */
import type { RejectStatement, SetReference, Span } from '../language/ruleset.ts';
import type { Conntrack } from './conntrack.ts';
import type { Effect } from './effects.ts';
import * as F from './fields.ts';
import type { Nat } from './nat.ts';
import type { CompiledSet } from './sets.ts';
import type { Skb } from './skb.ts';
import type { Topology } from './topology.ts';

export interface Machine {
  topology: Topology;
  conntrack: Conntrack;
  nat: Nat;
  /** Sends the answer of a reject rule; the packet itself is then dropped. */
  reject(skb: Skb, statement: RejectStatement): void;
}

/** Something the ruleset asks for that this engine does not model. It is named with its place, never guessed. */
export class UnsupportedConstruct extends Error {
  readonly construct: string;
  readonly span: Span;

  constructor(construct: string, span: Span) {
    super(construct);
    this.construct = construct;
    this.span = span;
  }
}

/** The kernel refuses to load the ruleset: the message says why, the span says where. */
export class LoadError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** One rule's compilation: where it is, what it may use, and which scratch registers are still free. */
export class Build {
  readonly machine: Machine;
  readonly setOf: (reference: SetReference) => CompiledSet;
  /** Named counter, limit or quota of the rule's table as an effect that all its users share. */
  readonly objectOf: (type: string, name: string, span: Span) => Effect;
  span: Span;
  private nextScratch = F.SCRATCH;

  constructor(machine: Machine, setOf: Build['setOf'], objectOf: Build['objectOf'], span: Span) {
    this.machine = machine;
    this.setOf = setOf;
    this.objectOf = objectOf;
    this.span = span;
  }

  /** Reserves registers for a computed value. */
  scratch(words: number): number[] {
    const from = this.nextScratch;
    this.nextScratch += words;
    if (this.nextScratch > F.REGISTERS) this.unsupported('an expression of this size');
    return Array.from({ length: words }, (_, i) => from + i);
  }

  /** A compiled statement is done with its scratch registers before the next one runs. */
  freeScratch(): void {
    this.nextScratch = F.SCRATCH;
  }

  unsupported(construct: string): never {
    throw new UnsupportedConstruct(construct, this.span);
  }
}
