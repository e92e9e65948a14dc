/** A ruleset in the shape of `nft -j list ruleset` (libnftables-json(5)). Implicit guards are left out, as nft does. */
import { asPrefix } from '../check/intervals.ts';
import { typesOf } from '../check/left.ts';
import type {
  Chain,
  Expression,
  Interval,
  NamedObject,
  NatStatement,
  Rule,
  Ruleset,
  SetDefinition,
  Statement,
  Table,
} from '../ruleset.ts'; // prettier-ignore
import {
  elementsJson,
  expressionJson,
  intervalJson,
  type Json,
  referenceJson,
  valueJson,
  verdictJson,
} from './json-expressions.ts'; // prettier-ignore
import { limitJson, statefulJson } from './json-stateful.ts';
import { meterNames } from './ruleset.ts';

type Fields = { [key: string]: Json };

/** The array under `nftables`, `metainfo` first. */
export function rulesetJson(ruleset: Ruleset): { nftables: Json[] } {
  const list: Json[] = [
    { metainfo: { version: '1.0.6', release_name: 'Lester Gooch #5', json_schema_version: 1 } },
  ];
  for (const table of ruleset.tables) {
    const { family, name, handle } = table;
    list.push({ table: { family, name, handle, ...(table.dormant ? { flags: ['dormant'] } : {}) } });
    for (const object of table.objects) list.push(objectJson(table, object));
    const meters = meterNames(table);
    for (const set of table.sets) if (!meters.has(set.name)) list.push(setJson(table, set));
    for (const chain of table.chains) if (!chain.anonymous) list.push(chainJson(table, chain));
    for (const chain of table.chains) for (const rule of chain.rules) list.push(ruleJson(table, chain, rule));
  }
  return { nftables: list };
}

function chainJson(table: Table, chain: Chain): Json {
  const fields: Fields = { family: table.family, table: table.name, name: chain.name, handle: chain.handle };
  if (chain.base === null) return { chain: fields };
  const { type, hook, priority, policy, devices } = chain.base;
  const device: Fields = devices.length === 0 ? {} : { dev: devices.length === 1 ? devices[0]! : devices };
  return { chain: { ...fields, type, hook, prio: priority, ...device, policy } };
}

function objectJson(table: Table, object: NamedObject): Json {
  const fields: Fields = {
    family: table.family,
    name: object.name,
    table: table.name,
    handle: object.handle,
  };
  const { statement, helper } = object;
  if (object.comment !== null) fields['comment'] = object.comment;
  if (statement?.kind === 'limit') return { limit: { ...fields, ...limitJson(statement) } };
  if (statement?.kind === 'quota') {
    return { quota: { ...fields, bytes: statement.bytes, used: statement.used, inv: statement.over } };
  }
  if (statement?.kind === 'counter') {
    return { counter: { ...fields, packets: statement.packets, bytes: statement.bytes } };
  }
  return {
    [object.type]: {
      ...fields,
      ...(helper === null ? {} : { type: helper.name, protocol: helper.protocol, l3proto: table.family }),
    },
  };
}

function setJson(table: Table, set: SetDefinition): Json {
  const types = (parts: SetDefinition['key']): Json => {
    const names = parts.map(({ type }) => type);
    return names.length === 1 ? names[0]! : names;
  };
  // nft 1.0.6 does not tell `dynamic` in JSON.
  const flags = [set.constant && 'constant', set.interval && 'interval', set.timeout && 'timeout'].filter(
    (flag) => flag !== false,
  ); // prettier-ignore
  const fields: Fields = {
    family: table.family,
    name: set.name,
    table: table.name,
    type: types(set.key),
    handle: set.handle,
  };
  if (set.kind !== 'set') fields['map'] = set.objectType ?? set.data.map(({ type }) => type).join(' . ');
  if (set.policy !== null) fields['policy'] = set.policy;
  if (set.comment !== null) fields['comment'] = set.comment;
  if (flags.length > 0) fields['flags'] = flags;
  if (set.timeoutMs !== null) fields['timeout'] = set.timeoutMs / 1000;
  if (set.gcIntervalMs !== null) fields['gc-interval'] = set.gcIntervalMs / 1000;
  if (set.size !== null) fields['size'] = set.size;

  if (set.elements.length > 0) fields['elem'] = elementsJson(set, set.key);
  if (set.statements.length > 0) {
    fields['stmt'] = set.statements.map((statement) =>
      statement.kind === 'counter' ? { counter: null } : statefulJson(statement),
    );
  }
  return { [set.kind === 'set' ? 'set' : 'map']: fields };
}

function ruleJson(table: Table, chain: Chain, rule: Rule): Json {
  const expr = rule.statements
    .filter(
      (statement) => statement.kind !== 'match' || !statement.implicit || statement.right.kind === 'set',
    )
    .map((statement) => statementJson(statement, table));
  return {
    rule: {
      family: table.family,
      table: table.name,
      chain: chain.name,
      handle: rule.handle,
      ...(rule.comment === null ? {} : { comment: rule.comment }),
      expr,
    },
  };
}

