/**
 * Values: the right-hand side of a match, set elements, and what `set`/`to` statements are given.
 * grammar: rhs_expr, list_rhs_expr, set_expr, initializer_expr (right side) and stmt_expr (statements).
 */
import { say } from '../diagnostics.ts';
import { KEYWORDS } from '../words/keywords.ts';
import { nearest } from '../words/suggest.ts';
import { parseField, startsField } from './fields.ts';
import { readNumber } from './lexer.ts';
import { parseSet, parseSetReference } from './set-literal.ts';
import { join } from './source.ts';
import { findVariable, type Parser, type Scope } from './state.ts';
import type { Node } from './tree.ts';

/** Constants of type inet_proto that are keywords. */
const PROTOCOL_WORDS = new Set('tcp udp udplite esp ah icmp igmp icmpv6 comp dccp sctp redirect'.split(' '));
/** Keywords that also serve as a plain word of a value (grammar: keyword_expr). */
const VALUE_KEYWORDS = new Set('ether ip ip6 vlan arp dnat snat ecn reset original reply label'.split(' '));

/** `side`: 'right' of a match (rhs) or a 'statement' value, which may also be a field. */
export type Side = 'right' | 'statement';

export function parseVariable(p: Parser): Node {
  const first = p.next();
  const name = p.token;
  if (name.kind !== 'word' || KEYWORDS.has(name.text)) {
    p.wanted('variable');
    p.unexpected();
  }
  p.next();
  const value = findVariable(p.scope, name.text);
  if (value === null) {
    const guess = nearest(name.text, allVariables(p.scope));
    p.fault(
      p.place(name),
      [],
      say(
        `Variabel "$${name.text}" belum didefinisikan sebelum baris ini.`,
        `The variable "$${name.text}" has not been defined before this line.`,
      ),
      guess === null
        ? say(
            `Tambahkan "define ${name.text} = …" di atas, atau sertakan berkas yang memuatnya.`,
            `Add "define ${name.text} = …" above, or include the file that holds it.`,
          )
        : { ...say(`Maksud Anda \`${guess}\`?`, `Did you mean \`${guess}\`?`), replacement: guess },
    );
  }
  return { kind: 'variable', name: name.text, value, place: p.since(first) };
}

function* allVariables(scope: Scope): Generator<string> {
  for (let at: Scope | null = scope; at !== null; at = at.outer) yield* at.variables.keys();
}

/** grammar: primary_rhs_expr / primary_stmt_expr. */
function parsePrimary(p: Parser, side: Side): Node {
  const token = p.token;
  const place = p.place(token);
  if (token.kind === 'number') {
    p.next();
    return { kind: 'number', value: readNumber(token.text), place };
  }
  if (token.kind === 'quoted' || token.kind === 'wildcard') {
    p.next();
    return { kind: 'symbol', text: token.text, quoted: true, place };
  }
  if (token.kind === 'symbol') {
    if (token.text === '$') return parseVariable(p);
    if (token.text === '(') {
      p.next();
      const inner = p.nested(() => parseBinary(p, side));
      p.expectSymbol(')');
      return inner;
    }
  }
  if (token.kind === 'word') {
    const word = token.text;
    if (word === 'exists' || word === 'missing') {
      p.next();
      return { kind: 'boolean', value: word === 'exists' ? 1 : 0, place };
    }
    if (side === 'statement' && startsField(p) && !isBareKeyword(p)) return parseField(p);
    if (PROTOCOL_WORDS.has(word) && side === 'right') {
      p.next();
      return { kind: 'protocol', text: word, place };
    }
    if (VALUE_KEYWORDS.has(word) || !KEYWORDS.has(word)) {
      p.next();
      return { kind: 'symbol', text: word, quoted: false, place };
    }
  }
  p.wanted('value');
  return p.unexpected();
}

/** In a statement `ip`, `ether` … may be a plain word (`meta protocol set ip`) when no field follows. */
function isBareKeyword(p: Parser): boolean {
  return VALUE_KEYWORDS.has(p.token.text) && p.ahead(1).kind !== 'word';
}

