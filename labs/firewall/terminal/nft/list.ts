/** `nft list …` with what is in force: live counters, and with -a the handles (nft(8) LIST; output of 1.0.6). */
import type { Kernel } from '../../kernel/index.ts';
import { printRule } from '../../language/print/rules.ts';
import { printChain, printTable } from '../../language/print/ruleset.ts';
import type { Chain, Rule, Ruleset, Statement, Table } from '../../language/ruleset.ts';
import type { Handles } from './handles.ts';

export interface ListOptions {
  /** -a: handles behind everything. */
  handles: boolean;
  /** -s: no counts. */
  stateless: boolean;
}

export class Lister {
  private readonly ruleset: Ruleset;
  private readonly kernel: Kernel;
  private readonly numbers: Handles;
  private readonly options: ListOptions;

  constructor(ruleset: Ruleset, kernel: Kernel, numbers: Handles, options: ListOptions) {
    this.ruleset = ruleset;
    this.kernel = kernel;
    this.numbers = numbers;
    this.options = options;
  }

  all(): string {
    return this.ruleset.tables.map((table) => this.table(table)).join('');
  }

  table(table: Table): string {
    return this.number(table, printTable(this.counted(table)));
  }

  /** A chain or a set is listed inside its table, as nft does. */
  chain(table: Table, chain: Chain): string {
    const counted = this.counted(table);
    const same = counted.chains.find(({ name }) => name === chain.name) ?? chain;
    return this.number(table, `table ${table.family} ${table.name} {\n${printChain(same, counted)}}\n`);
  }

  set(table: Table, name: string): string {
    const only = { ...table, chains: [], objects: [], sets: table.sets.filter((set) => set.name === name) };
    return this.number(table, printTable(only));
  }

  tables(): string {
    return this.ruleset.tables.map(({ family, name }) => `table ${family} ${name}\n`).join('');
  }

  chains(): string {
    return this.ruleset.tables
      .map((table) => {
        const bare = {
          ...table,
          sets: [],
          objects: [],
          chains: table.chains.map((chain) => ({ ...chain, rules: [] })),
        };
        return this.number(table, printTable(bare));
      })
      .join('');
  }

  sets(): string {
    return this.ruleset.tables
      .map((table) => this.number(table, printTable({ ...table, chains: [], objects: [] })))
      .join('');
  }

  /** The table with what its counters say now; -s leaves the counts out. */
  private counted(table: Table): Table {
    return {
      ...table,
      chains: table.chains.map((chain) => ({
        ...chain,
        rules: chain.rules.map((rule) => ({
          ...rule,
          statements: rule.statements.map((each) => this.count(each)),
        })),
      })),
    };
  }

  private count(statement: Statement): Statement {
    if (statement.kind !== 'counter') return statement;
    const counter = this.options.stateless ? { packets: 0, bytes: 0 } : this.kernel.counters.get(statement);
    return counter ? { ...statement, packets: counter.packets, bytes: counter.bytes } : statement;
  }

  /** Adds ` # handle N` to the lines of a printed table. */
  private number(table: Table, printed: string): string {
    const counts = this.options.stateless
      ? printed.replace(/counter packets \d+ bytes \d+/g, 'counter')
      : printed;
    if (!this.options.handles) return counts;
    let chain: Chain | undefined;
    let at = 0;
    let rest = 0;
    const out = counts.split('\n').map((line) => {
      if (line.startsWith('table ')) return `${line} # handle ${table.handle}`;
      const block = /^\t(chain|set|map|counter|quota|limit) (\S+) \{$/.exec(line);
      if (block) {
        const [, kind, name] = block;
        chain = kind === 'chain' ? table.chains.find((each) => each.name === name) : undefined;
        at = 0;
        const set = table.sets.find((each) => each.name === name);
        const own = chain?.handle ?? set?.handle ?? table.objects.find((each) => each.name === name)?.handle;
        return own === undefined ? line : `${line} # handle ${own}`;
      }
      if (!chain || !line.startsWith('\t\t') || /^\t\t(type \w+ hook|comment ")/.test(line)) return line;
      if (rest > 0) rest -= 1;
      else rest = ruleLines(chain.rules[at], table) - 1;
      if (rest > 0) return line;
      const handle = this.numbers.of(table, chain, at);
      at += 1;
      return `${line} # handle ${handle}`;
    });
    return out.join('\n');
  }
}

/** A rule with a chain written in place takes several lines; its number stands behind the last. */
function ruleLines(rule: Rule | undefined, table: Table): number {
  return rule ? printRule(rule, table, '\t\t').split('\n').length : 1;
}
