/**
 * What becomes of all packets of one family: hooks, routing, hooks, out. The twin of kernel/router.ts: the same order
 * of chains, conntrack, NAT and routing, with sets of packets in the place of one packet.
 */
import * as F from '../kernel/fields.ts';
import { CHAIN, CONNTRACK, type HookEntry, NAT, orderHooks } from '../kernel/hooks.ts';
import type { BaseChain, Chain, Family, Ruleset, Table } from '../language/ruleset.ts';
import { FALSE, TRUE } from './bdd.ts';
import { atLeast, decrement, equals, selected } from './bits.ts';
import { type Decision, Journey } from './journey.ts';
import { replyRegisters } from './reply.ts';
import {
  addressAt,
  type Course,
  courseOf,
  devices,
  packetType,
  partition,
  partsWith,
  refusedAtDoor,
  refusedForward,
} from './route-sets.ts';
import { oneOf, packetRegisters, presentBit, type Registers, setPresentBit, type Version } from './space.ts';
import { track } from './track.ts';
import { type End, settle } from './translate.ts';
import { walk } from './walk.ts';
import { constantWord, type Word } from './word.ts';
import type { World } from './world.ts';

/** Packets that came out at one place, and their fields as they came out. */
export interface Delivery {
  /** `local`: handed to the router itself; `wire`: sent out by the interface in register OIF. */
  to: 'local' | 'wire';
  set: number;
  registers: Registers;
}

export interface Evaluation {
  version: Version;
  /** Disjoint. What is in none of them was dropped, by a rule, a policy or the kernel itself. */
  deliveries: Delivery[];
  /** Of a detailed evaluation, in the order in which they were taken; within one chain their sets are disjoint. */
  decisions: Decision[];
  journey: Journey;
}

interface PlacedChain {
  family: Family;
  base: BaseChain | null;
  table: Table;
  chain: Chain;
}

const LOOPBACK_DEVICE = 1;
const ETHERNET = 1;
const LOOPBACK_TYPE = 772;

/** A ruleset made ready for one world. */
export class Evaluator {
  private readonly world: World;
  private readonly hooks: HookEntry<PlacedChain>[][][];
  /** Answers: packets whose request left a connection. */
  private connected: number = FALSE;

  constructor(world: World, ruleset: Ruleset) {
    this.world = world;
    const chains = ruleset.tables.flatMap((table) =>
      table.chains.map((chain) => ({
        family: table.family,
        base: table.dormant ? null : chain.base,
        table,
        chain,
      })),
    );
    const known: readonly string[] = F.HOOKS;
    for (const { base, chain } of chains)
      if (base && !known.includes(base.hook)) world.refuse(`hook ${base.hook}`, chain.span, false);
    this.hooks = orderHooks({ chains });
  }

  /** Every first packet of a connection: from all wires, and from the router itself (input interface 0). */
  firstPackets(version: Version, detailed = false): Evaluation {
    const { bdd, topology } = this.world;
    this.connected = FALSE;
    const journey = new Journey(this.world, version, packetRegisters(bdd, version));
    journey.original = [...journey.registers];
    journey.detailed = detailed;
    const iif = journey.registers[F.IIF]!;
    const wires = topology.interfaces.flatMap(({ peer }, number) => (peer === null ? [] : [number]));
    const arriving = this.receive(journey.branch(), oneOf(bdd, iif, wires));
    const sent = this.send(journey.branch(), equals(bdd, iif, 0));
    return { version, deliveries: [...arriving, ...sent], decisions: journey.decisions, journey };
  }

  /**
   * The first answer to each delivered packet: a SYN+ACK, an echo reply, a datagram back. Its sets are sets of the
   * packets that it answers.
   */
  answers({ version, to, set, registers }: Delivery & { version: Version }, original: Registers): Evaluation {
    const { bdd } = this.world;
    const reply = replyRegisters(this.world, version, registers);
    const journey = new Journey(this.world, version, reply, true);
    journey.original = original;
    this.connected = presentBit(registers, F.HAS_FLOW);
    if (to === 'local')
      return { version, deliveries: this.send(journey, set), decisions: journey.decisions, journey };
    reply[F.IIF] = registers[F.OIF]!;
    return {
      version,
      deliveries: this.receive(journey, bdd.and(set, TRUE)),
      decisions: journey.decisions,
      journey,
    };
  }

  /** Packets that came in over a wire. */
  private receive(journey: Journey, entering: number): Delivery[] {
    const { world } = this;
    const { bdd } = world;
    const { registers, version } = journey;
    registers[F.PKTTYPE] = packetType(world, version, registers);
    registers[F.IIFTYPE] = constantWord(ETHERNET);
    setPresentBit(registers, F.HAS_IIF, TRUE);
    setPresentBit(registers, F.HAS_DEVICE, TRUE);
    const knocking = bdd.minus(entering, refusedAtDoor(world, version, registers));
    const routed = this.pass(journey, F.PREROUTING, knocking);
    const course = courseOf(world, version, journey.registers);
    const inside = journey.branch();
    const local = this.pass(inside, F.INPUT, bdd.and(routed, course.local));
    const outside = this.forward(journey, bdd.and(routed, course.device), course);
    return deliveries([{ to: 'local', set: local, registers: inside.registers }, ...outside]);
  }

  private forward(journey: Journey, entering: number, { dev }: Course): Delivery[] {
    const { world } = this;
    const { bdd } = world;
    const { registers, version } = journey;
    const living = atLeast(bdd, [registers[F.TTL]!], [2]);
    const passing = bdd.and(bdd.minus(entering, refusedForward(world, version, registers, dev)), living);
    registers[F.TTL] = decrement(bdd, registers[F.TTL]!);
    this.setOutput(journey, dev);
    const forwarded = this.pass(journey, F.FORWARD, passing);
    this.setOutput(journey, dev);
    this.handOver(journey);
    return [this.onWire(journey, this.pass(journey, F.POSTROUTING, forwarded), passing)];
  }

