/** "Who can reach 10.20.0.5:3306?": every source that gets a first packet through, wherever it was sent to. */
import { parseAddress, prefixMask } from '../kernel/address.ts';
import * as F from '../kernel/fields.ts';
import type { PacketDescription, Step, Topology } from '../kernel/index.ts';
import { protocolNumber } from '../kernel/packet.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { Bdd, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import { exits } from './difference.ts';
import { Evaluator } from './evaluate.ts';
import { addressTexts } from './regions.ts';
import { Stage } from './replay.ts';
import { addressAt, inNetwork } from './route-sets.ts';
import { FIRST_UNKNOWN, fieldWord } from './space.ts';
import { witness } from './witness.ts';
import { type Unsupported, World } from './world.ts';

export interface Target {
  /** IPv4 or IPv6 address behind any translation. */
  address: string;
  protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** Null: any port, or a protocol without. */
  port: number | null;
}

export interface Reachable {
  /** Peer or `local` (the router itself). */
  from: string;
  /** Source addresses: single ones, prefixes, `first-last`. */
  sources: string[];
  /** One packet that gets there, and the rule or policy that lets it. */
  packet: PacketDescription;
  decidedBy: Step | null;
}

export interface Reach {
  from: Reachable[];
  unsupported: Unsupported[];
}

/** Throws TooLarge, and RangeError for a target that is no address. Limits count as not yet used up. */
export function whoCanReach(ruleset: Ruleset, topology: Topology, target: Target, nodes?: number): Reach {
  const address = parseAddress(target.address);
  if (!address) throw new RangeError(`"${target.address}" is no address`);
  const { version, words } = address;
  const bdd = new Bdd(nodes);
  const world = new World(bdd, topology, 'fresh');
  const stage = new Stage(ruleset, topology);
  const { deliveries } = new Evaluator(world, ruleset).firstPackets(version);
  const mask = prefixMask(version, version === 4 ? 32 : 128);
  const protocol = protocolNumber(target.protocol);
  const arriving = deliveries.map(({ set, registers }) => {
    const there = bdd.and(set, inNetwork(world, addressAt(registers, F.DADDR), { words, mask }));
    const kind = bdd.and(there, equals(bdd, registers[F.L4PROTO]!, protocol));
    return target.port === null ? kind : bdd.and(kind, equals(bdd, registers[F.DPORT]!, target.port));
  });
  const all = bdd.truncate(bdd.union(arriving), FIRST_UNKNOWN, TRUE);
  const from = exits(topology).flatMap(([name, dev]): Reachable[] => {
    const part = bdd.and(all, equals(bdd, fieldWord(bdd, F.IIF), dev));
    const packet = witness(bdd, topology, version, part);
    if (packet === null) return [];
    const sources = addressTexts(bdd, part, version, F.SADDR);
    return [{ from: name, sources, packet, decidedBy: stage.play(packet, false)?.request.decidedBy ?? null }];
  });
  return { from, unsupported: world.unsupported };
}
