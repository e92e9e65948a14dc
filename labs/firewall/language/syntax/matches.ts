/**
 * Matches (`tcp dport { 22, 80 }`), verdict maps, and what begins like them: `FIELD set VALUE`.
 * grammar: relational_expr, verdict_map_stmt, payload_stmt, meta_stmt, ct_stmt.
 */
import { say } from '../diagnostics.ts';
import { parseField, startsField } from './fields.ts';
import { join } from './source.ts';
import type { Parser } from './state.ts';
import type { Node, Operator, StatementNode } from './tree.ts';
import {
  parseBinary,
  parseConcat,
  parseList,
  parseMapSource,
  parseRight,
  parseStatementValue,
} from './values.ts';

const OPERATORS: readonly string[] = ['==', '!=', '<', '>', '<=', '>=', '!'];
const LEVELS = [['|'], ['^'], ['&'], ['<<', '>>']] as const;

/** grammar: basic_expr: a field, perhaps with bit operations whose right side is a value. */
function parseLeftBinary(p: Parser, level = 0): Node {
  if (level === LEVELS.length) {
    if (p.isSymbol('(')) {
      p.next();
      const inner = p.nested(() => parseLeftBinary(p));
      p.expectSymbol(')');
      return inner;
    }
    if (startsField(p)) return parseField(p);
    p.wanted('field');
    return p.unexpected();
  }
  let left = parseLeftBinary(p, level + 1);
  while (p.token.kind === 'symbol' && (LEVELS[level] as readonly string[]).includes(p.token.text)) {
    const op = p.next().text as '&';
    const right = parseBinary(p, 'right', level + 1);
    left = { kind: 'binary', op, left, right, place: join(left.place, right.place) };
  }
  return left;
}

/** grammar: concat_expr. */
export function parseKey(p: Parser): Node {
  const first = parseLeftBinary(p);
  if (!p.isSymbol('.')) return first;
  const items = [first];
  while (p.isSymbol('.')) {
    p.next();
    items.push(parseLeftBinary(p));
  }
  return { kind: 'concat', items, place: join(first.place, items.at(-1)!.place) };
}

export function parseMatch(p: Parser): StatementNode {
  const first = p.token;
  let left = parseKey(p);
  if (p.isWord('vmap')) {
    p.next();
    const map = parseMapSource(p);
    return { kind: 'vmap', key: left, map, place: p.since(first) };
  }
  if (p.isWord('set')) return parseAssignment(p, left);
  if (p.isWord('map')) {
    p.next();
    const map = p.isSymbol('{') || p.isSymbol('@') ? parseMapSource(p) : parseConcat(p, 'right');
    left = { kind: 'map', key: left, map, place: join(left.place, map.place) };
  }
  let op: Operator | null = null;
  if (p.token.kind === 'symbol' && OPERATORS.includes(p.token.text)) op = p.next().text as Operator;
  else p.wanted(...OPERATORS);
  if (p.isSymbol('=')) {
    p.fault(
      p.place(p.token),
      ['=='],
      say(
        'Perbandingan di nft ditulis "==" (atau tanpa tanda sama sekali).',
        'A comparison is written "==" in nft (or with no sign at all).',
      ),
      { ...say('Ganti dengan "==".', 'Replace it with "==".'), replacement: '==' },
    );
  }
  let right = parseRight(p);
  let mask: Node | null = null;
  const pair = right.kind === 'list' ? right.items[0] : null;
  if (right.kind === 'list' && pair?.kind === 'prefix') {
    const first = { kind: 'number', value: BigInt(pair.length), place: pair.place } as const;
    mask = { ...right, items: [first, ...right.items.slice(1)] };
    right = pair.base;
  } else if (p.isSymbol('/')) {
    p.next();
    const item = parseBinary(p, 'right');
    if (!p.isSymbol(',')) {
      p.wanted(',');
      p.unexpected();
    }
    mask = parseList(p, item, 'right');
  }
  return { kind: 'match', left, op, right, mask, place: p.since(first) };
}

function parseAssignment(p: Parser, left: Node): StatementNode {
  if (left.kind !== 'field' && left.kind !== 'unsupported') {
    p.wanted('==');
    p.unexpected();
  }
  const word = p.next();
  const value = parseStatementValue(p);
  const place = { source: p.source, start: left.place.start, end: value.place.end };
  if (left.kind === 'unsupported') return { kind: 'unsupported', construct: `${left.construct} set`, place };
  const field = left.field;
  if (field.kind === 'ct' && field.key === 'helper')
    return { kind: 'object', type: 'ct helper', name: value, place };
  if (field.kind === 'fib' || field.kind === 'rt' || field.kind === 'concat') {
    p.fault(
      p.place(word),
      ['==', '!='],
      say(
        'Bagian ini hanya bisa dibaca, tidak bisa diubah dengan "set".',
        'This can only be read, not changed with "set".',
      ),
    );
  }
  return { kind: 'assign', target: field, value, place };
}
