/**
 * Expressions of rules as operands: which registers hold the value, and what must be computed first.
 * Models the loading expressions of nf_tables: nft_payload.c, nft_meta.c, nft_ct.c, nft_bitwise.c, nft_exthdr.c.
 */
import type {
  BitwiseExpression,
  CtExpression,
  Expression,
  MapExpression,
  MetaExpression,
  PayloadExpression,
} from '../language/ruleset.ts';
import type { Build } from './build.ts';
import type { Effect } from './effects.ts';
import { encodeValue, wordCount } from './encode.ts';
import { fibOperand } from './fib.ts';
import * as F from './fields.ts';
import type { Skb } from './skb.ts';
import type { Tuple } from './tuple.ts';

export interface Operand {
  /** Registers that hold the value, most significant word first. */
  slots: readonly number[];
  /** HAS_* bits without which the value does not exist. */
  needs: number;
  /** Computes the registers just before they are read; false: the value does not exist. */
  prepare: Effect | null;
}

const SADDR4 = [F.SADDR];
const DADDR4 = [F.DADDR];
const SADDR6 = [F.SADDR, F.SADDR + 1, F.SADDR + 2, F.SADDR + 3];
const DADDR6 = [F.DADDR, F.DADDR + 1, F.DADDR + 2, F.DADDR + 3];

/** Payload fields that are registers as they are, and what must be there to read them. */
export const PAYLOAD: Readonly<Record<string, { slots: readonly number[]; needs: number }>> = {
  'ip saddr': { slots: SADDR4, needs: 0 },
  'ip daddr': { slots: DADDR4, needs: 0 },
  'ip protocol': { slots: [F.L4PROTO], needs: 0 },
  'ip ttl': { slots: [F.TTL], needs: 0 },
  'ip dscp': { slots: [F.DSCP], needs: 0 },
  'ip ecn': { slots: [F.ECN], needs: 0 },
  'ip length': { slots: [F.LENGTH], needs: 0 },
  'ip6 saddr': { slots: SADDR6, needs: 0 },
  'ip6 daddr': { slots: DADDR6, needs: 0 },
  'ip6 nexthdr': { slots: [F.L4PROTO], needs: 0 },
  'ip6 hoplimit': { slots: [F.TTL], needs: 0 },
  'ip6 dscp': { slots: [F.DSCP], needs: 0 },
  'ip6 ecn': { slots: [F.ECN], needs: 0 },
  'tcp flags': { slots: [F.TCP_FLAGS], needs: F.HAS_TCP },
  'tcp sequence': { slots: [F.SEQUENCE], needs: F.HAS_TCP },
  'tcp ackseq': { slots: [F.ACKNOWLEDGE], needs: F.HAS_TCP },
  'tcp window': { slots: [F.WINDOW], needs: F.HAS_TCP },
  'icmp type': { slots: [F.ICMP_TYPE], needs: F.HAS_ICMP },
  'icmp code': { slots: [F.ICMP_CODE], needs: F.HAS_ICMP },
  'icmp id': { slots: [F.ICMP_ID], needs: F.HAS_ICMP },
  'icmpv6 type': { slots: [F.ICMP_TYPE], needs: F.HAS_ICMP },
  'icmpv6 code': { slots: [F.ICMP_CODE], needs: F.HAS_ICMP },
  'icmpv6 id': { slots: [F.ICMP_ID], needs: F.HAS_ICMP },
};
export const PORT_PROTOCOLS = ['tcp', 'udp', 'udplite', 'sctp', 'dccp', 'th'];

export const META: Readonly<Record<string, { slots: readonly number[]; needs: number }>> = {
  iif: { slots: [F.IIF], needs: 0 },
  oif: { slots: [F.OIF], needs: 0 },
  iifname: { slots: [F.IIF], needs: 0 },
  oifname: { slots: [F.OIF], needs: 0 },
  iiftype: { slots: [F.IIFTYPE], needs: F.HAS_DEVICE },
  oiftype: { slots: [F.OIFTYPE], needs: F.HAS_OIF },
  nfproto: { slots: [F.NFPROTO], needs: 0 },
  l4proto: { slots: [F.L4PROTO], needs: 0 },
  protocol: { slots: [F.PROTOCOL], needs: 0 },
  mark: { slots: [F.MARK], needs: 0 },
  length: { slots: [F.LENGTH], needs: 0 },
  priority: { slots: [F.PRIORITY], needs: 0 },
  pkttype: { slots: [F.PKTTYPE], needs: 0 },
};

