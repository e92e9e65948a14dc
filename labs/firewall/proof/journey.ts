/**
 * All packets of one family under way at once: what their fields have become, which chain they are in, and what
 * was decided about them so far. The twin of kernel/skb.ts, for sets.
 */
import { encodeInterval } from '../kernel/encode.ts';
import type * as F from '../kernel/fields.ts';
import type {
  Chain,
  Expression,
  Rule,
  SetDefinition,
  SetReference,
  Span,
  Table,
} from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { type Hit, hitsOf, isMoody, membersOf } from './members.ts';
import type { Registers, Version } from './space.ts';
import type { Value } from './values.ts';
import { choose, type Word } from './word.ts';
import { NotModelled, type World } from './world.ts';

/** A rule (null: the policy of its base chain) and the packets whose way through a chain it ended. */
export interface Decision {
  hook: F.HookName;
  table: Table;
  chain: Chain;
  rule: Rule | null;
  verdict: 'accept' | 'drop' | 'reject';
  set: number;
}

/** An element found, with the data of a map as words. */
export interface DataHit extends Hit {
  low: readonly number[];
  high: readonly number[];
}

/** What rules did to a set in this pass: packets that added the key written as `key`, and those that made it uncertain. */
interface Change {
  key: string;
  set: number;
  sure: boolean;
}

/** Names of the sets that rules of the table add to. */
function setsFilledBy({ chains }: Table): ReadonlySet<string> {
  const statements = chains.flatMap(({ rules }) => rules.flatMap((rule) => rule.statements));
  return new Set(statements.flatMap((one) => (one.kind === 'set-update' ? [one.set] : [])));
}

export class Journey {
  readonly world: World;
  readonly version: Version;
  registers: Registers;
  /** Number of the hook, as in kernel/fields.ts. */
  hook = 0;
  table: Table | null = null;
  /** Fields of the connection's first packet; null where the connection is not known. */
  original: Registers | null = null;
  /** Packets still under way on this branch; what registers hold for all others does not matter. */
  alive: number = TRUE;
  /** Note which rule decided about which packets? Costs more on long chains. */
  detailed = false;
  /** True for an answer: nat chains are not asked, its connection says how it is translated. */
  readonly isReply: boolean;
  /** Packets whose source or destination NAT has been settled. */
  sourceDone: number = FALSE;
  destinationDone: number = FALSE;
  /** Packets that a rule or conntrack took out of tracking. */
  untracked: number = FALSE;
  readonly decisions: Decision[] = [];
  /** Packets that matched each rule, whatever it then did. */
  readonly matched = new Map<Rule, number>();
  private readonly changes = new Map<SetDefinition, Change[]>();
  /** Asked at every rule that looks into a set. */
  private readonly filled = new Map<Table, ReadonlySet<string>>();

  constructor(world: World, version: Version, registers: Registers, isReply = false) {
    this.world = world;
    this.version = version;
    this.registers = registers;
    this.isReply = isReply;
  }

  /** The same journey on another branch of the road: what is written to its registers stays there. */
  branch(): Journey {
    const twin = new Journey(this.world, this.version, [...this.registers], this.isReply);
    const { hook, original, sourceDone, destinationDone, untracked, detailed, alive } = this;
    Object.assign(twin, { hook, original, sourceDone, destinationDone, untracked, detailed, alive });
    Object.assign(twin, {
      decisions: this.decisions,
      matched: this.matched,
      changes: this.changes,
      filled: this.filled,
    });
    return twin;
  }

  /** Writes a register for some packets only. */
  write(slot: number, word: Word, condition: number): void {
    const { bdd } = this.world;
    this.registers[slot] = choose(bdd, bdd.simplify(condition, this.alive), word, this.registers[slot]!);
  }

  note(rule: Rule, set: number): void {
    if (!this.detailed) return;
    this.matched.set(rule, this.world.bdd.or(this.matched.get(rule) ?? FALSE, set));
  }

  setNamed(name: string): SetDefinition {
    const found = this.table?.sets.find((one) => one.name === name);
    if (!found) throw new NotModelled(`set ${name}`);
    return found;
  }

  definition(reference: SetReference): SetDefinition {
    return reference.kind === 'anonymous' ? reference.set : this.setNamed(reference.name);
  }

