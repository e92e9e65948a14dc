/**
 * Statements that begin with a word of their own: log, reject, NAT, set updates, meters, notrack, and those the
 * engine only knows by name (queue, tproxy, synproxy, dup, fwd, flow). grammar: log_stmt, reject_stmt, set_stmt …
 */
import { say } from '../diagnostics.ts';
import { parseField, startsField } from './fields.ts';
import type { Token } from './lexer.ts';
import { parseLog } from './log.ts';
import { parseKey } from './matches.ts';
import { parseNat } from './nat.ts';
import { parseStatement } from './rules.ts';
import { emptyItem, parseSetReference } from './set-literal.ts';
import type { Parser } from './state.ts';
import { parseElementOptions, parseStateful, startsStateful } from './stateful.ts';
import type { Node, SetItem, StatementNode } from './tree.ts';
import { parseConcat, parseStatementValue, parseVariable } from './values.ts';

const ACTIONS = new Set(
  (
    'log reject snat dnat masquerade redirect notrack add update delete set meter queue tproxy synproxy ' +
    'dup fwd flow reset'
  ).split(' '),
);

export function startsAction(p: Parser): boolean {
  if (p.token.kind !== 'word') return false;
  if (p.token.text === 'ct') return p.ahead(1).text === 'timeout' || p.ahead(1).text === 'expectation';
  return ACTIONS.has(p.token.text);
}

export function parseAction(p: Parser): StatementNode {
  const first = p.token;
  switch (first.text) {
    case 'log':
      return parseLog(p);
    case 'reject':
      return parseReject(p);
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect':
      return parseNat(p);
    case 'notrack':
      p.next();
      return { kind: 'notrack', place: p.since(first) };
    case 'add':
    case 'update':
    case 'delete':
    case 'set':
      return parseSetUpdate(p);
    case 'meter':
      return parseMeter(p);
    case 'flow':
      return p.ahead(1).text === 'table' ? parseMeter(p) : parseUnmodelled(p);
    case 'ct': {
      p.next();
      const type = p.next().text === 'timeout' ? 'ct timeout' : 'ct expectation';
      p.expectWord('set');
      const name = parseStatementValue(p);
      return { kind: 'object', type, name, place: p.since(first) };
    }
    default:
      return parseUnmodelled(p);
  }
}

function parseReject(p: Parser): StatementNode {
  const first = p.next();
  if (!p.eatWord('with')) return { kind: 'reject', type: null, code: null, place: p.since(first) };
  const type = p.oneOf(['icmp', 'icmpv6', 'icmpx', 'tcp']);
  if (type === 'tcp') {
    p.expectWord('reset');
    return { kind: 'reject', type: 'tcp-reset', code: null, place: p.since(first) };
  }
  p.eatWord('type');
  const token = p.token;
  let code: Node;
  if (token.kind === 'number')
    code = { kind: 'number', value: BigInt(p.number('code')), place: p.place(token) };
  else {
    const name = p.name('code');
    code = { kind: 'symbol', text: name.text, quoted: false, place: name.place };
  }
  return { kind: 'reject', type, code, place: p.since(first) };
}

function parseElementStatement(p: Parser): SetItem {
  const first = p.token;
  const key = startsField(p) || p.isSymbol('(') ? parseKey(p) : parseConcat(p, 'right');
  const item = emptyItem(key, p.place(first));
  parseElementOptions(p, item);
  item.place = p.since(first);
  return item;
}

/** `add @s { KEY timeout 1m limit … : DATA }` or the older `set add KEY @s`. */
function parseSetUpdate(p: Parser): StatementNode {
  const first = p.next();
  if (first.text === 'set') {
    const op = p.oneOf(['add', 'update', 'delete']);
    const key = parseElementStatement(p);
    const set = parseReference(p);
    return { kind: 'set-update', op, set, key, data: null, place: p.since(first) };
  }
  const op = first.text as 'add' | 'update' | 'delete';
  const set = parseReference(p);
  p.expectSymbol('{');
  const key = parseElementStatement(p);
  while (startsStateful(p)) key.statements.push(parseStateful(p));
  let data: Node | null = null;
  if (p.eatSymbol(':')) data = parseElementStatementOrValue(p);
  p.expectSymbol('}');
  return { kind: 'set-update', op, set, key, data, place: p.since(first) };
}

