/**
 * A field of the packet, its metadata or its connection, as it stands on the left of a match.
 * grammar: payload_expr, meta_expr, ct_expr, fib_expr, rt_expr, exthdr_expr, tcp_hdr_expr … (nftables 1.0.6).
 * Fields the engine does not model come back as `unsupported` nodes that name them.
 */
import { say } from '../diagnostics.ts';
import type { PayloadExpression } from '../ruleset.ts';
import {
  ARP,
  CT,
  CT_DIRECTED,
  EXTENSION,
  type FieldType,
  META,
  META_ALONE,
  PAYLOAD,
  ROUTING_HEADER,
} from '../words/fields.ts';
import type { Token } from './lexer.ts';
import {
  field,
  ipOption,
  pick,
  rawPayload,
  tcpOption,
  UNSUPPORTED_START,
  unsupportedField,
} from './option-fields.ts';
import type { Parser } from './state.ts';
import type { Node } from './tree.ts';

/** Can the current token start a field? */
export function startsField(p: Parser): boolean {
  if (p.isSymbol('@')) return p.ahead(2).text === ',';
  if (p.token.kind !== 'word') return false;
  const word = p.token.text;
  return (
    Object.hasOwn(PAYLOAD, word) ||
    Object.hasOwn(META_ALONE, word) ||
    Object.hasOwn(EXTENSION, word) ||
    UNSUPPORTED_START.has(word) ||
    word === 'meta' ||
    word === 'ct' ||
    word === 'fib' ||
    word === 'exthdr'
  );
}

export function parseField(p: Parser): Node {
  const first = p.next();
  const word = first.text;
  if (first.kind === 'symbol') return rawPayload(p, first);
  const direction = p.isWord('in') || p.isWord('out');
  if (UNSUPPORTED_START.has(word) && (word !== 'ipsec' || direction)) return unsupportedField(p, first);
  if (word === 'meta') return metaField(p, first);
  if (word === 'ct') return ctField(p, first);
  if (word === 'fib') return fibField(p, first);
  if (word === 'rt') return rtField(p, first);
  if (word === 'exthdr') {
    const header = p.oneOf(['hbh', 'rt', 'frag', 'dst', 'mh']);
    return field(p, first, { kind: 'extension', header, field: null, type: 'boolean', bits: 1 });
  }
  if (Object.hasOwn(EXTENSION, word)) {
    const [name, type, bits] = pick(p, EXTENSION[word]!);
    return field(p, first, { kind: 'extension', header: word, field: name, type, bits });
  }
  if (Object.hasOwn(META_ALONE, word)) {
    const [type, bits] = META_ALONE[word]!;
    return field(p, first, { kind: 'meta', key: word, type, bits });
  }
  if (word === 'tcp' && p.isWord('option')) return tcpOption(p, first);
  if (word === 'ip' && p.isWord('option')) return ipOption(p, first);
  if (word === 'sctp' && p.isWord('chunk')) {
    p.next();
    p.next();
    if (!p.isEndOfStatement() && p.token.kind === 'word' && p.ahead(1).kind !== 'newline') p.next();
    return { kind: 'unsupported', construct: 'sctp chunk', place: p.since(first) };
  }
  return payloadField(p, first);
}

function payloadField(p: Parser, first: Token): Node {
  const protocol = first.text as PayloadExpression['protocol'];
  if (protocol === 'arp' && (p.isWord('saddr') || p.isWord('daddr'))) {
    const side = p.next().text;
    const what = p.oneOf(['ip', 'ether']);
    const [type, bits] = ARP[`${side} ${what}`]!;
    return field(p, first, { kind: 'payload', protocol, field: `${side} ${what}`, type, bits });
  }
  const [name, type, bits] = pick(p, PAYLOAD[protocol]!);
  return field(p, first, { kind: 'payload', protocol, field: name, type, bits });
}

function metaField(p: Parser, first: Token): Node {
  const other = ['ibrpvid', 'ibrvproto', 'broute', 'secmark', 'bri_iifname', 'bri_oifname', 'prandom'];
  if (p.token.kind === 'word' && other.includes(p.token.text)) {
    const construct = `meta ${p.next().text}`;
    return { kind: 'unsupported', construct, place: p.since(first) };
  }
  const [key, type, bits] = pick(p, META);
  return field(p, first, { kind: 'meta', key, type, bits });
}

function ctField(p: Parser, first: Token): Node {
  if (p.isWord('secmark')) {
    p.next();
    return { kind: 'unsupported', construct: 'ct secmark', place: p.since(first) };
  }
  if (!p.isWord('original') && !p.isWord('reply')) {
    p.wanted('original', 'reply');
    const [key, type, bits] = pick(p, CT);
    return field(p, first, { kind: 'ct', key, direction: null, family: null, type, bits });
  }
  const direction = p.next().text as 'original' | 'reply';
  if (p.isWord('ip') || p.isWord('ip6')) {
    const family = p.next().text as 'ip' | 'ip6';
    const key = p.oneOf(['saddr', 'daddr']);
    const [type, bits] = PAYLOAD[family]![key]!;
    return field(p, first, { kind: 'ct', key, direction, family, type, bits });
  }
  const key = p.oneOf(CT_DIRECTED);
  const [type, bits] = CT[key]!;
  return field(p, first, { kind: 'ct', key, direction, family: null, type, bits });
}

function fibField(p: Parser, first: Token): Node {
  const selectors: string[] = [];
  do {
    selectors.push(p.oneOf(['saddr', 'daddr', 'mark', 'iif', 'oif']));
  } while (p.eatSymbol('.'));
  const place = p.since(first);
  const has = (word: string): boolean => selectors.includes(word);
  if (has('saddr') === has('daddr')) {
    p.fault(
      place,
      ['saddr', 'daddr'],
      say('fib memerlukan tepat satu dari saddr atau daddr.', 'fib needs exactly one of saddr or daddr.'),
    );
  }
  if (has('iif') && has('oif')) {
    p.fault(
      place,
      [],
      say('fib tidak boleh memakai iif dan oif sekaligus.', 'fib cannot use both iif and oif.'),
    );
  }
  const result = p.oneOf(['oif', 'oifname', 'type']);
  const [type, bits]: FieldType =
    result === 'type' ? ['fib_addrtype', 32] : result === 'oif' ? ['iface_index', 32] : ['ifname', 128];
  return field(p, first, { kind: 'fib', selectors, result, present: false, type, bits });
}

function rtField(p: Parser, first: Token): Node {
  let family: 'ip' | 'ip6' | null = null;
  if (p.isWord('ip') || p.isWord('ip6')) family = p.next().text as 'ip' | 'ip6';
  const routing: Record<string, FieldType> = {
    classid: ['realm', 32],
    nexthop: [
      family === 'ip6' ? 'ipv6_addr' : family === 'ip' ? 'ipv4_addr' : 'invalid',
      family === 'ip6' ? 128 : 32,
    ],
    mtu: ['integer', 16],
    ipsec: ['boolean', 1],
  };
  if (family === null && p.token.kind === 'word' && Object.hasOwn(ROUTING_HEADER, p.token.text)) {
    const [name, type, bits] = pick(p, ROUTING_HEADER);
    return field(p, first, { kind: 'extension', header: 'rt', field: name, type, bits });
  }
  const [key, type, bits] = pick(p, routing);
  return field(p, first, { kind: 'rt', key: key as 'classid', family, type, bits });
}
