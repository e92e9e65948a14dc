/** A table while commands are applied to it: look-ups, handles, and what rules add on the way (inline chains, meters).
 * Stands for struct nft_table and its handles (net/netfilter/nf_tables_api.c: nf_tables_alloc_handle). */
import type { Diagnostic } from '../diagnostics.ts';
import type { Chain, NamedObject, ObjectType, SetDefinition, Table } from '../ruleset.ts';
import { type Place, spanOf } from '../syntax/source.ts';
import type { RuleNode } from '../syntax/tree.ts';
import { checkRule } from './rules.ts';

export class TableModel {
  readonly table: Table;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Elements could not be read, or a set could not be defined: do not complain again about its users. */
  readonly broken = new Set<string>();
  private lastHandle = 0;
  private anonymous = { set: 0, map: 0, chain: 0 };
  private readonly chains = new Map<string, Chain>();
  private readonly sets = new Map<string, SetDefinition>();
  private readonly objects = new Map<string, NamedObject>();

  constructor(table: Table, report: (diagnostic: Diagnostic) => void) {
    this.table = table;
    this.report = report;
  }

  /** The kernel counts chains, sets, objects and rules of a table in one row. */
  nextHandle(): number {
    return ++this.lastHandle;
  }

  anonymousName(kind: 'set' | 'map'): string {
    return `__${kind}${this.anonymous[kind]++}`;
  }

  findChain(name: string): Chain | null {
    return this.chains.get(name) ?? null;
  }

  findSet(name: string): SetDefinition | null {
    return this.sets.get(name) ?? null;
  }

  addChain(chain: Chain): void {
    chain.handle = this.nextHandle();
    this.table.chains.push(chain);
    this.chains.set(chain.name, chain);
  }

  removeChain(name: string): void {
    this.chains.delete(name);
    this.table.chains = this.table.chains.filter((chain) => chain.name !== name);
  }

  addSet(set: SetDefinition): void {
    set.handle = this.nextHandle();
    this.table.sets.push(set);
    this.sets.set(set.name, set);
  }

  removeSet(name: string): void {
    this.sets.delete(name);
    this.table.sets = this.table.sets.filter((set) => set.name !== name);
  }

  hasObject(type: ObjectType, name: string): boolean {
    return this.objects.has(`${type} ${name}`);
  }

  addObject(object: NamedObject): void {
    object.handle = this.nextHandle();
    this.table.objects.push(object);
    this.objects.set(`${object.type} ${object.name}`, object);
  }

  removeObject(type: ObjectType, name: string): boolean {
    this.table.objects = this.table.objects.filter((one) => one.type !== type || one.name !== name);
    return this.objects.delete(`${type} ${name}`);
  }

  /** The body of `jump { … }`. */
  addInlineChain(rules: readonly RuleNode[], place: Place): string {
    const chain: Chain = {
      name: `__chain${this.anonymous.chain++}`,
      handle: 0,
      base: null,
      anonymous: true,
      comment: null,
      rules: [],
      span: spanOf(place),
    };
    this.addChain(chain);
    for (const node of rules) this.addRule(chain, node);
    return chain.name;
  }

  /** Check a rule and put it at `index` (default: at the end). */
  addRule(chain: Chain, node: RuleNode, index = chain.rules.length): void {
    const rule = checkRule(this, node, this.report);
    if (rule === null) return;
    for (const statement of rule.statements) this.numberSets(statement);
    rule.handle = this.nextHandle();
    chain.rules.splice(index, 0, rule);
  }

  /** Anonymous sets get their handles just before their rule. */
  private numberSets(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    if ('anonymous' in value && 'elements' in value && value.anonymous === true) {
      (value as SetDefinition).handle = this.nextHandle();
      return;
    }
    for (const part of Object.values(value)) this.numberSets(part);
  }
}
