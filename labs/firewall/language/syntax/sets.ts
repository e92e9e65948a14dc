/** The block of a set or a map. nft(8) SETS, MAPS; grammar: set_block, map_block, data_type_expr, typeof_expr. */
import type { ObjectType } from '../ruleset.ts';
import { KEYWORDS } from '../words/keywords.ts';
import { closeBlock } from './chains.ts';
import { parseCommon } from './common-block.ts';
import { parseKey } from './matches.ts';
import { parseSet } from './set-literal.ts';
import type { Parser } from './state.ts';
import { parseComment, parseStateful, parseTime, startsStateful } from './stateful.ts';
import type { Name, SetNode, TypeNode } from './tree.ts';
import { parseVariable } from './values.ts';

const OBJECT_TYPES: readonly string[] = ['counter', 'quota', 'limit', 'secmark', 'synproxy'];

export function parseSetBlock(p: Parser, name: Name, map: boolean): SetNode {
  const set: SetNode = {
    map,
    name,
    type: null,
    data: null,
    dataInterval: false,
    objectType: null,
    flags: [],
    timeoutMs: null,
    gcIntervalMs: null,
    size: null,
    policy: null,
    autoMerge: false,
    statements: [],
    comment: null,
    elements: null,
    place: name.place,
  };
  const first = p.token;
  p.expectSymbol('{');
  parseItems(p, set, p.depth);
  closeBlock(p, first);
  set.place = { ...p.since(first), start: name.place.start };
  return set;
}

function parseItems(p: Parser, set: SetNode, depth: number): void {
  while (!p.isSymbol('}') && p.token.kind !== 'end' && !p.atBlockStart()) {
    if (p.isSeparator()) p.next();
    else p.recover(depth, () => parseItem(p, set));
  }
}

function parseItem(p: Parser, set: SetNode): void {
  const included = (inner: Parser): void => {
    parseItems(inner, set, 0);
    if (inner.token.kind !== 'end') inner.recover(0, () => inner.unexpected());
  };
  if (parseCommon(p, included)) return;
  if (p.eatWord('elements')) {
    p.expectSymbol('=');
    set.elements = p.isSymbol('$') ? parseVariable(p) : parseSet(p);
    return;
  }
  if (!set.map && p.eatWord('auto-merge')) {
    set.autoMerge = true;
    return;
  }
  if (p.eatWord('type')) parseTypes(p, set, parseTypeNames);
  else if (p.eatWord('typeof')) parseTypes(p, set, parseTypeFields);
  else if (p.eatWord('flags')) parseFlags(p, set);
  else if (p.eatWord('timeout')) set.timeoutMs = parseTime(p);
  else if (!set.map && p.eatWord('gc-interval')) set.gcIntervalMs = parseTime(p);
  else if (p.eatWord('size')) set.size = p.number('size');
  else if (p.eatWord('policy')) set.policy = p.oneOf<'performance' | 'memory'>(['performance', 'memory']);
  else if (p.isWord('comment')) set.comment = parseComment(p, set.comment);
  else if (startsStateful(p)) {
    do set.statements.push(parseStateful(p));
    while (startsStateful(p));
  } else {
    p.wanted('counter', 'limit');
    p.unexpected();
  }
  p.endStatement();
}

function parseFlags(p: Parser, set: SetNode): void {
  do {
    const first = p.token;
    const text = p.oneOf(['constant', 'interval', 'timeout', 'dynamic']);
    set.flags.push({ text, place: p.place(first) });
  } while (p.eatSymbol(','));
}

function parseTypes(p: Parser, set: SetNode, parse: (p: Parser) => TypeNode): void {
  set.type = parse(p);
  if (!set.map) return;
  p.expectSymbol(':');
  set.dataInterval = p.eatWord('interval');
  if (parse === parseTypeNames && p.token.kind === 'word' && OBJECT_TYPES.includes(p.token.text)) {
    set.objectType = p.next().text as ObjectType;
    return;
  }
  set.data = parse(p);
}

function parseTypeNames(p: Parser): TypeNode {
  const first = p.token;
  const names: Name[] = [];
  do {
    const token = p.token;
    const keyword = ['mark', 'ecn', 'time'].includes(token.text);
    if (token.kind !== 'word' || (KEYWORDS.has(token.text) && !keyword)) {
      p.wanted('ipv4_addr', 'ipv6_addr', 'inet_service', 'inet_proto', 'ifname', 'mark', 'ether_addr');
      p.unexpected();
    }
    p.next();
    names.push({ text: token.text, place: p.place(token) });
  } while (p.eatSymbol('.'));
  return { names, fields: null, place: p.since(first) };
}

function parseTypeFields(p: Parser): TypeNode {
  const first = p.token;
  if (p.isWord('verdict')) {
    p.next();
    return { names: [{ text: 'verdict', place: p.place(first) }], fields: null, place: p.place(first) };
  }
  const key = parseKey(p);
  return { names: null, fields: key.kind === 'concat' ? key.items : [key], place: p.since(first) };
}