  /** Do rules of the table add to this set? Such sets are exact ones in the kernel model, too. */
  isFilledByRules(definition: SetDefinition): boolean {
    if (definition.anonymous || definition.interval || !this.table) return false;
    const known = this.filled.get(this.table) ?? setsFilledBy(this.table);
    this.filled.set(this.table, known);
    return known.has(definition.name);
  }

  /** Packets whose key is in the set, and those of them that the element lets match (its limit, its lifetime). */
  member(
    reference: SetReference,
    key: readonly Word[],
    written: Expression,
    span: Span,
  ): { found: number; passes: number } {
    const { bdd } = this.world;
    const definition = this.definition(reference);
    const initial = membersOf(this.world, definition, key);
    const moody = definition.elements.some((element) => isMoody(definition, element));
    if (this.isFilledByRules(definition)) {
      const found = this.filledMember(definition, initial, written, span);
      const stateful = moody || definition.statements.length > 0 || this.world.moment === 'ever';
      return { found, passes: stateful ? this.passing(definition, span) : TRUE };
    }
    if (!moody || this.world.moment === 'fresh') {
      const passes = moody ? this.passing(definition, span) : TRUE;
      return { found: initial, passes };
    }
    const alive = this.world.unknown(`elements of ${definition.name}`, span);
    return { found: bdd.and(initial, alive), passes: this.passing(definition, span) };
  }

  /** Data and elements of a map for the packets whose key it holds. */
  find(reference: SetReference, key: Value): DataHit[] {
    const definition = this.definition(reference);
    if (this.isFilledByRules(definition)) throw new NotModelled(`map ${definition.name} that rules fill`);
    const moody = definition.elements.some((element) => isMoody(definition, element));
    let among = key.exists;
    if (moody) {
      const { span, name } = definition;
      const ever = this.world.moment === 'ever';
      const alive = ever ? this.world.unknown(`elements of ${name}`, span) : this.passing(definition, span);
      among = this.world.bdd.and(among, alive);
    }
    return hitsOf(this.world, definition, key.words, among).map((hit) => ({
      ...hit,
      ...this.data(definition, hit),
    }));
  }

  /** Did rules add to sets, or take from them, on this way? */
  get hasChanges(): boolean {
    return this.changes.size > 0;
  }

  /** Remembers that packets added this key; `sure` is false when it is not certain that they did. */
  change(definition: SetDefinition, written: Expression, set: number, sure: boolean): void {
    const list = this.changes.get(definition) ?? [];
    list.push({ key: this.keyText(written), set, sure });
    this.changes.set(definition, list);
  }

  private filledMember(definition: SetDefinition, initial: number, written: Expression, span: Span): number {
    const { bdd, moment } = this.world;
    if (moment === 'ever') return this.world.unknown(`@${definition.name}`, span);
    const key = this.keyText(written);
    let found = initial;
    for (const change of this.changes.get(definition) ?? [])
      found =
        change.sure && change.key === key
          ? bdd.or(found, change.set)
          : bdd.ite(change.set, this.world.unknown(`@${definition.name}`, span), found);
    return found;
  }

  /** Limits of elements: full right after loading, unknown later. */
  private passing(definition: SetDefinition, span: Span): number {
    const statements = [...definition.statements, ...definition.elements.flatMap((one) => one.statements)];
    const kinds = statements.filter(({ kind }) => kind !== 'counter');
    if (kinds.length === 0) return TRUE;
    const plain = kinds.every((one) => one.kind === 'limit' && !one.over);
    if (plain && this.world.moment === 'fresh') return TRUE;
    return this.world.unknown(`limit of @${definition.name}`, span);
  }

  private data(definition: SetDefinition, { element }: Hit): { low: number[]; high: number[] } {
    const { interfaces } = this.world.topology;
    const parts = element.data.map((one, i) => encodeInterval(one, definition.data[i]!, interfaces)[0]);
    return {
      low: parts.flatMap((part) => part?.low ?? [0]),
      high: parts.flatMap((part) => part?.high ?? [0]),
    };
  }

  /** Equal texts mean equal keys: the expression, and the registers as they are now. */
  private keyText(written: Expression): string {
    const shown = JSON.stringify(written, (name, each: unknown) =>
      name === 'span' ? undefined : typeof each === 'bigint' ? `${each}n` : each,
    );
    return `${shown} ${this.registers.map((word) => word.bits.join('.')).join()}`;
  }
}
