/** What the rules of a ruleset speak about: interfaces, networks, hosts and doors, as written, rule by rule. */
import { formatAddress, wordsOf } from '../kernel/address.ts';
import type {
  Chain,
  Expression,
  Interval,
  MatchStatement,
  NatStatement,
  Rule,
  Ruleset,
  SetDefinition,
  SetReference,
  Table,
} from '../language/ruleset.ts';

export interface PortRange {
  protocol: 'tcp' | 'udp';
  low: number;
  high: number;
}

export interface Mention {
  table: Table;
  chain: Chain;
  rule: Rule;
  /** Interfaces that the packet must come in by, or go out by; from the rule and from the rules that jump here. */
  in: string[];
  out: string[];
  /** Networks it must come from, or go to, `10.0.0.0/24`; single addresses end in /32 or /128. */
  source: string[];
  target: string[];
  ports: PortRange[];
  nat: NatStatement | null;
  /** Does the rule, as it stands, turn packets away? */
  refuses: boolean;
}

type Field = 'in' | 'out' | 'source' | 'target' | 'tcp' | 'udp';
type Context = Pick<Mention, 'in' | 'out' | 'source' | 'target'>;

const EMPTY: Context = { in: [], out: [], source: [], target: [] };

export function mentionsOf(ruleset: Ruleset): Mention[] {
  return ruleset.tables.flatMap((table) => {
    const contexts = contextsOf(table);
    return table.chains.flatMap((chain) =>
      chain.rules.map((rule) => mentionOf(table, chain, rule, contexts.get(chain.name) ?? EMPTY)),
    );
  });
}

function mentionOf(table: Table, chain: Chain, rule: Rule, around: Context): Mention {
  const nat = rule.statements.find((one): one is NatStatement => one.kind === 'nat') ?? null;
  const last = rule.statements.at(-1);
  const refuses = last?.kind === 'reject' || (last?.kind === 'verdict' && last.verdict.kind === 'drop');
  const found = fieldsOf(table, rule);
  const said = (field: keyof Context): string[] => (found[field].length > 0 ? found[field] : around[field]);
  return {
    table,
    chain,
    rule,
    in: said('in'),
    out: said('out'),
    source: said('source'),
    target: said('target'),
    ports: found.ports,
    nat,
    refuses,
  };
}

/** Interfaces and networks of the rules that jump to each chain, where all of them speak of the same field. */
function contextsOf(table: Table): Map<string, Context> {
  const contexts = new Map<string, Context[]>();
  for (const { rules } of table.chains)
    for (const rule of rules) {
      const { ports: _, ...own } = fieldsOf(table, rule);
      for (const statement of rule.statements) {
        if (statement.kind === 'verdict' && 'chain' in statement.verdict)
          contexts.set(statement.verdict.chain, [...(contexts.get(statement.verdict.chain) ?? []), own]);
        if (statement.kind !== 'vmap') continue;
        const field = fieldOf(statement.key);
        for (const { verdict, key } of definitionOf(table, statement.map)?.elements ?? []) {
          if (!verdict || !('chain' in verdict)) continue;
          const values = field === 'in' || field === 'out' ? namesOf(key[0]) : [];
          const one = values.length > 0 ? { ...own, [field as 'in' | 'out']: values } : own;
          contexts.set(verdict.chain, [...(contexts.get(verdict.chain) ?? []), one]);
        }
      }
    }
  return new Map([...contexts].map(([name, all]) => [name, joined(all)]));
}

function joined(all: readonly Context[]): Context {
  const each = (field: keyof Context): string[] =>
    all.some((one) => one[field].length === 0) ? [] : [...new Set(all.flatMap((one) => one[field]))];
  return { in: each('in'), out: each('out'), source: each('source'), target: each('target') };
}