  /** Packets that the router itself sends. */
  private send(journey: Journey, entering: number): Delivery[] {
    const { world } = this;
    const { bdd } = world;
    const first = this.outward(journey);
    this.setOutput(journey, first.dev);
    const accepted = this.pass(journey, F.OUTPUT, bdd.and(entering, first.routed));
    const last = this.outward(journey);
    this.setOutput(journey, last.dev);
    this.handOver(journey);
    const leaving = this.pass(journey, F.POSTROUTING, bdd.and(accepted, last.routed));
    const looping = equals(bdd, last.dev, LOOPBACK_DEVICE);
    const loop = journey.branch();
    const out = this.onWire(journey, bdd.minus(leaving, looping), accepted);
    return deliveries([this.comeBack(loop, bdd.and(leaving, looping)), out]);
  }

  /** Over `lo` and in again. */
  private comeBack(journey: Journey, entering: number): Delivery {
    const { registers } = journey;
    registers[F.IIF] = constantWord(LOOPBACK_DEVICE);
    registers[F.OIF] = constantWord(0);
    setPresentBit(registers, F.HAS_IIF, TRUE);
    setPresentBit(registers, F.HAS_OIF, FALSE);
    const routed = this.pass(journey, F.PREROUTING, entering);
    return { to: 'local', set: this.pass(journey, F.INPUT, routed), registers: journey.registers };
  }

  /** In postrouting the packet belongs to the outgoing device: that is the one whose type `meta iiftype` tells. */
  private handOver({ registers }: Journey): void {
    registers[F.IIFTYPE] = registers[F.OIFTYPE]!;
    setPresentBit(registers, F.HAS_DEVICE, TRUE);
  }

  /** @param among Packets of which `leaving` is what is left: those that no wire takes are few, and found there. */
  private onWire({ registers }: Journey, leaving: number, among: number): Delivery {
    const { bdd, topology } = this.world;
    const wires = topology.interfaces.flatMap(({ peer }, number) => (peer === null ? [] : [number]));
    const lost = bdd.minus(among, oneOf(bdd, registers[F.OIF]!, wires));
    return { to: 'wire', set: bdd.minus(leaving, lost), registers };
  }

  /** Where the router sends its own packets. */
  private outward({ registers, version }: Journey): { routed: number; dev: Word } {
    const parts = partition(this.world, version, addressAt(registers, F.DADDR), 'all');
    const local = parts.map(({ route, set }) =>
      route?.type === 2 ? { set, route: { ...route, dev: LOOPBACK_DEVICE } } : { set, route },
    );
    return {
      routed: partsWith(this.world, parts, (route) => route !== null),
      dev: devices(this.world, local),
    };
  }

  private setOutput({ registers }: Journey, dev: Word): void {
    const { bdd } = this.world;
    registers[F.OIF] = dev;
    registers[F.OIFTYPE] = selected(bdd, [
      { set: equals(bdd, dev, LOOPBACK_DEVICE), value: LOOPBACK_TYPE },
      { set: bdd.not(equals(bdd, dev, LOOPBACK_DEVICE)), value: ETHERNET },
    ]);
    setPresentBit(registers, F.HAS_OIF, TRUE);
  }

  /** One hook: the packets that get through. */
  private pass(journey: Journey, hook: number, entering: number): number {
    journey.hook = hook;
    let set = entering;
    for (const { kind, chains } of this.hooks[journey.version === 4 ? 0 : 1]![hook]!) {
      if (set === FALSE) break;
      journey.alive = set;
      if (kind === CHAIN) set = walk(journey, chains[0]!.table, chains[0]!.chain, set);
      else if (kind === CONNTRACK) track(journey, this.connected);
      else if (kind === NAT)
        set = journey.isReply ? this.translateBack(journey, set) : this.translate(journey, chains, set);
    }
    return set;
  }

  /** The place of the nat chains, which see the first packet of each connection. */
  private translate(journey: Journey, chains: readonly PlacedChain[], entering: number): number {
    const { bdd } = this.world;
    const end: End = journey.hook === F.PREROUTING || journey.hook === F.OUTPUT ? 'destination' : 'source';
    const done = (): number => (end === 'source' ? journey.sourceDone : journey.destinationDone);
    let asked = bdd.minus(bdd.and(entering, presentBit(journey.registers, F.HAS_FLOW)), done());
    let passed = bdd.minus(entering, asked);
    for (const { table, chain } of chains) {
      const accepted = walk(journey, table, chain, asked);
      asked = bdd.minus(accepted, done());
      passed = bdd.or(passed, bdd.minus(accepted, asked));
    }
    settle(journey, end, asked);
    return bdd.or(passed, asked);
  }

  /** Answers get the addresses that their connection's first packet had. */
  private translateBack(journey: Journey, entering: number): number {
    const { registers, original, hook } = journey;
    if (original === null) return entering;
    const before = hook === F.PREROUTING || hook === F.OUTPUT;
    const tracked = presentBit(registers, F.HAS_FLOW);
    const pairs = before
      ? ([
          [F.DADDR, F.SADDR, 4],
          [F.DPORT, F.SPORT, 1],
        ] as const)
      : ([
          [F.SADDR, F.DADDR, 4],
          [F.SPORT, F.DPORT, 1],
        ] as const);
    for (const [to, from, words] of pairs)
      for (let i = 0; i < words; i++) journey.write(to + i, original[from + i]!, tracked);
    return entering;
  }
}

function deliveries(all: readonly Delivery[]): Delivery[] {
  return all.filter(({ set }) => set !== FALSE);
}
