/** Tab: what can stand at the end of the line. */
import { fieldsAfter } from '../writing/complete.ts';
import { ALIASES, COMMANDS } from './commands/help.ts';
import { EDITOR_FILE, type Session } from './session.ts';

export interface Completion {
  /** Offset of the word that is completed. */
  from: number;
  options: string[];
}

const NFT_WORDS = [
  'list',
  'add',
  'insert',
  'delete',
  'replace',
  'flush',
  'create',
  'monitor',
  '-f',
  '-a',
  '-c',
];
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  list: ['ruleset', 'table', 'tables', 'chain', 'chains', 'set', 'sets'],
  add: ['rule', 'table', 'chain', 'set', 'element'],
  create: ['table', 'chain', 'set'],
  insert: ['rule'],
  delete: ['rule', 'table', 'chain', 'set'],
  replace: ['rule'],
  flush: ['ruleset', 'table', 'chain', 'set'],
  monitor: ['trace'],
};
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ss: ['-tuln', '-t'],
  ip: ['addr', 'route', 'link', '-br'],
  conntrack: ['-L', '-F'],
  ping: ['-c'],
  nc: ['-zv', '-zvu', '-w'],
  curl: ['-I', '-m'],
};

export function complete(session: Session, input: string): Completion {
  const from = input.search(/[^\s;|&>'"]*$/);
  const typed = input.slice(from);
  const last =
    input
      .slice(0, from)
      .split(/;|&&|\|/)
      .at(-1) ?? '';
  const before = last.split(/[\s'"]+/).filter((word) => word !== '');
  const options = [...new Set(candidates(session, before))].filter(
    (word) => word.startsWith(typed) && word !== typed,
  );
  return { from, options };
}

function candidates(session: Session, before: readonly string[]): readonly string[] {
  const places = session.network.places.all.map(({ id }) => id);
  const [first, ...rest] = before;
  if (first === undefined) return [...Object.keys(COMMANDS), ...Object.keys(ALIASES)];
  if (first === 'dari') return rest.length === 0 ? places : candidates(session, rest.slice(1));
  if (first === 'nft') return nftWords(session, rest);
  if (['cat', 'cp', 'rm'].includes(first)) return [EDITOR_FILE, ...session.files.keys()];
  const ports = first === 'nc' ? portsOf(session, rest.at(-1)) : [];
  if (ports.length > 0) return ports;
  if (first === 'curl') return [...(OPTIONS['curl'] ?? []), ...places.map((place) => `http://${place}/`)];
  if (first === 'ping' || first === 'nc') return [...places, ...(OPTIONS[first] ?? [])];
  return OPTIONS[first] ?? [];
}

/** After the machine: the doors it has. */
function portsOf({ network }: Session, name: string | undefined): string[] {
  const place = name === undefined ? undefined : network.places.named(name);
  return place
    ? network.places.doorsOf(place).flatMap(({ port }) => (port === null ? [] : [String(port)]))
    : [];
}

function nftWords(session: Session, typed: readonly string[]): readonly string[] {
  const words = typed.filter((word) => !/^-[acns]+$/.test(word));
  if (words.at(-1) === '-f') return [EDITOR_FILE, ...session.files.keys()];
  const [verb, object, family, tableName, chainName, ...rule] = words;
  if (verb === undefined) return NFT_WORDS;
  if (object === undefined) return OBJECTS[verb] ?? [];
  const { tables } = session.ruleset;
  if (['ruleset', 'tables', 'chains', 'sets', 'trace'].includes(object)) return [];
  if (family === undefined) return [...new Set(tables.map((table) => table.family))];
  if (tableName === undefined)
    return tables.filter((table) => table.family === family).map(({ name }) => name);
  const table = tables.find((each) => each.family === family && each.name === tableName);
  if (!table || object === 'table') return [];
  if (chainName === undefined) {
    return object === 'set' || object === 'element'
      ? table.sets.map(({ name }) => name)
      : table.chains.map(({ name }) => name);
  }
  const chain = table.chains.find(({ name }) => name === chainName);
  if (object !== 'rule' || !chain) return [];
  if (rule.at(-1) === 'handle') return chain.rules.map((_, i) => String(session.handles.of(table, chain, i)));
  if (verb === 'delete' || (verb === 'replace' && rule.length === 0))
    return rule.length === 0 ? ['handle'] : [];
  const { policy } = session.network;
  return fieldsAfter(rule, {
    interfaces: policy.zones.map((zone) => ({ name: zone.interface, tells: zone.name })),
    addresses: [],
    ports: [],
    sets: table.sets.map(({ name }) => name),
    variables: [],
    chains: table.chains.filter(({ base }) => base === null).map(({ name }) => name),
  }).map(({ word }) => word);
}
