/**
 * Handles as the kernel keeps them: a rule's number stays while others come and go, a new rule gets the next one of
 * its table. The reader numbers every text anew, so what was read is matched with what was there.
 */

import { printRule } from '../../language/print/rules.ts';
import type { Chain, Rule, Ruleset, Table } from '../../language/ruleset.ts';

interface Known {
  text: string;
  handle: number;
}

const chainKey = (table: Table, chain: Chain): string => `${table.family} ${table.name} ${chain.name}`;
const tableKey = (table: Table): string => `${table.family} ${table.name}`;

export class Handles {
  private chains = new Map<string, Known[]>();
  private next = new Map<string, number>();

  /** The whole file was loaded: the numbers are those of the text. */
  restart(ruleset: Ruleset): void {
    this.chains = new Map();
    this.next = new Map();
    for (const table of ruleset.tables) {
      const all = [
        table.handle,
        ...table.sets.map(({ handle }) => handle),
        ...table.chains.flatMap(numbersOf),
      ];
      this.next.set(tableKey(table), Math.max(...all) + 1);
      for (const chain of table.chains) {
        this.chains.set(
          chainKey(table, chain),
          chain.rules.map((rule) => ({ text: printRule(rule, table), handle: rule.handle })),
        );
      }
    }
  }

  /** One command changed the rules: those that are still there keep their numbers. */
  follow(ruleset: Ruleset): void {
    const fresh = new Map<string, Known[]>();
    for (const table of ruleset.tables) {
      for (const chain of table.chains) {
        const old = this.chains.get(chainKey(table, chain)) ?? [];
        fresh.set(chainKey(table, chain), this.match(table, chain, old));
      }
    }
    this.chains = fresh;
  }

  private match(table: Table, chain: Chain, old: readonly Known[]): Known[] {
    const texts = chain.rules.map((rule) => printRule(rule, table));
    // What both ends share stays; of what lies between, equal texts are paired in order.
    let head = 0;
    while (head < old.length && head < texts.length && old[head]?.text === texts[head]) head++;
    let tail = 0;
    const most = Math.min(old.length, texts.length) - head;
    while (tail < most && old[old.length - 1 - tail]?.text === texts[texts.length - 1 - tail]) tail++;
    let at = head;
    return texts.map((text, i) => {
      if (i < head) return { text, handle: old[i]?.handle ?? 0 };
      const fromEnd = texts.length - 1 - i;
      if (fromEnd < tail) return { text, handle: old[old.length - 1 - fromEnd]?.handle ?? 0 };
      const found = old.findIndex((each, j) => j >= at && j < old.length - tail && each.text === text);
      if (found < 0) return { text, handle: this.take(table) };
      at = found + 1;
      return { text, handle: old[found]?.handle ?? 0 };
    });
  }

  private take(table: Table): number {
    const key = tableKey(table);
    const handle = this.next.get(key) ?? 1;
    this.next.set(key, handle + 1);
    return handle;
  }

  /** The number of the rule at this place of its chain. */
  of(table: Table, chain: Chain, at: number): number {
    return this.chains.get(chainKey(table, chain))?.[at]?.handle ?? chain.rules[at]?.handle ?? 0;
  }

  /** The rule with this number; null when there is none. */
  find(table: Table, chain: Chain, handle: number): { rule: Rule; at: number } | null {
    const at = (this.chains.get(chainKey(table, chain)) ?? []).findIndex((each) => each.handle === handle);
    const rule = chain.rules[at];
    return rule ? { rule, at } : null;
  }
}

function numbersOf(chain: Chain): number[] {
  return [chain.handle, ...chain.rules.map(({ handle }) => handle)];
}
