/**
 * The file itself: a list of commands. nft(8) RULESET, TABLES, CHAINS, RULES; grammar: line, base_cmd, add_cmd,
 * create_cmd, insert_cmd, replace_cmd, delete_cmd, flush_cmd, rename_cmd. `table … { }` is `add table … { }`.
 */
import type { ObjectType } from '../ruleset.ts';
import { parseChainBlock } from './chains.ts';
import { parseCommon } from './common-block.ts';
import type { Token } from './lexer.ts';
import { emptyObject, objectType, parseObjectBlock, parseObjectConfig } from './objects.ts';
import { parseRuleLine } from './rules.ts';
import { parseSet } from './set-literal.ts';
import { parseSetBlock } from './sets.ts';
import type { Parser } from './state.ts';
import { FAMILIES, familyOf, parseTableBlock, parseTableName, skipBlock } from './tables.ts';
import type { CommandNode, Name, Node, RulePosition, TableName } from './tree.ts';
import { parseVariable } from './values.ts';

const VERBS = ['add', 'create', 'insert', 'replace', 'delete', 'flush', 'rename', 'list', 'get', 'reset'];
/** They ask the running kernel. */
const OTHER_VERBS = ['import', 'export', 'monitor', 'describe', 'get', 'reset'];
const LISTS =
  'tables chains sets maps meters counters quotas limits flowtables secmarks synproxys ruleset hooks ct counter quota limit flowtable secmark synproxy';

export function parseFile(p: Parser, commands: CommandNode[]): void {
  while (p.token.kind !== 'end') {
    if (p.isSeparator()) p.next();
    else {
      p.depth = 0;
      p.recover(0, () => parseLine(p, commands));
      if (p.isSymbol('}')) {
        p.recover(0, () => p.unexpected());
        if (p.isSymbol('}')) p.next();
      }
    }
  }
}

function parseLine(p: Parser, commands: CommandNode[]): void {
  if (parseCommon(p, (inner) => parseFile(inner, commands))) return;
  const first = p.token;
  const command = parseCommand(p, first);
  commands.push(command);
  if (p.token.kind !== 'end') p.endStatement();
}

function parseCommand(p: Parser, first: Token): CommandNode {
  const word = first.kind === 'word' ? first.text : '';
  p.wanted('table', 'include', 'define', ...VERBS);
  switch (word) {
    case 'add':
    case 'create':
      p.next();
      return parseAdd(p, first, word);
    case 'insert':
      p.next();
      p.expectWord('rule');
      return parseRuleCommand(p, first, 'insert');
    case 'replace':
      p.next();
      p.expectWord('rule');
      return parseRuleCommand(p, first, 'replace');
    case 'delete':
      p.next();
      return parseDelete(p, first);
    case 'flush':
      p.next();
      return parseFlush(p, first);
    case 'rename': {
      p.next();
      p.expectWord('chain');
      const table = parseTableName(p);
      const chain = p.name('chain');
      return { kind: 'rename', table, chain, to: p.name('chain'), place: p.since(first) };
    }
    case 'list':
      p.next();
      return parseList(p, first);
    default:
      if (OTHER_VERBS.includes(word)) {
        while (!p.isSeparator() && p.token.kind !== 'end') p.next();
        return { kind: 'unsupported', construct: word, place: p.since(first) };
      }
      return parseAdd(p, first, 'add');
  }
}

/** grammar: list_cmd. Listing changes nothing; what it names must exist. */
function parseList(p: Parser, first: Token): CommandNode {
  let table: TableName | null = null;
  let chain: Name | null = null;
  let set: Name | null = null;
  if (p.eatWord('table')) table = parseTableName(p);
  else if (p.eatWord('chain')) {
    table = parseTableName(p);
    chain = p.name('chain');
  } else if (p.eatWord('set') || p.eatWord('map') || p.eatWord('meter')) {
    table = parseTableName(p);
    set = p.name('set');
  } else {
    p.oneOf(LISTS.split(' '));
    while (!p.isSeparator() && p.token.kind !== 'end') p.next();
  }
  return { kind: 'list', table, chain, set, place: p.since(first) };
}

function parseAdd(p: Parser, first: Token, verb: 'add' | 'create'): CommandNode {
  if (p.eatWord('table')) {
    const table = parseTableName(p);
    const body = p.isSymbol('{') ? parseTableBlock(p) : null;
    p.wanted('{');
    return { kind: 'table', verb, table, body, place: p.since(first) };
  }
  if (p.eatWord('chain')) {
    const table = parseTableName(p);
    const name = p.name('chain');
    const body = p.isSymbol('{') ? parseChainBlock(p, name) : null;
    return { kind: 'chain', verb, table, name, body, place: p.since(first) };
  }
  if (p.isWord('set') || p.isWord('map')) {
    const map = p.next().text === 'map';
    const table = parseTableName(p);
    const set = parseSetBlock(p, p.name('set'), map);
    return { kind: 'set', verb, table, set, place: p.since(first) };
  }
  if (p.eatWord('element')) {
    const table = parseTableName(p);
    const set = p.name('set');
    return { kind: 'elements', verb, table, set, elements: parseElements(p), place: p.since(first) };
  }
  if (p.isWord('flowtable') || p.isWord('secmark') || p.isWord('synproxy')) {
    const construct = p.next().text;
    parseTableName(p);
    p.name('name');
    if (p.isSymbol('{')) skipBlock(p);
    else while (!p.isSeparator() && p.token.kind !== 'end') p.next();
    return { kind: 'unsupported', construct, place: p.since(first) };
  }
  const type = objectType(p);
  if (type !== null) return parseAddObject(p, first, verb, type);
  const startsTable = p.token.kind === 'word' && FAMILIES.includes(p.token.text);
  if (verb === 'add' && (p.isWord('rule') || startsTable || looksLikeRule(p))) {
    p.eatWord('rule');
    return parseRuleCommand(p, first, 'add');
  }
  p.wanted('rule');
  return p.unexpected();
}

