/**
 * NAT statements as rewriting of the space: the address and port of every packet that matched become what the rule
 * says. The twin of kernel/nat-statement.ts and kernel/nat.ts with an empty connection table, where no port is taken;
 * a choice that the kernel makes by hash or at random is an unknown.
 */
import { encodeValue } from '../kernel/encode.ts';
import * as F from '../kernel/fields.ts';
import type { Interval, NatStatement } from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import type { DataHit, Journey } from './journey.ts';
import { masqueradeTargets, redirectTargets } from './own-address.ts';
import { oneOf, presentBit } from './space.ts';
import { readValue } from './values.ts';
import { WORD_BITS, wordOf } from './word.ts';
import { NotModelled } from './world.ts';
import { isExact, type Target, writeAddress, writeExact, writePort } from './write-tuple.ts';

/** IPS_SRC_NAT, IPS_DST_NAT and the bits that say an end is settled. */
const STATUS = { source: { moved: 16, done: 128 }, destination: { moved: 32, done: 256 } } as const;

export type End = keyof typeof STATUS;

/** What became of packets that reached the statement; what is in none of the three did not match. */
export interface NatOutcome {
  accept: number;
  drop: number;
  /** The statement does not concern them: the next rule is tried. */
  continues: number;
}

export function translate(journey: Journey, statement: NatStatement, reached: number): NatOutcome {
  const { world, registers } = journey;
  const { bdd } = world;
  const end: End =
    statement.action === 'snat' || statement.action === 'masquerade' ? 'source' : 'destination';
  const { addresses, ports, matched } = targets(journey, statement, reached);
  const flow = presentBit(registers, F.HAS_FLOW);
  const otherFamily = statement.family !== null && (statement.family === 'ip') !== (journey.version === 4);
  const concerned = otherFamily ? FALSE : bdd.and(matched, flow);
  const continues = bdd.minus(matched, concerned);
  let moving = concerned;
  let chosen = addresses;
  if (statement.action === 'masquerade') {
    if (journey.version === 4 && journey.original)
      moving = bdd.minus(moving, equals(bdd, journey.original[F.SADDR]!, 0));
    chosen = masqueradeTargets(journey, moving);
  } else if (statement.action === 'redirect') chosen = redirectTargets(journey, moving);
  const fixed = statement.action === 'masquerade' || statement.action === 'redirect';
  const drop = fixed && chosen ? bdd.minus(moving, bdd.union(chosen.map(({ set }) => set))) : FALSE;
  rewrite(journey, statement, end, bdd.minus(moving, drop), chosen, ports);
  return { accept: bdd.minus(concerned, drop), drop, continues };
}

/** No rule wanted them: this end of their connection stays as it is. */
export function settle(journey: Journey, end: End, set: number): void {
  const { bdd } = journey.world;
  if (end === 'source') journey.sourceDone = bdd.or(journey.sourceDone, set);
  else journey.destinationDone = bdd.or(journey.destinationDone, set);
  setStatus(journey, STATUS[end].done, set);
}

function setStatus(journey: Journey, bit: number, set: number): void {
  const bits = [...journey.registers[F.CT_STATUS]!.bits];
  const at = WORD_BITS - 1 - Math.log2(bit);
  const { bdd } = journey.world;
  bits[at] = bdd.or(bits[at]!, bdd.simplify(set, journey.alive));
  journey.registers[F.CT_STATUS] = wordOf(bits);
}

function rewrite(
  journey: Journey,
  statement: NatStatement,
  end: End,
  set: number,
  addresses: readonly Target[] | null,
  ports: readonly Target[] | null,
): void {
  const { world, registers } = journey;
  const { bdd } = world;
  const at = end === 'source' ? F.SADDR : F.DADDR;
  const portAt = end === 'source' ? F.SPORT : F.DPORT;
  const random = statement.random || statement.fullyRandom;
  const keeps = end === 'source' && !random && ports === null;
  const exact = (target: Target): boolean => !statement.prefix && isExact(journey, target);
  const moved = (addresses ?? [])
    .filter((target) => !exact(target))
    .map((target) => writeAddress(journey, statement, keeps, at, target, set));
  moved.push(writeExact(journey, at, addresses?.filter(exact) ?? [], set));
  const icmp = oneOf(bdd, registers[F.L4PROTO]!, [F.ICMP, F.ICMPV6]);
  const ported = oneOf(bdd, registers[F.L4PROTO]!, [F.TCP, F.UDP, F.SCTP, F.UDPLITE]);
  if (random || ports)
    journey.write(F.ICMP_ID, world.unknownWord(16, 'identifier', statement.span), bdd.and(set, icmp));
  const portedHere = bdd.and(set, ported);
  const whole = [{ set: TRUE, low: [0], high: [0xffff] }];
  for (const target of ports ?? (random && end === 'source' ? whole : []))
    moved.push(writePort(journey, statement, end, portAt, target, portedHere));
  settle(journey, end, set);
  setStatus(journey, STATUS[end].moved, bdd.union(moved));
}

/** Where the statement says packets go; `matched` leaves out those for which a map has no answer. */
function targets(
  journey: Journey,
  statement: NatStatement,
  reached: number,
): { addresses: Target[] | null; ports: Target[] | null; matched: number } {
  const { bdd } = journey.world;
  const { address, port, concatenated } = statement;
  const addresses = address === null ? null : targetsOf(journey, address, reached);
  const words = address !== null && 'kind' in address && 'bits' in address && address.bits >= 128 ? 4 : 1;
  const split = (from: number, to?: number): Target[] =>
    (addresses ?? []).map(({ set, low, high }) => ({
      set,
      low: low.slice(from, to),
      high: high.slice(from, to),
    }));
  const own = port === null ? null : targetsOf(journey, port, reached);
  const ports = concatenated ? split(words) : own;
  const cover = (list: readonly Target[] | null): number =>
    list === null ? reached : bdd.union(list.map(({ set }) => set));
  const matched = bdd.and(bdd.and(reached, cover(addresses)), cover(own));
  return { addresses: addresses && fill(concatenated ? split(0, words) : addresses), ports, matched };
}

function targetsOf(
  journey: Journey,
  written: NonNullable<NatStatement['address']>,
  reached: number,
): Target[] {
  const { bdd, topology } = journey.world;
  if (!('kind' in written)) {
    const encode = (value: Interval['low']): number[] =>
      encodeValue(value, typeof value === 'bigint' ? 4 : 1, topology.interfaces);
    return [{ set: reached, low: encode(written.low), high: encode(written.high) }];
  }
  if (written.kind === 'map') {
    const hits: DataHit[] = journey.find(written.map, readValue(journey, written.key));
    return hits.map(({ set, low, high }) => ({ set: bdd.and(set, reached), low, high }));
  }
  if (written.kind === 'constant') {
    const words = encodeValue(written.value, written.bits >= 128 ? 4 : 1, topology.interfaces);
    return [{ set: reached, low: words, high: words }];
  }
  throw new NotModelled('an expression as target of NAT');
}

function fill(list: readonly Target[]): Target[] {
  const four = (words: readonly number[]): number[] => [...words, 0, 0, 0, 0].slice(0, 4);
  return list.map(({ set, low, high }) => ({ set, low: four(low), high: four(high) }));
}
