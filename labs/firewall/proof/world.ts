/** What one proof shares: the diagrams, the router, what is unknown, and what is not supported. */

import type { Route, Topology } from '../kernel/topology.ts';
import type { Span } from '../language/ruleset.ts';
import type { Bdd } from './bdd.ts';
import type { Partition } from './route-sets.ts';
import { FIRST_UNKNOWN, LAST_UNKNOWN } from './space.ts';
import { constantWord, WORD_BITS, type Word, wordOf } from './word.ts';

/** Something that the header of a packet does not decide: a limit, a set that rules fill, a port chosen at random. */
export interface Unknown {
  what: string;
  span: Span;
}

/** Something this proof does not model. */
export interface Unsupported {
  construct: string;
  span: Span;
  /** True: it was taken as "may or may not match", so proofs that do not depend on it stand. False: none stands. */
  bounded: boolean;
}

/**
 * fresh: right after the ruleset was loaded (limits full, rule-filled sets as written); exact.
 * ever: at any time; what depends on time is unknown, so a set is bounded from both sides.
 */
export type Moment = 'fresh' | 'ever';

export class World {
  readonly bdd: Bdd;
  readonly topology: Topology;
  readonly moment: Moment;
  readonly unsupported: Unsupported[] = [];
  /** Routes that were asked for before: the same address is looked up at many places of the way. */
  readonly partitions: { routes: readonly Route[]; address: readonly Word[]; parts: Partition }[] = [];
  private readonly together: Partial<Record<4 | 6, readonly Route[]>> = {};
  /** By variable, counted from FIRST_UNKNOWN. */
  private readonly unknowns: Unknown[];

  /** @param unknowns Shared by the proofs of one Bdd, so that no variable means two things. */
  constructor(bdd: Bdd, topology: Topology, moment: Moment, unknowns: Unknown[] = []) {
    this.bdd = bdd;
    this.topology = topology;
    this.moment = moment;
    this.unknowns = unknowns;
  }

  /** The routes that are asked, in this order. */
  routes(version: 4 | 6, tables: 'all' | 'local'): readonly Route[] {
    const { local, main } = this.topology.tables(version);
    if (tables === 'local') return local;
    this.together[version] ??= [...local, ...main];
    return this.together[version];
  }

  /** A fresh variable for something the packet does not decide. */
  unknown(what: string, span: Span): number {
    const level = FIRST_UNKNOWN + this.unknowns.length;
    if (level > LAST_UNKNOWN) throw new RangeError('too many unknowns');
    this.unknowns.push({ what, span });
    return this.bdd.variable(level);
  }

  unknownWord(width: number, what: string, span: Span): Word {
    const bits = [...constantWord(0).bits];
    for (let i = WORD_BITS - width; i < WORD_BITS; i++) bits[i] = this.unknown(what, span);
    return wordOf(bits);
  }

  /** What the set depends on besides the packet. */
  dependsOn(set: number): Unknown[] {
    const found = new Set<Unknown>();
    const seen = new Set<number>();
    const stack = [set];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node <= 1 || seen.has(node)) continue;
      seen.add(node);
      const unknown = this.unknowns[this.bdd.level(node) - FIRST_UNKNOWN];
      if (unknown) found.add(unknown);
      stack.push(this.bdd.low(node), this.bdd.high(node));
    }
    return [...found];
  }

  /** Notes something this proof does not model, once for each place. */
  refuse(construct: string, span: Span, bounded: boolean): void {
    const known = this.unsupported.find((one) => one.construct === construct && one.span === span);
    if (known) known.bounded &&= bounded;
    else this.unsupported.push({ construct, span, bounded });
  }
}

/** Thrown while reading an expression that the proof does not model; the rule then may or may not match. */
export class NotModelled extends Error {}