/** Data of a map update: a field, or a constant. */
function parseElementStatementOrValue(p: Parser): Node {
  return parseStatementValue(p);
}

function parseReference(p: Parser): Node {
  if (p.isSymbol('@')) return parseSetReference(p);
  if (p.isSymbol('$')) return parseVariable(p);
  p.wanted('@set');
  return p.unexpected();
}

/** `meter NAME size N { … }`, or `flow table NAME { … }` as older files write it. */
function parseMeter(p: Parser): StatementNode {
  const first = p.next();
  const older = first.text === 'flow' && p.eatWord('table');
  const name = p.name('meter');
  const size = !older && p.eatWord('size') ? p.number('size') : null;
  p.expectSymbol('{');
  const key = parseElementStatement(p);
  const before = p.token;
  const statement = p.nested(() => parseStatement(p));
  key.statements.push(statement);
  if (!['limit', 'counter', 'quota', 'connection-limit', 'object'].includes(statement.kind)) {
    p.fault(
      p.since(before),
      ['limit', 'counter', 'quota', 'ct count'],
      say(
        'Di dalam meter hanya boleh limit, counter, quota atau ct count.',
        'Only limit, counter, quota or ct count may stand in a meter.',
      ),
    );
  }
  p.expectSymbol('}');
  return { kind: 'meter', name, size, key, place: p.since(first) };
}

function parseUnmodelled(p: Parser): StatementNode {
  const first = p.next();
  const done = (construct: string): StatementNode => ({
    kind: 'unsupported',
    construct,
    place: p.since(first),
  });
  switch (first.text) {
    case 'queue':
      return parseQueue(p, first);
    case 'tproxy':
      if (!p.eatWord('ip')) p.eatWord('ip6');
      p.expectWord('to');
      if (!p.isSymbol(':')) parseStatementValue(p);
      if (p.eatSymbol(':')) parseStatementValue(p);
      return done('tproxy');
    case 'synproxy':
      if (p.eatWord('name')) parseStatementValue(p);
      for (;;) {
        if (p.eatWord('mss') || p.eatWord('maxseg') || p.eatWord('wscale')) p.number('number');
        else if (!p.eatWord('timestamp') && !p.eatWord('sack-perm') && !p.eatWord('sack-permitted')) break;
      }
      return done('synproxy');
    case 'dup':
      p.expectWord('to');
      parseStatementValue(p);
      if (p.eatWord('device')) parseStatementValue(p);
      return done('dup');
    case 'fwd':
      if (!p.eatWord('ip')) p.eatWord('ip6');
      p.expectWord('to');
      parseStatementValue(p);
      if (p.eatWord('device')) parseStatementValue(p);
      return done('fwd');
    case 'reset':
      if (!p.isWord('tcp')) p.expectWord('tcp');
      parseField(p);
      return done('reset tcp option');
    default:
      p.oneOf(['add', 'offload']);
      p.expectSymbol('@');
      p.string('flowtable');
      return done('flow add');
  }
}

function parseQueue(p: Parser, first: Token): StatementNode {
  const simple = (): void => {
    do {
      if (p.isSymbol('$')) parseVariable(p);
      else p.number('number');
    } while (p.eatSymbol('-'));
  };
  for (;;) {
    if (p.eatWord('num')) simple();
    else if (p.eatWord('to')) {
      if (p.token.kind === 'number' || p.isSymbol('$')) simple();
      else parseStatementValue(p);
    } else if (!p.eatWord('bypass') && !p.eatWord('fanout') && !p.eatWord('flags') && !p.eatSymbol(','))
      break;
  }
  return { kind: 'unsupported', construct: 'queue', place: p.since(first) };
}
