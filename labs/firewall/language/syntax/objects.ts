/**
 * Named counters, quotas, limits and the ct helper/timeout/expectation objects. nft(8) STATEFUL OBJECTS;
 * grammar: counter_block, quota_block, limit_block, ct_helper_block, ct_timeout_block, ct_expect_block.
 */
import type { ObjectType } from '../ruleset.ts';
import { closeBlock } from './chains.ts';
import { parseCommon } from './common-block.ts';
import { spanOf } from './source.ts';
import type { Parser } from './state.ts';
import { parseComment, parseQuota, parseRate, parseTime } from './stateful.ts';
import type { Name, ObjectNode } from './tree.ts';

/** `counter`, `quota`, `limit`, `ct helper` … at the current token; eats the words. */
export function objectType(p: Parser): ObjectType | null {
  if (p.eatWord('counter')) return 'counter';
  if (p.eatWord('quota')) return 'quota';
  if (p.eatWord('limit')) return 'limit';
  if (!p.eatWord('ct')) return null;
  return `ct ${p.oneOf(['helper', 'timeout', 'expectation'])}` as ObjectType;
}

export function emptyObject(type: ObjectType, name: Name): ObjectNode {
  return {
    object: { type, name: name.text, comment: null, statement: null, helper: null },
    name,
    place: name.place,
  };
}

export function parseObjectBlock(p: Parser, type: ObjectType, name: Name): ObjectNode {
  const node = emptyObject(type, name);
  const first = p.token;
  p.expectSymbol('{');
  const depth = p.depth;
  while (!p.isSymbol('}') && p.token.kind !== 'end' && !p.atBlockStart()) {
    if (p.isSeparator()) p.next();
    else p.recover(depth, () => parseItem(p, node));
  }
  closeBlock(p, first);
  node.place = { ...p.since(first), start: name.place.start };
  return node;
}

function parseItem(p: Parser, node: ObjectNode): void {
  if (parseCommon(p, (inner) => parseItem(inner, node))) return;
  if (p.isWord('comment')) {
    node.object.comment = parseComment(p, node.object.comment);
    return;
  }
  parseObjectConfig(p, node);
}

/** The settings of an object, in its block or on the line of `add counter …`. */
export function parseObjectConfig(p: Parser, node: ObjectNode): void {
  const span = spanOf(node.place);
  switch (node.object.type) {
    case 'counter': {
      p.expectWord('packets');
      const packets = p.number('number');
      p.expectWord('bytes');
      node.object.statement = { kind: 'counter', packets, bytes: p.number('number'), span };
      return;
    }
    case 'quota':
      node.object.statement = { kind: 'quota', ...parseQuota(p), span };
      return;
    case 'limit': {
      p.expectWord('rate');
      const { burst, ...limit } = parseRate(p);
      node.object.statement = {
        kind: 'limit',
        ...limit,
        burst: burst ?? (limit.unit === 'packets' ? 5 : 0),
        burstWritten: burst !== null,
        span,
      };
      return;
    }
    default:
      parseCtConfig(p, node);
  }
}

function parseCtConfig(p: Parser, node: ObjectNode): void {
  const type = node.object.type;
  if (p.eatWord('l3proto')) p.oneOf(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);
  else if (type === 'ct helper') {
    p.expectWord('type');
    if (p.token.kind !== 'quoted') {
      p.wanted('"ftp"');
      p.unexpected();
    }
    const name = p.next().text;
    p.expectWord('protocol');
    node.object.helper = { name, protocol: p.oneOf(['tcp', 'udp']) };
  } else if (p.eatWord('protocol')) {
    node.object.helper = { name: '', protocol: p.oneOf(['tcp', 'udp']) };
  } else if (type === 'ct timeout') {
    p.expectWord('policy');
    p.expectSymbol('=');
    p.expectSymbol('{');
    do {
      p.name('state');
      p.expectSymbol(':');
      p.number('seconds');
    } while (p.eatSymbol(','));
    p.expectSymbol('}');
  } else if (p.eatWord('dport')) p.number('port');
  else if (p.eatWord('timeout')) parseTime(p);
  else {
    p.expectWord('size');
    p.number('size');
  }
  p.endStatement();
}
