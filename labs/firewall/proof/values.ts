/**
 * Expressions of rules as functions of the packet: their words, and the packets in which the value exists at all.
 * The twin of kernel/operands.ts and kernel/fib.ts.
 */
import { encodeValue, wordCount } from '../kernel/encode.ts';
import * as F from '../kernel/fields.ts';
import { META, PAYLOAD, PORT_PROTOCOLS } from '../kernel/operands.ts';
import { ANYCAST, BROADCAST, LOCAL, MULTICAST, UNICAST } from '../kernel/topology.ts';
import type {
  BitwiseExpression,
  CtExpression,
  Expression,
  FibExpression,
  MapExpression,
  PayloadExpression,
} from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { differs, equals, plus, selected } from './bits.ts';
import type { Journey } from './journey.ts';
import { addressAt, allOf, devices, isOfLink, partition, partsWith } from './route-sets.ts';
import { hasParts, oneOf, type Registers } from './space.ts';
import { choose, constantWord, mapped, WORD_BITS, type Word, wordOf } from './word.ts';
import { NotModelled } from './world.ts';

export interface Value {
  words: readonly Word[];
  /** Packets that have this value; in others the rule does not match. */
  exists: number;
}

const LOOPBACK_DEVICE = 1;

/** Throws NotModelled, naming the expression, for what the kernel model or this proof does not know. */
export function readValue(journey: Journey, expression: Expression): Value {
  switch (expression.kind) {
    case 'payload':
      return payload(journey, expression);
    case 'meta':
      return meta(journey, expression.key);
    case 'ct':
      return ct(journey, expression);
    case 'bitwise':
      return bitwise(journey, expression);
    case 'concat': {
      const parts = expression.parts.map((part) => readValue(journey, part));
      const exists = parts.reduce((set, part) => journey.world.bdd.and(set, part.exists), TRUE as number);
      return { words: parts.flatMap((part) => part.words), exists };
    }
    case 'map':
      return map(journey, expression);
    case 'constant':
      return constant(
        encodeValue(expression.value, wordCount(expression), journey.world.topology.interfaces),
      );
    case 'fib':
      return fib(journey, expression);
    case 'tcp-option':
    case 'extension':
      return { words: [constantWord(0)], exists: expression.field === null ? TRUE : FALSE };
    case 'rt':
      throw new NotModelled(`rt ${expression.key}`);
  }
}

function constant(words: readonly number[]): Value {
  return { words: words.map(constantWord), exists: TRUE };
}

function register(journey: Journey, slots: readonly number[], needs: number): Value {
  const { registers, world } = journey;
  return { words: slots.map((slot) => registers[slot]!), exists: hasParts(world.bdd, registers, needs) };
}

function payload(journey: Journey, { protocol, field }: PayloadExpression): Value {
  if (PORT_PROTOCOLS.includes(protocol) && (field === 'sport' || field === 'dport'))
    return register(journey, [field === 'sport' ? F.SPORT : F.DPORT], F.HAS_PORTS);
  const name = `${protocol} ${field}`;
  const known = PAYLOAD[name];
  if (known) return register(journey, known.slots, known.needs);
  const fixed: Readonly<Record<string, number>> = {
    'ip version': 4,
    'ip6 version': 6,
    'ip hdrlength': 5,
    'ip frag-off': 0,
    'tcp doff': 5,
    'tcp urgptr': 0,
  };
  if (fixed[name] !== undefined) return constant([fixed[name]]);
  const { bdd } = journey.world;
  const length = journey.registers[F.LENGTH]!;
  if (name === 'ip6 length') return { words: [plus(bdd, length, -40)], exists: TRUE };
  if (name === 'udp length')
    return { words: [plus(bdd, length, journey.version === 4 ? -20 : -40)], exists: TRUE };
  throw new NotModelled(name);
}

function meta(journey: Journey, key: string): Value {
  const known = META[key];
  if (known) return register(journey, known.slots, known.needs);
  if (key === 'iifgroup' || key === 'oifgroup') {
    const { exists } = register(journey, [], key === 'iifgroup' ? F.HAS_IIF : F.HAS_OIF);
    return { ...constant([0]), exists };
  }
  throw new NotModelled(`meta ${key}`);
}

