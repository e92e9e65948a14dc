/**
 * The left side of a match and the keys of sets: fields become expressions of the checked ruleset, with their guards
 * inserted before them. Models expr_evaluate_payload, _ct, _exthdr, _rt, _binop and _concat of nftables 1.0.6.
 */
import type { ComponentType, CtExpression, Expression, Value } from '../ruleset.ts';
import type { Place } from '../syntax/source.ts';
import type { Node } from '../syntax/tree.ts';
import { constantValue, noArithmetic, plain } from './constants.ts';
import { fault, unsupported } from './fault.ts';
import type { RuleContext } from './rule-context.ts';

export function checkLeft(rule: RuleContext, node: Node): Expression {
  switch (node.kind) {
    case 'field':
      return checkField(rule, node.field, node.place);
    case 'unsupported':
      return unsupported(node.place, node.construct);
    case 'binary':
      return checkBitwise(rule, node);
    case 'concat':
      return { kind: 'concat', parts: node.items.map((item) => checkLeft(rule, item)) };
    case 'variable':
      return checkLeft(rule, plain(node));
    default:
      return fault(
        node.place,
        'Di sini dibutuhkan bagian paket (misalnya `tcp dport`), bukan nilai tetap.',
        'A field of the packet (such as `tcp dport`) is needed here, not a constant.',
      );
  }
}

export function checkField(rule: RuleContext, field: Expression, place: Place): Expression {
  switch (field.kind) {
    case 'payload':
      rule.need(field, place);
      return field;
    case 'extension':
      rule.needNetwork(field.header.startsWith('ip option') ? 'ip' : 'ip6', place);
      return field;
    case 'meta':
      if (field.key === 'nfproto' && rule.family !== 'inet') {
        return fault(
          place,
          '`meta nfproto` hanya berguna di tabel inet; di sini keluarganya sudah pasti.',
          '`meta nfproto` is only useful in an inet table; the family is certain here.',
        );
      }
      if (field.key === 'nftrace') {
        return fault(
          place,
          '`meta nftrace` hanya bisa diisi (`meta nftrace set 1`).',
          '`meta nftrace` can only be set (`meta nftrace set 1`).',
        );
      }
      return field;
    case 'ct':
      return checkCt(rule, field, place);
    case 'rt':
      if (field.key === 'nexthop' && field.family === 'ip' && rule.network === 'ip6')
        rule.conflict('ip6', 'ip', place);
      if (field.key === 'nexthop' && field.family === 'ip6' && rule.family === 'ip')
        rule.conflict('ip', 'ip6', place);
      if (field.key === 'nexthop' && field.family === null) {
        const family = rule.network;
        if (family !== 'ip' && family !== 'ip6') return undecided(place, 'rt ip nexthop', 'rt ip6 nexthop');
        return {
          ...field,
          family,
          type: family === 'ip' ? 'ipv4_addr' : 'ipv6_addr',
          bits: family === 'ip' ? 32 : 128,
        };
      }
      return field;
    default:
      return field;
  }
}

/** `ct original saddr` takes its type from the family, `proto-dst` from the transport. */
function checkCt(rule: RuleContext, field: CtExpression, place: Place): CtExpression {
  if (field.key === 'event') {
    return fault(place, '`ct event` hanya bisa diisi (`ct event set …`).', '`ct event` can only be set.');
  }
  const directed = ['saddr', 'daddr', 'proto-src', 'proto-dst'].includes(field.key);
  if (directed && field.direction === null) {
    return fault(
      place,
      `\`ct ${field.key}\` perlu arah: \`ct original ${field.key}\` atau \`ct reply ${field.key}\`.`,
      `\`ct ${field.key}\` needs a direction: \`ct original ${field.key}\` or \`ct reply ${field.key}\`.`,
    );
  }
  if (field.family !== null) sameNetwork(rule, field.family, place);
  if ((field.key === 'saddr' || field.key === 'daddr') && field.family === null) {
    const family = rule.network;
    if (family !== 'ip' && family !== 'ip6') {
      return undecided(
        place,
        `ct ${field.direction} ip ${field.key}`,
        `ct ${field.direction} ip6 ${field.key}`,
      );
    }
    return {
      ...field,
      family,
      type: family === 'ip' ? 'ipv4_addr' : 'ipv6_addr',
      bits: family === 'ip' ? 32 : 128,
    };
  }
  if ((field.key === 'proto-src' || field.key === 'proto-dst') && rule.transport.length === 0) {
    return fault(
      place,
      `\`ct ${field.direction} ${field.key}\` baru punya arti setelah protokolnya diketahui; periksa dulu misalnya \`meta l4proto tcp\`.`,
      `\`ct ${field.direction} ${field.key}\` has a meaning only once the protocol is known; match \`meta l4proto tcp\` first.`,
    );
  }
  return field;
}

/** No guard is inserted for these, but a rule already about the other family is refused. */
function sameNetwork(rule: RuleContext, family: 'ip' | 'ip6', place: Place): void {
  if (rule.network !== null && rule.network !== family) rule.conflict(rule.network, family, place);
}

function undecided(place: Place, four: string, six: string): never {
  return fault(
    place,
    `Di tabel inet belum jelas IPv4 atau IPv6 yang dimaksud; tulis \`${four}\` atau \`${six}\`.`,
    `In an inet table it is not clear whether IPv4 or IPv6 is meant; write \`${four}\` or \`${six}\`.`,
  );
}

/** Type of an expression's value; a concatenation has several. */
export function typesOf(expression: Expression): ComponentType[] {
  if (expression.kind === 'concat') return expression.parts.flatMap(typesOf);
  return [{ type: expression.type, bits: expression.bits }];
}

function checkBitwise(rule: RuleContext, node: Extract<Node, { kind: 'binary' }>): Expression {
  const operand = checkLeft(rule, node.left);
  if (operand.kind === 'concat')
    return fault(
      node.place,
      'Gabungan tidak bisa dihitung.',
      'A concatenation cannot be used in arithmetic.',
    ); // prettier-ignore
  const { type, bits } = operand;
  if (type === 'ifname' || type === 'string') return noArithmetic(node.place);
  if (node.op === '<<' || node.op === '>>') {
    if (type !== 'integer' && !rule.assigning) {
      return fault(
        node.place,
        `nft 1.0.6 tidak bisa membandingkan hasil geseran (${node.op}) bagian bertipe ${type}.`,
        `nft 1.0.6 cannot compare a shifted (${node.op}) field of type ${type}.`,
      );
    }
    const constant = constantValue(node.right, { type: 'integer', bits: 32 });
    return { kind: 'bitwise', op: node.op, operand, constant: widen(constant, bits), type, bits };
  }
  const constant = constantValue(node.right, { type, bits });
  return { kind: 'bitwise', op: node.op, operand, constant, type, bits };
}

function widen(value: Value, bits: number): Value {
  return bits > 53 ? BigInt(value) : value;
}
