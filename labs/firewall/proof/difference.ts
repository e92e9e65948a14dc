/**
 * What a change of the ruleset opened and what it closed, for all first packets: by where they come from, where they
 * come out, family and protocol, each with its ports and one packet that shows it.
 */
import * as F from '../kernel/fields.ts';
import type { PacketDescription, Step, Topology } from '../kernel/index.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { Bdd, FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import { type Evaluation, Evaluator } from './evaluate.ts';
import { portTexts } from './regions.ts';
import { Stage } from './replay.ts';
import { FIRST_UNKNOWN, fieldWord, oneOf, type Version } from './space.ts';
import { witness } from './witness.ts';
import { type Unknown, type Unsupported, World } from './world.ts';

export interface FlowChange {
  version: Version;
  /** Peer or `local`. */
  from: string;
  to: string;
  protocol: 'tcp' | 'udp' | 'icmp' | 'other';
  /** Destination ports that are touched; empty: all of them, or a protocol without ports. */
  ports: string[];
  packet: PacketDescription;
  /** Rule or policy that decided about the packet before and after the change; null when the kernel itself did. */
  before: Step | null;
  after: Step | null;
}

export interface Difference {
  opened: FlowChange[];
  closed: FlowChange[];
  unsupported: Unsupported[];
}

/** Throws TooLarge. What depends on time is compared as it is right after loading. */
export function difference(before: Ruleset, after: Ruleset, topology: Topology, nodes?: number): Difference {
  const bdd = new Bdd(nodes);
  const unknowns: Unknown[] = [];
  const worlds = [0, 1].map(() => new World(bdd, topology, 'fresh', unknowns));
  const evaluators = [before, after].map((ruleset, i) => new Evaluator(worlds[i]!, ruleset));
  const stages = [new Stage(before, topology), new Stage(after, topology)] as const;
  const result: Difference = { opened: [], closed: [], unsupported: [] };
  for (const version of [4, 6] as const) {
    const [old, now] = evaluators.map((evaluator) => evaluator.firstPackets(version));
    for (const [to, dev] of exits(topology)) {
      const was = comingOut(bdd, old!, dev);
      const is = comingOut(bdd, now!, dev);
      result.opened.push(...changes(bdd, topology, version, to, bdd.minus(is, was), stages));
      result.closed.push(...changes(bdd, topology, version, to, bdd.minus(was, is), stages));
    }
  }
  result.unsupported = worlds.flatMap(({ unsupported }) => unsupported);
  return result;
}

/** Places where packets come out: the router itself (device 0) and the wires. */
export function exits(topology: Topology): [name: string, dev: number][] {
  return topology.interfaces.flatMap(({ peer }, dev): [string, number][] =>
    dev === 0 ? [['local', 0]] : peer === null ? [] : [[peer, dev]],
  );
}

/** First packets that may come out there. */
export function comingOut(bdd: Bdd, { deliveries }: Evaluation, dev: number): number {
  const sets = deliveries
    .filter(({ to }) => (to === 'local') === (dev === 0))
    .map(({ set, registers }) => (dev === 0 ? set : bdd.and(set, equals(bdd, registers[F.OIF]!, dev))));
  return bdd.truncate(bdd.union(sets), FIRST_UNKNOWN, TRUE);
}

function changes(
  bdd: Bdd,
  topology: Topology,
  version: Version,
  to: string,
  set: number,
  stages: readonly [Stage, Stage],
): FlowChange[] {
  if (set === FALSE) return [];
  const kinds = protocols(bdd);
  return exits(topology).flatMap(([from, dev]) =>
    kinds.flatMap(({ protocol, kind }) => {
      const part = bdd.and(bdd.and(set, kind), equals(bdd, fieldWord(bdd, F.IIF), dev));
      const packet = witness(bdd, topology, version, part);
      if (packet === null) return [];
      const ported = protocol === 'tcp' || protocol === 'udp';
      const ports = ported ? portTexts(bdd, part) : [];
      const [before, after] = stages.map((stage) => stage.play(packet, false)?.request.decidedBy ?? null);
      return [{ version, from, to, protocol, ports, packet, before: before ?? null, after: after ?? null }];
    }),
  );
}

function protocols(bdd: Bdd): { protocol: FlowChange['protocol']; kind: number }[] {
  const word = fieldWord(bdd, F.L4PROTO);
  const named = [
    { protocol: 'tcp', kind: equals(bdd, word, F.TCP) },
    { protocol: 'udp', kind: equals(bdd, word, F.UDP) },
    { protocol: 'icmp', kind: oneOf(bdd, word, [F.ICMP, F.ICMPV6]) },
  ] as const;
  return [...named, { protocol: 'other', kind: bdd.not(bdd.union(named.map(({ kind }) => kind))) }];
}