function fieldsOf(table: Table, rule: Rule): Context & { ports: PortRange[] } {
  const found = { in: [], out: [], source: [], target: [], ports: [] } as Context & { ports: PortRange[] };
  const add = (expression: Expression, intervals: readonly (Interval | undefined)[]): void => {
    const field = fieldOf(expression);
    if (field === null) return;
    for (const interval of intervals) {
      if (!interval) continue;
      if (field === 'in' || field === 'out') found[field].push(...namesOf(interval));
      else if (field === 'source' || field === 'target') found[field].push(...networkOf(interval));
      else if (typeof interval.low === 'number' && typeof interval.high === 'number')
        found.ports.push({ protocol: field, low: interval.low, high: interval.high });
    }
  };
  const look = (expression: Expression, definition: SetDefinition | null): void => {
    const parts = expression.kind === 'concat' ? expression.parts : [expression];
    for (const [i, part] of parts.entries()) add(part, definition?.elements.map(({ key }) => key[i]) ?? []);
  };
  for (const statement of rule.statements) {
    if (statement.kind === 'match' && statement.op === '==') {
      const { left, right } = statement;
      if (right.kind === 'set') look(left, definitionOf(table, right.set));
      else add(left, intervalsOf(statement));
    } else if (statement.kind === 'vmap') look(statement.key, definitionOf(table, statement.map));
    else if (statement.kind === 'nat' && statement.address && 'kind' in statement.address)
      if (statement.address.kind === 'map')
        look(statement.address.key, definitionOf(table, statement.address.map));
  }
  return found;
}

function intervalsOf({ right }: MatchStatement): Interval[] {
  if (right.kind === 'value') return [{ low: right.value, high: right.value }];
  return right.kind === 'range' ? [right] : [];
}

export function definitionOf(table: Table, reference: SetReference): SetDefinition | null {
  if (reference.kind === 'anonymous') return reference.set;
  return table.sets.find(({ name }) => name === reference.name) ?? null;
}

function fieldOf(expression: Expression): Field | null {
  if (expression.kind === 'meta') {
    if (expression.key === 'iifname' || expression.key === 'iif') return 'in';
    return expression.key === 'oifname' || expression.key === 'oif' ? 'out' : null;
  }
  if (expression.kind !== 'payload') return null;
  const { protocol, field } = expression;
  if (protocol === 'ip' || protocol === 'ip6')
    return field === 'saddr' ? 'source' : field === 'daddr' ? 'target' : null;
  if (field !== 'dport') return null;
  return protocol === 'udp' ? 'udp' : protocol === 'tcp' || protocol === 'th' ? 'tcp' : null;
}

/** `"eth*"` is an interval of names; the first that fits stands for it. */
function namesOf(interval: Interval | undefined): string[] {
  if (typeof interval?.low !== 'string' || interval.low === '') return [];
  return [interval.low === interval.high ? interval.low : `${interval.low}0`];
}

/** The interval as a prefix; one that is none counts for nothing here. */
function networkOf({ low, high }: Interval): string[] {
  if (typeof low === 'string' || typeof high === 'string') return [];
  const version = typeof low === 'bigint' ? 6 : 4;
  const size = BigInt(high) - BigInt(low) + 1n;
  const host = size.toString(2).length - 1;
  if (size !== 1n << BigInt(host) || BigInt(low) % size !== 0n) return [];
  return [`${addressOf(low)}/${(version === 4 ? 32 : 128) - host}`];
}

/** Single addresses that a translation leads to, also those in a map written in place or named. */
export function natTargets({ table, nat }: Mention): string[] {
  if (!nat?.address) return [];
  const { address } = nat;
  const single = ({ low, high }: Interval): string[] =>
    typeof low === 'string' || low !== high ? [] : [addressOf(low)];
  if (!('kind' in address)) return single(address);
  if (address.kind !== 'map') return [];
  return (definitionOf(table, address.map)?.elements ?? []).flatMap(({ data }) =>
    data[0] ? single(data[0]) : [],
  );
}

/** An address value as text. */
export function addressOf(value: number | bigint): string {
  if (typeof value === 'number') return formatAddress(4, [value | 0, 0, 0, 0]);
  const [a = 0, b = 0, c = 0, d = 0] = wordsOf(value, 4);
  return formatAddress(6, [a, b, c, d]);
}