const CT_REGISTERS: Readonly<Record<string, number>> = {
  status: F.CT_STATUS,
  direction: F.CT_DIRECTION,
  mark: F.CT_MARK,
};

function ct(journey: Journey, { key, direction, bits }: CtExpression): Value {
  if (key === 'state') return register(journey, [F.CT_STATE], 0);
  const slot = CT_REGISTERS[key];
  if (slot !== undefined) return register(journey, [slot], F.HAS_FLOW);
  const flow = register(journey, [], F.HAS_FLOW);
  if (key === 'zone') return { ...constant([0]), exists: flow.exists };
  const { original } = journey;
  if (original === null || direction === 'reply') throw new NotModelled(`ct ${direction ?? ''} ${key}`);
  const wide = bits === 128;
  const address = (at: number): Value => ({
    words: wide ? original.slice(at, at + 4) : [original[at]!],
    exists: wide === (journey.version === 6) ? flow.exists : FALSE,
  });
  if (key === 'saddr') return address(F.SADDR);
  if (key === 'daddr') return address(F.DADDR);
  if (key === 'protocol') return { words: [original[F.L4PROTO]!], exists: flow.exists };
  if (key === 'l3proto')
    return { ...constant([journey.version === 4 ? F.IPV4 : F.IPV6]), exists: flow.exists };
  if (key === 'proto-src') return { words: [tuplePort(journey, original, F.SPORT)], exists: flow.exists };
  if (key === 'proto-dst') return { words: [tuplePort(journey, original, F.DPORT)], exists: flow.exists };
  throw new NotModelled(`ct ${key}`);
}

/** Port of a connection's tuple: for ICMP the identifier, or type and code; 0 for protocols without ports. */
function tuplePort({ world: { bdd } }: Journey, original: Registers, slot: number): Word {
  const protocol = original[F.L4PROTO]!;
  const icmp = oneOf(bdd, protocol, [F.ICMP, F.ICMPV6]);
  const ported = oneOf(bdd, protocol, [F.TCP, F.UDP, F.SCTP, F.UDPLITE]);
  const typeAndCode = [
    ...original[F.ICMP_TYPE]!.bits.slice(8, 24),
    ...original[F.ICMP_TYPE]!.bits.slice(24),
    ...original[F.ICMP_CODE]!.bits.slice(24),
  ];
  const message = slot === F.SPORT ? original[F.ICMP_ID]!.bits : typeAndCode;
  return mapped(original[slot]!, (bit, i) => bdd.ite(icmp, message[i]!, bdd.and(bit, ported)));
}

function bitwise(journey: Journey, { operand, op, constant: by }: BitwiseExpression): Value {
  const inner = readValue(journey, operand);
  const { bdd } = journey.world;
  if (op === '<<' || op === '>>') {
    if (inner.words.length > 1) throw new NotModelled(`${op} on a wide value`);
    const shift = Number(by) & 31;
    const { bits } = inner.words[0]!;
    const moved = Array.from(
      { length: WORD_BITS },
      (_, i) => bits[op === '<<' ? i + shift : i - shift] ?? FALSE,
    );
    return { words: [wordOf(moved)], exists: inner.exists };
  }
  const masks = encodeValue(by, inner.words.length, journey.world.topology.interfaces);
  const words = inner.words.map((word, w) =>
    mapped(word, (bit, i) => {
      const set = (masks[w]! >>> (WORD_BITS - 1 - i)) & 1;
      if (op === '&') return set ? bit : FALSE;
      if (op === '|') return set ? TRUE : bit;
      return set ? bdd.not(bit) : bit;
    }),
  );
  return { words, exists: inner.exists };
}

function map(journey: Journey, expression: MapExpression): Value {
  const { bdd } = journey.world;
  const hits = journey.find(expression.map, readValue(journey, expression.key));
  const count = Math.max(1, Math.ceil(expression.bits / 32));
  const words = Array.from({ length: count }, (_, w) =>
    selected(
      bdd,
      hits.map(({ set, low }) => ({ set, value: low[w] ?? 0 })),
    ),
  );
  return { words, exists: bdd.union(hits.map(({ set }) => set)) };
}

