/**
 * Connection tracking as sets: what conntrack says of a packet that belongs to no connection yet, and of the answer to
 * one that got through. The twin of kernel/conntrack.ts with an empty table.
 */
import * as F from '../kernel/fields.ts';
import { FALSE, TRUE } from './bdd.ts';
import { selected } from './bits.ts';
import type { Journey } from './journey.ts';
import { badChecksum, oneOf, presentBit, setPresentBit } from './space.ts';
import { constantWord, mapped } from './word.ts';

/** NF_CT_STATE bits. */
const INVALID = 1;
const ESTABLISHED = 2;
const NEW = 8;
const UNTRACKED = 64;
/** IPS_SEEN_REPLY and IPS_CONFIRMED. */
const ANSWERED = 2 | 8;
/** TCP flags that count (push and the ECN bits do not), and the combinations that open a connection. */
const COUNTING_FLAGS = 0x37;
const OPENING = [0x02, 0x22];
/** Picked up in the middle, when the kernel is told to (tcp_loose). */
const MIDDLE = [0x10, 0x30];
const ICMP_REQUESTS = [8, 13, 15, 17];
const ICMPV6_REQUESTS = [128, 139];
/** Neighbour discovery and multicast listener messages. */
const ICMPV6_UNTRACKED = [130, 131, 132, 133, 134, 135, 136, 143];

/** The conntrack hook: sets state, connection and direction of every packet that has none of them yet. */
export function track(journey: Journey, connected: number): void {
  const { world, registers } = journey;
  const { bdd } = world;
  const flow = presentBit(registers, F.HAS_FLOW);
  const pending = bdd.minus(bdd.not(flow), journey.untracked);
  const { opens, leaves } = firstPackets(journey);
  const answers = bdd.and(pending, connected);
  const fresh = bdd.minus(pending, connected);
  journey.untracked = bdd.or(journey.untracked, bdd.and(fresh, leaves));
  const begins = bdd.and(fresh, opens);
  const nowFlow = bdd.union([flow, answers, begins]);
  setPresentBit(registers, F.HAS_FLOW, nowFlow);
  const rest = bdd.minus(bdd.minus(TRUE, nowFlow), journey.untracked);
  const state = selected(bdd, [
    { set: rest, value: INVALID },
    { set: answers, value: ESTABLISHED },
    { set: begins, value: NEW },
    { set: journey.untracked, value: UNTRACKED },
  ]);
  journey.write(F.CT_STATE, state, bdd.not(flow));
  journey.write(F.CT_DIRECTION, constantWord(1), answers);
  journey.write(
    F.CT_STATUS,
    mapped(registers[F.CT_STATUS]!, (bit, i) => ((ANSWERED >>> (31 - i)) & 1 ? TRUE : bit)),
    answers,
  );
}

/** `notrack` before conntrack: the packets belong to no connection. */
export function notrack(journey: Journey, set: number): void {
  const { bdd } = journey.world;
  const now = bdd.minus(set, presentBit(journey.registers, F.HAS_FLOW));
  journey.untracked = bdd.or(journey.untracked, now);
  journey.write(F.CT_STATE, constantWord(UNTRACKED), now);
}

/** Packets that open a connection, and those that conntrack leaves alone. All others are invalid. */
function firstPackets({ world, registers, hook, isReply }: Journey): {
  opens: number;
  leaves: number;
} {
  const { bdd, topology } = world;
  const protocol = registers[F.L4PROTO]!;
  const of = (...numbers: number[]): number => oneOf(bdd, protocol, numbers);
  const damaged = hook === F.PREROUTING && topology.settings.checksum && !isReply ? badChecksum(bdd) : FALSE;
  const type = registers[F.ICMP_TYPE]!;
  const icmp = bdd.and(of(F.ICMP), oneOf(bdd, type, ICMP_REQUESTS));
  const icmp6 = bdd.and(of(F.ICMPV6), oneOf(bdd, type, ICMPV6_REQUESTS));
  const flags = topology.settings.tcpLoose ? [...OPENING, ...MIDDLE] : OPENING;
  const tcp = bdd.and(of(F.TCP), oneOf(bdd, registers[F.TCP_FLAGS]!, flags, COUNTING_FLAGS));
  const checked = bdd.minus(bdd.union([icmp, icmp6, tcp, of(F.UDP, F.UDPLITE)]), damaged);
  // A packet without chunks is no valid SCTP packet.
  const others = bdd.minus(TRUE, of(F.ICMP, F.ICMPV6, F.TCP, F.UDP, F.UDPLITE, F.SCTP));
  const leaves = bdd.minus(bdd.and(of(F.ICMPV6), oneOf(bdd, type, ICMPV6_UNTRACKED)), damaged);
  return { opens: bdd.or(checked, others), leaves };
}