export function operandOf(expression: Expression, build: Build): Operand {
  switch (expression.kind) {
    case 'payload':
      return payloadOperand(expression, build);
    case 'meta':
      return metaOperand(expression, build);
    case 'ct':
      return ctOperand(expression, build);
    case 'bitwise':
      return bitwiseOperand(expression, build);
    case 'concat':
      return join(expression.parts.map((part) => operandOf(part, build)));
    case 'map':
      return mapOperand(expression, build);
    case 'constant': {
      const words = encodeValue(expression.value, wordCount(expression), build.machine.topology.interfaces);
      return computed(build, words.length, (f, slots) => {
        for (let i = 0; i < words.length; i++) f[slots[i]!] = words[i]!;
        return true;
      });
    }
    case 'fib':
      return fibOperand(expression, build);
    case 'tcp-option':
    case 'extension':
      return headerPresence(expression.field, build);
    case 'rt':
      return build.unsupported(`rt ${expression.key}`);
  }
}

/** An operand whose registers are filled by `fill`; false from it means the value does not exist. */
export function computed(
  build: Build,
  words: number,
  fill: (f: Int32Array, slots: readonly number[], skb: Skb) => boolean,
): Operand {
  const slots = build.scratch(words);
  return { slots, needs: 0, prepare: (skb) => fill(skb.f, slots, skb) };
}

/** Runs `prepare` and checks presence; for effects that read operands themselves. */
export function isReadable(operand: Operand, skb: Skb): boolean {
  if ((skb.f[F.PRESENT]! & operand.needs) !== operand.needs) return false;
  return operand.prepare === null || operand.prepare(skb);
}

function payloadOperand({ protocol, field }: PayloadExpression, build: Build): Operand {
  if (PORT_PROTOCOLS.includes(protocol) && (field === 'sport' || field === 'dport'))
    return { slots: [field === 'sport' ? F.SPORT : F.DPORT], needs: F.HAS_PORTS, prepare: null };
  const known = PAYLOAD[`${protocol} ${field}`];
  if (known) return { ...known, prepare: null };
  if (protocol === 'ip6' && field === 'length') return plus(build, F.LENGTH, -40, 0);
  if (protocol === 'udp' && field === 'length')
    return computed(build, 1, (f, slots) => {
      f[slots[0]!] = f[F.LENGTH]! - (f[F.NFPROTO] === F.IPV4 ? 20 : 40);
      return true;
    });
  if (protocol === 'ip' && field === 'version') return fixed(build, 4);
  if (protocol === 'ip6' && field === 'version') return fixed(build, 6);
  if (protocol === 'ip' && (field === 'hdrlength' || field === 'frag-off'))
    return fixed(build, field === 'hdrlength' ? 5 : 0);
  if (protocol === 'tcp' && (field === 'doff' || field === 'urgptr'))
    return fixed(build, field === 'doff' ? 5 : 0);
  return build.unsupported(`${protocol} ${field}`);
}

function fixed(build: Build, value: number): Operand {
  return computed(build, 1, (f, slots) => {
    f[slots[0]!] = value;
    return true;
  });
}

function plus(build: Build, slot: number, added: number, needs: number): Operand {
  const operand = computed(build, 1, (f, slots) => {
    f[slots[0]!] = f[slot]! + added;
    return true;
  });
  return { ...operand, needs };
}

function metaOperand({ key }: MetaExpression, build: Build): Operand {
  const known = META[key];
  if (known) return { ...known, prepare: null };
  if (key === 'iifgroup' || key === 'oifgroup')
    return { ...fixed(build, 0), needs: key === 'iifgroup' ? F.HAS_IIF : F.HAS_OIF };
  return build.unsupported(`meta ${key}`);
}

