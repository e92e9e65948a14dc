/**
 * A rule as one line of nft text. Guards nft inserts by itself are left out, so the line reads as it was meant;
 * nft's own listing also drops some guards that were written but follow from the next match.
 */
import { typesOf } from '../check/left.ts';
import type {
  Chain,
  Expression,
  Interval,
  LogStatement,
  MatchStatement,
  NatStatement,
  Rule,
  Statement,
  Table,
} from '../ruleset.ts'; // prettier-ignore
import { BITMASKS } from '../words/symbols.ts';
import { printExpression, printSetReference, printVerdict } from './expressions.ts';
import { printStateful } from './stateful.ts';
import { formatTime, printInterval, printValue, quote } from './values.ts';

/** `table` is needed for chains written in place (`jump { … }`); without it they are printed by name. */
export function printRule(rule: Rule, table: Table | null = null, indent = ''): string {
  const parts = rule.statements
    .filter((statement) => statement.kind !== 'match' || !statement.implicit)
    .map((statement) => printStatement(statement, table, indent));
  if (rule.comment !== null) parts.push(`comment ${quote(rule.comment)}`);
  return parts.join(' ');
}

export function printStatement(statement: Statement, table: Table | null, indent = ''): string {
  switch (statement.kind) {
    case 'match':
      return printMatch(statement, table);
    case 'verdict':
      return inlineChain(statement.verdict, table, indent) ?? printVerdict(statement.verdict, table);
    case 'vmap':
      return `${printExpression(statement.key, table)} vmap ${printSetReference(statement.map, typesOf(statement.key), table)}`;
    case 'counter':
    case 'limit':
    case 'quota':
    case 'connection-limit':
      return printStateful(statement);
    case 'log':
      return printLog(statement);
    case 'reject':
      if (!statement.written) return 'reject';
      return statement.type === 'tcp-reset'
        ? 'reject with tcp reset'
        : `reject with ${statement.type} ${statement.name}`;
    case 'nat':
      return printNat(statement, table);
    case 'assign':
      return `${printExpression(statement.target, table)} set ${printExpression(statement.value, table)}`;
    case 'set-update':
      return printSetUpdate(statement, table);
    case 'object':
      return printObject(statement, table);
    case 'notrack':
      return 'notrack';
  }
}

function inlineChain(
  verdict: Extract<Statement, { kind: 'verdict' }>['verdict'],
  table: Table | null,
  indent: string,
): string | null {
  if (!('chain' in verdict)) return null;
  const chain = table?.chains.find((other) => other.anonymous && other.name === verdict.chain);
  if (chain === undefined) return null;
  const inner = `${indent}\t`;
  return `${verdict.kind} {\n${printRules(chain, table, inner)}${indent}}`;
}

export function printRules(chain: Chain, table: Table | null, indent: string): string {
  return chain.rules.map((rule) => `${indent}${printRule(rule, table, indent)}\n`).join('');
}

function printMatch(match: MatchStatement, table: Table | null): string {
  const { left, right, op } = match;
  const field = printExpression(left, table);
  const types = typesOf(left);
  const type = types[0]!;
  const sign = op === '==' ? '' : `${op} `;
  switch (right.kind) {
    case 'flags':
      return `${field} ${op === '!=' ? '! ' : ''}${printValue(right.mask, type)}`;
    case 'set':
      return `${field} ${sign}${printSetReference(right.set, types, table)}`;
    case 'range':
      return `${field} ${sign}${printInterval(right, type)}`;
    case 'value': {
      const exact = op === '==' && (left.kind === 'bitwise' || BITMASKS.has(type.type));
      return `${field} ${exact ? '== ' : sign}${printValue(right.value, type)}`;
    }
  }
}

function printLog(log: LogStatement): string {
  const flags: string[] = [];
  if (log.flags.length === 5) flags.push('all');
  else {
    const tcp = log.flags.filter((flag) => flag.startsWith('tcp ')).map((flag) => flag.slice(4));
    if (tcp.length > 0)
      flags.push(`tcp ${['sequence', 'options'].filter((flag) => tcp.includes(flag)).join(',')}`);
    flags.push(...['ip options', 'skuid', 'ether'].filter((flag) => log.flags.includes(flag)));
  }
  return [
    'log',
    log.prefix === null ? '' : ` prefix ${quote(log.prefix)}`,
    log.group === null ? '' : ` group ${log.group}`,
    log.snaplen === null ? '' : ` snaplen ${log.snaplen}`,
    log.queueThreshold === null ? '' : ` queue-threshold ${log.queueThreshold}`,
    log.level === null ? '' : ` level ${log.level}`,
    ...flags.map((flag) => ` flags ${flag}`),
  ].join('');
}

function isExpression(operand: Interval | Expression): operand is Expression {
  return 'kind' in operand;
}

function printNat(nat: NatStatement, table: Table | null): string {
  const flags = [nat.random && 'random', nat.fullyRandom && 'fully-random', nat.persistent && 'persistent']
    .filter(Boolean)
    .join(','); // prettier-ignore
  let text: string = nat.action;
  if (nat.address !== null || nat.port !== null) {
    const inet = table === null || table.family === 'inet';
    if (nat.address !== null && nat.family !== null && inet) text += ` ${nat.family}`;
    if (nat.prefix) text += ' prefix';
    text += ' to ';
    if (nat.address !== null) text += printAddress(nat.address, nat.family, nat.port !== null, table);
    if (nat.port !== null) {
      const port = nat.port;
      text += `:${isExpression(port) ? printExpression(port, table) : printInterval(port, { type: 'inet_service', bits: 16 })}`;
    }
  }
  return flags === '' ? text : `${text} ${flags}`;
}

function printAddress(
  address: Interval | Expression,
  family: 'ip' | 'ip6' | null,
  port: boolean,
  table: Table | null,
): string {
  if (isExpression(address)) return printExpression(address, table);
  if (family !== 'ip6') return printInterval(address, { type: 'ipv4_addr', bits: 32 });
  const text = printInterval(address, { type: 'ipv6_addr', bits: 128 });
  return port
    ? text
        .split('-')
        .map((part) => `[${part}]`)
        .join('-')
    : text;
}

function printSetUpdate(statement: Extract<Statement, { kind: 'set-update' }>, table: Table | null): string {
  const timeout = statement.timeoutMs === null ? '' : ` timeout ${formatTime(statement.timeoutMs)}`;
  const statements = statement.statements.map((inner) => ` ${printStateful(inner)}`).join('');
  const data = statement.data === null ? '' : ` : ${printExpression(statement.data, table)}`;
  const body = `{ ${printExpression(statement.key, table)}${timeout}${statements}${data} }`;
  if (!statement.meter) return `${statement.op} @${statement.set} ${body}`;
  const size = table?.sets.find((set) => set.name === statement.set)?.size ?? null;
  return `meter ${statement.set}${size === null ? '' : ` size ${size}`} ${body}`;
}

function printObject(statement: Extract<Statement, { kind: 'object' }>, table: Table | null): string {
  const { name, type } = statement;
  const target =
    typeof name === 'string'
      ? quote(name)
      : `${printExpression(name.key, table)} map ${printSetReference(name.map, typesOf(name.key), table)}`;
  return type.startsWith('ct ') ? `${type} set ${target}` : `${type} name ${target}`;
}