function fib(journey: Journey, { selectors, result, present }: FibExpression): Value {
  const at = selectors.includes('daddr') ? F.DADDR : F.SADDR;
  const bound = selectors.includes('iif') ? F.IIF : selectors.includes('oif') ? F.OIF : null;
  if (result === 'type') return { words: [addressType(journey, at, bound)], exists: TRUE };
  const found = outputDevice(journey, at, bound);
  if (!present) return { words: [found], exists: TRUE };
  const { bdd } = journey.world;
  return { words: [selected(bdd, [{ set: bdd.not(equals(bdd, found, 0)), value: 1 }])], exists: TRUE };
}

function addressType(journey: Journey, at: number, bound: number | null): Word {
  const { world, version, registers } = journey;
  const { bdd } = world;
  const address = addressAt(registers, at);
  const first = address[0]!;
  const parts = partition(world, version, address, 'local');
  const dev = bound === null ? null : registers[bound]!;
  const bind = (number: number): number =>
    dev === null ? TRUE : bdd.or(equals(bdd, dev, 0), equals(bdd, dev, number));
  const typed = (type: number, bindable: boolean): number =>
    bdd.union(
      parts.flatMap(({ route, set }) =>
        route?.type === type ? [bindable ? bdd.and(set, bind(route.dev)) : set] : [],
      ),
    );
  const order: { set: number; value: number }[] =
    version === 4
      ? [
          { set: bdd.or(equals(bdd, first, 0), equals(bdd, first, -1)), value: BROADCAST },
          { set: equals(bdd, first, 0xe0000000 | 0, 0xf0000000 | 0), value: MULTICAST },
          ...[LOCAL, BROADCAST, ANYCAST].map((value) => ({ set: typed(value, true), value })),
        ]
      : [
          { set: typed(ANYCAST, false), value: ANYCAST },
          { set: typed(LOCAL, true), value: LOCAL },
          { set: equals(bdd, first, 0xff000000 | 0, 0xff000000 | 0), value: MULTICAST },
          { set: allOf(world, address, [0, 0, 0, 0]), value: 0 },
        ];
  return byFirst(journey, order, constantWord(UNICAST));
}

/** The value of the first set that holds the packet, else the last word. */
function byFirst(
  journey: Journey,
  order: readonly { set: number; value: number | Word }[],
  last: Word,
): Word {
  const { bdd } = journey.world;
  return [...order].reverse().reduce<Word>((rest, { set, value }) => {
    const word = typeof value === 'number' ? constantWord(value) : value;
    return choose(bdd, set, word, rest);
  }, last);
}

function outputDevice(journey: Journey, at: number, bound: number | null): Word {
  const { world, version, registers, hook } = journey;
  const { bdd } = world;
  const address = addressAt(registers, at);
  const iif = registers[F.IIF]!;
  const parts = partition(world, version, address, 'all');
  const route = devices(world, parts);
  const none = partsWith(world, parts, (one) => one === null || one.type === LOCAL || one.type === ANYCAST);
  const order: { set: number; value: number | Word }[] = [];
  if (hook === F.PREROUTING || hook === F.INPUT)
    order.push({ set: equals(bdd, iif, LOOPBACK_DEVICE), value: iif });
  if (version === 4) {
    const target = registers[F.DADDR]!;
    const group = bdd.or(equals(bdd, target, -1), equals(bdd, target, 0xe0000000 | 0, 0xffffff00 | 0));
    order.push({ set: bdd.and(equals(bdd, registers[F.SADDR]!, 0), group), value: iif });
  }
  order.push({ set: none, value: 0 });
  if (version === 6) order.push({ set: isOfLink(world, address), value: registers[bound ?? F.IIF]! });
  if (bound === null) return byFirst(journey, order, route);
  const dev = registers[bound]!;
  const same = bdd.not(differs(bdd, dev, route));
  order.push({ set: bdd.or(equals(bdd, dev, 0), same), value: route });
  return byFirst(journey, order, constantWord(0));
}
