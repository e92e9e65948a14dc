/**
 * The end of a chain, from each of its rules on, as far as it consists of plain rules: one diagram a rule, each made of
 * the one below it, so that asking about every rule costs little more than asking about one.
 */
import type { Chain, Table } from '../language/ruleset.ts';
import { FALSE } from './bdd.ts';
import type { Journey } from './journey.ts';
import { acceptedAtEnd, isPlain, leafOf } from './plain-rules.ts';
import { conditionsOf } from './walk.ts';

export class Tail {
  private readonly journey: Journey;
  private readonly table: Table;
  private readonly chain: Chain;
  /** By rule, from `first` on: what that rule and those below it decide. */
  private readonly decided: number[] = [];
  private readonly first: number;

  /** @param journey One that has walked the chain; of plain rules nothing of it changes. */
  constructor(journey: Journey, table: Table, chain: Chain) {
    this.journey = journey;
    this.table = table;
    this.chain = chain;
    let first = chain.rules.length;
    while (first > 0 && isPlain(chain.rules[first - 1]!)) first--;
    this.first = first;
  }

  /** Packets of the set that the base chain accepts when they start at this rule; null when a rule there is not plain. */
  accepted(from: number, set: number): number | null {
    if (from < this.first) return null;
    if (this.decided.length === 0) this.build();
    const decided = this.decided[from - this.first]!;
    return this.journey.world.bdd.among(set, decided, acceptedAtEnd(this.chain));
  }

  private build(): void {
    const { bdd } = this.journey.world;
    const { rules } = this.chain;
    let below: number = FALSE;
    const upwards = [below];
    for (let at = rules.length - 1; at >= this.first; at--) {
      const leaf = leafOf(rules[at]!);
      if (leaf !== FALSE) {
        below = bdd.over(conditionsOf(this.journey, this.table, rules[at]!, leaf), below);
      }
      upwards.push(below);
    }
    this.decided.push(...upwards.reverse());
  }
}