/** A bare `TABLE CHAIN …` is `add rule ip TABLE CHAIN …`; only believed when it can be nothing misspelt. */
function looksLikeRule(p: Parser): boolean {
  if (p.token.kind !== 'word' || p.ahead(1).kind !== 'word') return false;
  return (p.at > 0 && p.ahead(-1).text === 'add') || p.tables.has(p.token.text);
}

function parseAddObject(p: Parser, first: Token, verb: 'add' | 'create', type: ObjectType): CommandNode {
  const table = parseTableName(p);
  const name = p.name('object');
  let object = emptyObject(type, name);
  if (p.isSymbol('{')) object = parseObjectBlock(p, type, name);
  else if (type.startsWith('ct ')) p.expectSymbol('{');
  else if (type !== 'counter' || (!p.isSeparator() && p.token.kind !== 'end')) parseObjectConfig(p, object);
  return { kind: 'object', verb, table, object, place: p.since(first) };
}

function parseElements(p: Parser): Node {
  if (p.isSymbol('$')) return parseVariable(p);
  return parseSet(p);
}

function parseRuleCommand(p: Parser, first: Token, verb: 'add' | 'insert' | 'replace'): CommandNode {
  const table = parseTableName(p);
  const chain = p.name('chain');
  let position: RulePosition = null;
  if (verb === 'replace') {
    p.expectWord('handle');
    position = { kind: 'handle', value: p.number('handle') };
  } else {
    for (const kind of ['handle', 'index', 'position'] as const) {
      if (position === null && p.eatWord(kind)) position = { kind, value: p.number(kind) };
    }
  }
  const rule = parseRuleLine(p);
  return { kind: 'rule', verb, table, chain, position, rule, place: p.since(first) };
}

function parseDelete(p: Parser, first: Token): CommandNode {
  if (p.eatWord('rule')) {
    const table = parseTableName(p);
    const chain = p.name('chain');
    p.expectWord('handle');
    return { kind: 'delete-rule', table, chain, handle: p.number('handle'), place: p.since(first) };
  }
  if (p.eatWord('element')) {
    const table = parseTableName(p);
    const set = p.name('set');
    const elements = parseElements(p);
    return { kind: 'elements', verb: 'delete', table, set, elements, place: p.since(first) };
  }
  if (p.isWord('flowtable') || p.isWord('secmark') || p.isWord('synproxy')) {
    const construct = p.next().text;
    while (!p.isSeparator() && p.token.kind !== 'end') p.next();
    return { kind: 'unsupported', construct, place: p.since(first) };
  }
  let what: 'table' | 'chain' | 'set' | 'object' = 'object';
  let type: ObjectType | null = null;
  if (p.eatWord('table')) what = 'table';
  else if (p.eatWord('chain')) what = 'chain';
  else if (p.eatWord('set') || p.eatWord('map')) what = 'set';
  else {
    type = objectType(p);
    if (type === null) {
      p.wanted('rule');
      p.unexpected();
    }
  }
  // `delete table handle N` has no name where every other has that of its table.
  const bare = what === 'table' && p.ahead(FAMILIES.includes(p.token.text) ? 1 : 0).text === 'handle';
  const table = bare ? { family: familyOf(p), name: nowhere(p) } : parseTableName(p);
  const handle = what !== 'table' || bare ? (p.eatWord('handle') ? p.number('handle') : null) : null;
  const name = what === 'table' || handle !== null ? null : p.name(what);
  return { kind: 'delete', what, objectType: type, table, name, handle, place: p.since(first) };
}

function nowhere(p: Parser): Name {
  return { text: '', place: p.place(p.token) };
}

function parseFlush(p: Parser, first: Token): CommandNode {
  const what = p.oneOf(['ruleset', 'table', 'chain', 'set', 'map', 'meter']);
  if (what === 'ruleset') {
    const family = p.token.kind === 'word' && FAMILIES.includes(p.token.text) ? p.next().text : null;
    return { kind: 'flush', what, family, table: null, name: null, place: p.since(first) };
  }
  const table = parseTableName(p);
  const name = what === 'table' ? null : p.name(what);
  return { kind: 'flush', what, family: null, table, name, place: p.since(first) };
}