function ctOperand(expression: CtExpression, build: Build): Operand {
  const { key } = expression;
  if (key === 'state') return { slots: [F.CT_STATE], needs: 0, prepare: null };
  if (key === 'status') return { slots: [F.CT_STATUS], needs: F.HAS_FLOW, prepare: null };
  if (key === 'direction') return { slots: [F.CT_DIRECTION], needs: F.HAS_FLOW, prepare: null };
  if (key === 'mark') return { slots: [F.CT_MARK], needs: F.HAS_FLOW, prepare: null };
  const tupleOf = (skb: Skb): Tuple =>
    expression.direction === 'reply' ? skb.flow!.reply : skb.flow!.original;
  const fromTuple = (words: number, read: (t: Tuple) => readonly number[] | null): Operand => {
    const operand = computed(build, words, (f, slots, skb) => {
      const values = read(tupleOf(skb));
      if (values === null) return false;
      for (let i = 0; i < words; i++) f[slots[i]!] = values[i]!;
      return true;
    });
    return { ...operand, needs: F.HAS_FLOW };
  };
  const wide = expression.bits === 128;
  const l3 = wide ? F.IPV6 : F.IPV4;
  switch (key) {
    case 'saddr':
      return fromTuple(wide ? 4 : 1, (t) => (t.l3 === l3 ? [t.s0, t.s1, t.s2, t.s3] : null));
    case 'daddr':
      return fromTuple(wide ? 4 : 1, (t) => (t.l3 === l3 ? [t.d0, t.d1, t.d2, t.d3] : null));
    case 'proto-src':
      return fromTuple(1, (t) => [t.sport]);
    case 'proto-dst':
      return fromTuple(1, (t) => [t.dport]);
    case 'protocol':
      return fromTuple(1, (t) => [t.proto]);
    case 'l3proto':
      return fromTuple(1, (t) => [t.l3]);
    case 'zone':
      return { ...fixed(build, 0), needs: F.HAS_FLOW };
    case 'expiration':
      return {
        ...computed(build, 1, (f, slots, skb) => {
          const left = skb.flow!.expires - build.machine.conntrack.now;
          f[slots[0]!] = Math.max(0, skb.flow!.status & 8 ? left : skb.flow!.expires);
          return true;
        }),
        needs: F.HAS_FLOW,
      };
    default:
      return build.unsupported(`ct ${key}`);
  }
}

function bitwiseOperand(expression: BitwiseExpression, build: Build): Operand {
  const inner = operandOf(expression.operand, build);
  const words = inner.slots.length;
  const constant = encodeValue(expression.constant, words, build.machine.topology.interfaces);
  const { op } = expression;
  const shift = Number(expression.constant);
  if (words > 1 && (op === '<<' || op === '>>')) return build.unsupported(`${op} on a wide value`);
  const operand = computed(build, words, (f, slots, skb) => {
    if (inner.prepare !== null && !inner.prepare(skb)) return false;
    for (let i = 0; i < words; i++) {
      const value = f[inner.slots[i]!]!;
      const by = constant[i]!;
      let result = value ^ by;
      if (op === '&') result = value & by;
      else if (op === '|') result = value | by;
      else if (op === '<<') result = value << shift;
      else if (op === '>>') result = value >>> shift;
      f[slots[i]!] = result;
    }
    return true;
  });
  return { ...operand, needs: inner.needs };
}

function mapOperand(expression: MapExpression, build: Build): Operand {
  const key = operandOf(expression.key, build);
  const map = build.setOf(expression.map);
  const words = Math.max(1, Math.ceil(expression.bits / 32));
  return computed(build, words, (f, slots, skb) => {
    if (!isReadable(key, skb)) return false;
    const element = map.find(f, key.slots);
    if (element === null) return false;
    for (let i = 0; i < words; i++) f[slots[i]!] = element.low[i] ?? 0;
    return element.effects.every((effect) => effect(skb));
  });
}

/** Packets of the lab carry no TCP options and no extension headers: none is there, none can be read. */
function headerPresence(field: string | null, build: Build): Operand {
  return computed(build, 1, (f, slots) => {
    f[slots[0]!] = 0;
    return field === null;
  });
}

function join(parts: readonly Operand[]): Operand {
  const prepares = parts.flatMap((part) => (part.prepare === null ? [] : [part.prepare]));
  return {
    slots: parts.flatMap((part) => part.slots),
    needs: parts.reduce((bits, part) => bits | part.needs, 0),
    prepare: prepares.length === 0 ? null : (skb) => prepares.every((prepare) => prepare(skb)),
  };
}