function matchJson(statement: Extract<Statement, { kind: 'match' }>): Json {
  const { left, right } = statement;
  const types = typesOf(left);
  const type = types[0]!;
  const make = (op: string, value: Json): Json => ({
    match: { op, left: expressionJson(left), right: value },
  });
  switch (right.kind) {
    case 'flags':
      return make(statement.op === '==' ? 'in' : '!', valueJson(right.mask, type));
    case 'set':
      return make(statement.op, referenceJson(right.set, left));
    case 'range':
      return make(statement.op, intervalJson(right, type));
    case 'value': {
      const value = valueJson(right.value, type);
      return make(statement.op, value);
    }
  }
}

export function statementJson(statement: Statement, table: Table): Json {
  switch (statement.kind) {
    case 'match':
      return matchJson(statement);
    case 'verdict':
      return verdictJson(statement.verdict);
    case 'vmap':
      return {
        vmap: { key: expressionJson(statement.key), data: referenceJson(statement.map, statement.key) },
      };
    case 'counter':
    case 'limit':
    case 'quota':
    case 'connection-limit':
      return statefulJson(statement);
    case 'log':
      return logJson(statement);
    case 'reject':
      return statement.type === 'tcp-reset'
        ? { reject: { type: 'tcp reset' } }
        : {
            reject: {
              type: statement.type,
              expr: /^[0-9]/.test(statement.name) ? statement.code : statement.name,
            },
          };
    case 'nat':
      return natJson(statement, table);
    case 'assign':
      return { mangle: { key: expressionJson(statement.target), value: expressionJson(statement.value) } };
    case 'set-update':
      return updateJson(statement, table);
    case 'object': {
      const { name, type } = statement;
      const target: Json =
        typeof name === 'string'
          ? name
          : { map: { key: expressionJson(name.key), data: referenceJson(name.map, name.key) } };
      return { [type]: target };
    }
    case 'notrack':
      return { notrack: null };
  }
}

function logJson(log: Extract<Statement, { kind: 'log' }>): Json {
  const fields: Fields = {};
  if (log.prefix !== null) fields['prefix'] = log.prefix;
  if (log.group !== null) fields['group'] = log.group;
  if (log.snaplen !== null) fields['snaplen'] = log.snaplen;
  if (log.queueThreshold !== null) fields['queue-threshold'] = log.queueThreshold;
  if (log.level !== null) fields['level'] = log.level;
  if (log.flags.length > 0)
    fields['flags'] = log.flags.length === 1 ? log.flags[0]! : log.flags.length === 5 ? 'all' : log.flags; // prettier-ignore
  return { log: Object.keys(fields).length === 0 ? null : fields };
}

function rangeJson(value: Interval, type: 'ipv4_addr' | 'ipv6_addr' | 'inet_service'): Json {
  const component = { type, bits: type === 'ipv6_addr' ? 128 : type === 'ipv4_addr' ? 32 : 16 };
  return intervalJson(value.low === value.high ? value : asPrefix(value, component), component);
}

function natJson(nat: NatStatement, table: Table): Json {
  const fields: Fields = {};
  const operand = (value: Interval | Expression, type: 'ipv4_addr' | 'ipv6_addr' | 'inet_service'): Json =>
    'kind' in value ? expressionJson(value) : rangeJson(value, type);
  if (nat.address !== null) {
    if (nat.family !== null && table.family === 'inet') fields['family'] = nat.family;
    fields['addr'] = operand(nat.address, nat.family === 'ip6' ? 'ipv6_addr' : 'ipv4_addr');
  }
  if (nat.port !== null) fields['port'] = operand(nat.port, 'inet_service');
  const flags = [
    nat.random && 'random',
    nat.fullyRandom && 'fully-random',
    nat.persistent && 'persistent',
  ].filter((flag) => flag !== false); // prettier-ignore
  if (flags.length > 0) fields['flags'] = flags.length === 1 ? flags[0]! : flags;
  if (nat.prefix) fields['type_flags'] = 'prefix';
  return { [nat.action]: Object.keys(fields).length === 0 ? null : fields };
}

function updateJson(statement: Extract<Statement, { kind: 'set-update' }>, table: Table): Json {
  const key = expressionJson(statement.key);
  const elem: Json =
    statement.timeoutMs === null ? key : { elem: { val: key, timeout: statement.timeoutMs / 1000 } };
  const stmt = statement.statements.map(statefulJson);
  if (statement.meter) {
    const size = table.sets.find((set) => set.name === statement.set)?.size ?? 65535;
    return { meter: { key: elem, stmt: stmt[0] ?? null, size, name: statement.set } };
  }
  const fields: Fields = { op: statement.op, elem };
  if (statement.data !== null) fields['data'] = expressionJson(statement.data);
  if (stmt.length > 0) fields['stmt'] = stmt;
  return {
    [statement.data === null ? 'set' : 'map']: {
      ...fields,
      [statement.data === null ? 'set' : 'map']: `@${statement.set}`,
    },
  };
}
