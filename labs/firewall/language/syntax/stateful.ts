/**
 * Statements with a state of their own: counter, limit, quota, ct count; and the options of set elements.
 * grammar: counter_stmt, limit_stmt, quota_stmt, connlimit_stmt, set_elem_option, time_spec.
 */
import { say } from '../diagnostics.ts';
import type { ObjectType } from '../ruleset.ts';
import { KEYWORDS } from '../words/keywords.ts';
import type { Token } from './lexer.ts';
import type { Parser } from './state.ts';
import type { LimitNode, Node, SetItem, StatementNode } from './tree.ts';
import { parseStatementValue } from './values.ts';

const UNIT_SECONDS: Record<string, number> = { second: 1, minute: 60, hour: 3600, day: 86400, week: 604800 };
const UNIT_BYTES: Record<string, number> = { bytes: 1, kbytes: 1024, mbytes: 1048576 };

/** grammar: time_spec, in milliseconds: `1d2h3m4s5ms`. A number without unit is no time. */
export function parseTime(p: Parser): number {
  const token = p.token;
  const match = /^(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?$/.exec(token.text);
  if (token.kind === 'word' && token.text !== '' && match !== null) {
    p.next();
    const part = (n: number): number => Number(match[n] ?? 0);
    return (((part(1) * 24 + part(2)) * 60 + part(3)) * 60 + part(4)) * 1000 + part(5);
  }
  if (token.kind === 'number') {
    p.fault(
      p.place(token),
      ['time'],
      say(`Waktu perlu satuan: ${token.text} apa?`, `A time needs a unit: ${token.text} of what?`),
      {
        ...say(
          `Misalnya ${token.text}s, ${token.text}m atau ${token.text}h.`,
          `For example ${token.text}s, ${token.text}m or ${token.text}h.`,
        ),
        replacement: `${token.text}s`,
      },
    );
  }
  p.wanted('time');
  return p.unexpected();
}

/** grammar: set_elem_option. */
export function parseElementOptions(p: Parser, item: SetItem): void {
  for (;;) {
    if (p.eatWord('timeout')) item.timeoutMs = parseTime(p);
    else if (p.eatWord('expires')) item.expiresMs = parseTime(p);
    else if (p.isWord('comment')) item.comment = parseComment(p, item.comment);
    else return;
  }
}

/** grammar: comment_spec. At most 127 characters, only once. */
export function parseComment(p: Parser, before: string | null): string {
  const first = p.next();
  const text = p.string('comment');
  if (new TextEncoder().encode(text.text).length > 127) {
    p.fault(
      text.place,
      [],
      say(
        'Komentar terlalu panjang: paling banyak 127 karakter.',
        'The comment is too long: 127 characters at most.',
      ),
    );
  }
  if (before !== null) {
    p.fault(p.since(first), [], say('Komentar ini sudah ditulis di atas.', 'There is a comment already.'));
  }
  return text.text;
}

export function startsStateful(p: Parser): boolean {
  return (
    p.isWord('counter') ||
    p.isWord('limit') ||
    p.isWord('quota') ||
    (p.isWord('ct') && p.ahead(1).text === 'count')
  );
}

export function parseStateful(p: Parser): StatementNode {
  const first = p.next();
  switch (first.text) {
    case 'counter':
      return parseCounter(p, first);
    case 'limit':
      if (p.isWord('name')) return reference(p, first, 'limit');
      p.expectWord('rate');
      return { kind: 'limit', limit: parseRate(p), place: p.since(first) };
    case 'quota':
      if (p.isWord('name')) return reference(p, first, 'quota');
      return { kind: 'quota', ...parseQuota(p), place: p.since(first) };
    default: {
      p.next();
      const over = p.eatWord('over');
      const count = p.number('number');
      return { kind: 'connection-limit', count, over, place: p.since(first) };
    }
  }
}

function reference(p: Parser, first: Token, type: ObjectType): StatementNode {
  p.next();
  const name: Node = parseStatementValue(p);
  return { kind: 'object', type, name, place: p.since(first) };
}

function parseCounter(p: Parser, first: Token): StatementNode {
  if (p.isWord('name')) return reference(p, first, 'counter');
  let packets = 0;
  let bytes = 0;
  for (;;) {
    if (p.eatWord('packets')) packets = p.number('number');
    else if (p.eatWord('bytes')) bytes = p.number('number');
    else return { kind: 'counter', packets, bytes, place: p.since(first) };
  }
}

/** What follows `rate` (also in a named limit). */
export function parseRate(p: Parser): LimitNode {
  const over = p.eatWord('over');
  const rate = p.number('rate');
  if (p.isSymbol('/')) {
    p.next();
    const perSeconds = parseUnit(p);
    const burst = p.eatWord('burst') ? parseBurst(p, 'packets') : null;
    return { rate, unit: 'packets', perSeconds, burst, over };
  }
  const [bytes, unit] = parseByteUnit(p);
  let perSeconds: number;
  if (unit === null) {
    p.expectSymbol('/');
    perSeconds = parseUnit(p);
  } else perSeconds = unit;
  const burst = p.eatWord('burst') ? parseBurst(p, 'bytes') : null;
  return { rate: rate * bytes, unit: 'bytes', perSeconds, burst, over };
}

function parseUnit(p: Parser): number {
  return UNIT_SECONDS[p.oneOf(Object.keys(UNIT_SECONDS))]!;
}

/** `mbytes` or `mbytes/second` (one word for nft's scanner). */
function parseByteUnit(p: Parser): [number, number | null] {
  const token = p.token;
  const [unit, per] = token.text.split('/') as [string, string | undefined];
  if (token.kind === 'word' && !KEYWORDS.has(token.text) && Object.hasOwn(UNIT_BYTES, unit)) {
    if (per === undefined || Object.hasOwn(UNIT_SECONDS, per)) {
      p.next();
      return [UNIT_BYTES[unit]!, per === undefined ? null : UNIT_SECONDS[per]!];
    }
  }
  p.wanted('/', ...Object.keys(UNIT_BYTES));
  return p.unexpected();
}

function parseBurst(p: Parser, unit: 'packets' | 'bytes'): number {
  const first = p.token;
  let burst = p.number('burst');
  if (unit === 'packets') p.expectWord('packets');
  else {
    const [bytes, per] = parseByteUnit(p);
    if (per !== null) p.unexpected();
    burst *= bytes;
  }
  if (burst === 0) {
    p.fault(p.since(first), [], say('burst harus lebih dari 0.', 'burst must be more than 0.'));
  }
  return burst;
}

/** What follows `quota` (also in a named quota). */
export function parseQuota(p: Parser): { over: boolean; bytes: number; used: number } {
  const over = p.eatWord('over');
  if (!over) p.eatWord('until');
  const amount = p.number('number');
  const bytes = amount * parseByteUnit(p)[0];
  if (!p.eatWord('used')) return { over, bytes, used: 0 };
  const usedAmount = p.number('number');
  return { over, bytes, used: usedAmount * parseByteUnit(p)[0] };
}
