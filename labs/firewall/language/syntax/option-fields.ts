/**
 * TCP and IP options, and the fields the engine knows by name only (socket, osf, numgen, hashes, ipsec, raw payload).
 * grammar: tcp_hdr_expr (OPTION), ip_hdr_expr (OPTION), payload_raw_expr, socket_expr, osf_expr, numgen_expr, hash_expr.
 */
import type { DataType, Expression } from '../ruleset.ts';
import { type FieldType, IP_OPTION, TCP_OPTION_FIELDS, TCP_OPTION_NAMES } from '../words/fields.ts';
import { parseField, startsField } from './fields.ts';
import type { Token } from './lexer.ts';
import type { Parser } from './state.ts';
import type { Node } from './tree.ts';

/** Words after which this engine knows no more than the name. */
export const UNSUPPORTED_START = new Set([
  'socket',
  'osf',
  'numgen',
  'jhash',
  'symhash',
  'ipsec',
  'rt0',
  'rt2',
  'srh',
]);

export function field(p: Parser, first: Token, expression: Expression): Node {
  return { kind: 'field', field: expression, place: p.since(first) };
}

export function pick(p: Parser, table: Readonly<Record<string, FieldType>>): [string, DataType, number] {
  const word = p.token.text;
  if (p.token.kind === 'word' && Object.hasOwn(table, word)) {
    p.next();
    const [type, bits] = table[word]!;
    return [word, type, bits];
  }
  p.wanted(...Object.keys(table));
  return p.unexpected();
}

export function tcpOption(p: Parser, first: Token): Node {
  p.next();
  if (p.token.kind === 'number' || p.isSymbol('@')) {
    const raw = p.eatSymbol('@');
    p.number('option');
    for (let part = 0; raw && part < 2; part++) {
      p.expectSymbol(',');
      p.number('number');
    }
    return { kind: 'unsupported', construct: 'tcp option (raw)', place: p.since(first) };
  }
  const option = TCP_OPTION_NAMES[p.oneOf(Object.keys(TCP_OPTION_NAMES))]!;
  const fields = TCP_OPTION_FIELDS[option] ?? {};
  const short = option === 'nop' || option === 'eol';
  const all: Record<string, FieldType> = short ? {} : { ...fields, length: ['integer', 8] };
  if (p.token.kind === 'word' && Object.hasOwn(all, p.token.text)) {
    const [name, type, bits] = pick(p, all);
    return field(p, first, { kind: 'tcp-option', option, field: name, type, bits });
  }
  p.wanted(...Object.keys(all));
  return field(p, first, { kind: 'tcp-option', option, field: null, type: 'boolean', bits: 1 });
}

export function ipOption(p: Parser, first: Token): Node {
  p.next();
  const option = p.oneOf(['lsrr', 'rr', 'ssrr', 'ra']);
  const header = `ip option ${option}`;
  if (p.token.kind === 'word' && Object.hasOwn(IP_OPTION, p.token.text)) {
    const [name, type, bits] = pick(p, IP_OPTION);
    return field(p, first, { kind: 'extension', header, field: name, type, bits });
  }
  return field(p, first, { kind: 'extension', header, field: null, type: 'boolean', bits: 1 });
}

export function rawPayload(p: Parser, first: Token): Node {
  const base = p.oneOf(['ll', 'nh', 'th', 'ih']);
  p.expectSymbol(',');
  p.number('offset');
  p.expectSymbol(',');
  p.number('length');
  return { kind: 'unsupported', construct: `@${base},… (raw payload)`, place: p.since(first) };
}

/** Read over the words of a field the engine does not know, by its own small grammar. */
export function unsupportedField(p: Parser, first: Token): Node {
  const word = first.text;
  if (word === 'socket') {
    if (p.oneOf(['transparent', 'mark', 'wildcard', 'cgroupv2']) === 'cgroupv2') {
      p.expectWord('level');
      p.number('level');
    }
  } else if (word === 'osf') {
    if (p.eatWord('ttl')) p.string('ttl');
    p.oneOf(['version', 'name']);
  } else if (word === 'numgen') {
    p.oneOf(['inc', 'random']);
    modulo(p);
  } else if (word === 'symhash') {
    modulo(p);
  } else if (word === 'jhash') {
    do {
      if (!startsField(p)) {
        p.wanted('field');
        p.unexpected();
      }
      parseField(p);
    } while (p.eatSymbol('.'));
    modulo(p);
  } else if (word === 'ipsec') {
    p.oneOf(['in', 'out']);
    if (p.eatWord('spnum')) p.number('spnum');
    if (p.eatWord('ip') || p.eatWord('ip6')) p.oneOf(['saddr', 'daddr']);
    else p.oneOf(['spi', 'reqid']);
  } else {
    while (
      !p.isEndOfStatement() &&
      ['addr', 'last-entry', 'flags', 'tag', 'sid', '[', ']'].includes(p.token.text)
    )
      p.next(); // prettier-ignore
    if (p.token.kind === 'number' && p.ahead(1).text === ']') {
      p.next();
      p.next();
    }
  }
  return { kind: 'unsupported', construct: word, place: p.since(first) };
}

function modulo(p: Parser): void {
  p.expectWord('mod');
  p.number('mod');
  if (p.eatWord('seed')) p.number('seed');
  if (p.eatWord('offset')) p.number('offset');
}