const LEVELS = [['|'], ['^'], ['&'], ['<<', '>>']] as const;

/** grammar: basic_rhs_expr and below; `|` binds loosest, shifts tightest. */
export function parseBinary(p: Parser, side: Side, level = 0): Node {
  if (level === LEVELS.length) return parsePrimary(p, side);
  let left = parseBinary(p, side, level + 1);
  while (p.token.kind === 'symbol' && (LEVELS[level] as readonly string[]).includes(p.token.text)) {
    const op = p.next().text as '&';
    const right = parseBinary(p, side, level + 1);
    left = { kind: 'binary', op, left, right, place: join(left.place, right.place) };
  }
  return left;
}

/** A basic value, `value/length` or `value-value` (grammar: multiton). */
export function parseRangeOrValue(p: Parser, side: Side): Node {
  const base = parseBinary(p, side);
  if (p.isSymbol('/') && p.ahead(1).kind === 'number') {
    p.next();
    const length = p.number('prefix');
    return {
      kind: 'prefix',
      base,
      length,
      place: p.since({ kind: 'word', text: '', start: base.place.start, end: base.place.end }),
    };
  }
  if (p.isSymbol('-')) {
    p.next();
    const high = parseBinary(p, side);
    return { kind: 'range', low: base, high, place: join(base.place, high.place) };
  }
  return base;
}

/** grammar: concat_rhs_expr. */
export function parseConcat(p: Parser, side: Side): Node {
  const first = parseRangeOrValue(p, side);
  if (!p.isSymbol('.')) return first;
  const items = [first];
  while (p.isSymbol('.')) {
    p.next();
    items.push(parseRangeOrValue(p, side));
  }
  return { kind: 'concat', items, place: join(first.place, items.at(-1)!.place) };
}

/** grammar: rhs_expr | list_rhs_expr. */
export function parseRight(p: Parser): Node {
  if (p.isSymbol('{')) return parseSet(p);
  if (p.isSymbol('@')) return parseSetReference(p);
  const first = parseConcat(p, 'right');
  return p.isSymbol(',') ? parseList(p, first, 'right') : first;
}

/** grammar: list_rhs_expr / list_stmt_expr, from its first item on. */
export function parseList(p: Parser, first: Node, side: Side): Node {
  const items = [first];
  while (p.isSymbol(',')) {
    p.next();
    items.push(parseBinary(p, side));
  }
  return { kind: 'list', items, place: join(first.place, items.at(-1)!.place) };
}

/** grammar: initializer_expr, the value of a `define`. */
export function parseInitializer(p: Parser): Node {
  if (p.isSymbol('-') && p.ahead(1).kind === 'number') {
    const first = p.next();
    const value = -readNumber(p.next().text);
    return { kind: 'number', value, place: p.since(first) };
  }
  if (p.isSymbol('{') && p.ahead(1).text === '}') {
    const first = p.next();
    p.next();
    return { kind: 'set', items: [], place: p.since(first) };
  }
  return parseRight(p);
}

/** grammar: stmt_expr: a value, range, prefix, list, or `key map …`. */
export function parseStatementValue(p: Parser): Node {
  const first = parseConcat(p, 'statement');
  if (p.isWord('map')) {
    p.next();
    const map = parseMapSource(p);
    return { kind: 'map', key: first, map, place: join(first.place, map.place) };
  }
  return p.isSymbol(',') && (first.kind === 'symbol' || first.kind === 'variable') && !isNatFlagNext(p)
    ? parseList(p, first, 'statement')
    : first;
}

function isNatFlagNext(p: Parser): boolean {
  return ['random', 'fully-random', 'persistent'].includes(p.ahead(1).text);
}

/** What stands after `map` or `vmap`: a literal, @name or $variable. */
export function parseMapSource(p: Parser): Node {
  if (p.isSymbol('{')) return parseSet(p);
  if (p.isSymbol('@')) return parseSetReference(p);
  if (p.isSymbol('$')) return parseVariable(p);
  p.wanted('{', '@', '$');
  return p.unexpected();
}
