/** All first packets of a network through one ruleset, and which of them go from which zone to which. */
import * as F from '../kernel/fields.ts';
import type { PacketDescription } from '../kernel/index.ts';
import { Topology } from '../kernel/index.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { GATEWAY, gatewaysOf, networksOf, type Requirement, type Service } from '../policy/model.ts';
import { addressSet, networkSet } from '../proof/address-sets.ts';
import { Bdd, FALSE, TRUE } from '../proof/bdd.ts';
import { equals, within } from '../proof/bits.ts';
import { type Evaluation, Evaluator } from '../proof/evaluate.ts';
import { Places } from '../proof/places.ts';
import { addressAt } from '../proof/route-sets.ts';
import { FIRST_UNKNOWN, fieldWord, levelsOf, type Registers, type Version } from '../proof/space.ts';
import { dependsOnTime } from '../proof/stateful.ts';
import { witness } from '../proof/witness.ts';
import { type Unknown, World } from '../proof/world.ts';
import { type Door, knocking } from './doors.ts';
import type { Network } from './network.ts';

/** No requirement: what every zone sends is looked at as a whole. */
const NO_REQUIREMENT: Requirement = {
  id: '',
  expected: 'drop',
  from: [],
  to: [],
  sourcePorts: [],
  reason: '',
  line: 0,
};

/** Packets that certainly pass, and those that may; equal where nothing is left open. */
export interface Bounds {
  must: number;
  may: number;
}

export class Scene {
  readonly bdd: Bdd;
  readonly world: World;
  readonly network: Network;
  readonly topology: Topology;
  readonly evaluator: Evaluator;
  private readonly evaluations = new Map<Version, Evaluation>();
  private readonly senders = new Map<string, number>();

  /** @param unknowns Shared by the scenes of one Bdd. */
  constructor(ruleset: Ruleset, network: Network, bdd: Bdd = new Bdd(), unknowns: Unknown[] = []) {
    this.bdd = bdd;
    this.network = network;
    this.topology = new Topology(network.topology);
    this.world = new World(bdd, this.topology, dependsOnTime(ruleset) ? 'ever' : 'fresh', unknowns);
    this.evaluator = new Evaluator(this.world, ruleset);
  }

  evaluation(version: Version): Evaluation {
    const known = this.evaluations.get(version) ?? this.evaluator.firstPackets(version);
    this.evaluations.set(version, known);
    return known;
  }

  /** Families in which the network has addresses. */
  get versions(): Version[] {
    const six = this.topology.interfaces.some(
      ({ addresses }, dev) => dev > 1 && addresses.some(({ version }) => version === 6),
    );
    return six ? [4, 6] : [4];
  }

  /** Every packet that may come from the zone, or from the gateway itself. */
  from(zone: string, version: Version): number {
    const key = `${zone} ${version}`;
    const known = this.senders.get(key);
    if (known !== undefined) return known;
    const places = new Places(this.world, this.network.policy, version);
    const any = serviceOf({ protocol: 'ping', low: 0 }, [zone], version);
    const set = this.bdd.union(this.partsOf(zone).map((part) => places.from(part, NO_REQUIREMENT, any)));
    this.senders.set(key, set);
    return set;
  }

  /** Every packet that may arrive at this interface of the gateway from an address of none of the zones behind it. */
  strangers(device: string, version: Version): number {
    const dev = this.topology.interfaceNamed(device);
    if (dev === null) return FALSE;
    const wire = equals(this.bdd, fieldWord(this.bdd, F.IIF), dev);
    return this.network.zones.reduce((left, { id }) => this.bdd.minus(left, this.from(id, version)), wire);
  }

  /** First packets that came out at the zone, and the doors they then knock at. */
  arriving(zone: string, version: Version, condition: (registers: Registers) => number = () => TRUE): number {
    const { bdd } = this;
    return bdd.union(
      this.evaluation(version)
        .deliveries.filter(({ to }) => (to === 'local') === (zone === GATEWAY))
        .map(({ set, registers }) =>
          bdd.and(set, bdd.and(this.isAt(zone, version, registers), condition(registers))),
        ),
    );
  }

  bounds(set: number): Bounds {
    return {
      must: this.bdd.truncate(set, FIRST_UNKNOWN, FALSE),
      may: this.bdd.truncate(set, FIRST_UNKNOWN, TRUE),
    };
  }

  knocking(registers: Registers, version: Version, door: Door, all: readonly Door[]): number {
    return knocking(this.bdd, registers, version, door, all);
  }

  /** What ordinary programs in `from` send to the door of every address in `to`. */
  requests(from: string, to: string, door: Door, version: Version): number {
    const { bdd } = this;
    if (door.protocol === 'other') return FALSE;
    const places = new Places(this.world, this.network.policy, version);
    const service = serviceOf(door, [to], version);
    const all = this.partsOf(from).flatMap((part) =>
      this.partsOf(to).map((place) =>
        places.requests(part, place, NO_REQUIREMENT, { ...service, places: [place] }),
      ),
    );
    const one = bdd.union(all);
    if (door.low === door.high || one === FALSE) return one;
    const [low, high] = levelsOf(F.DPORT);
    const ports = within(bdd, [fieldWord(bdd, F.DPORT)], [door.low], [door.high]);
    return bdd.and(
      bdd.project(one, (level) => level < low || level >= high),
      ports,
    );
  }

  /** Has the set every address, as source or destination, that the whole has? */
  covers(set: number, whole: number, at: typeof F.SADDR | typeof F.DADDR): boolean {
    const { bdd } = this;
    const [low] = levelsOf(at);
    const [, high] = levelsOf(at + 3);
    const addresses = (one: number): number => bdd.project(one, (level) => level >= low && level < high);
    return whole !== FALSE && bdd.minus(addresses(whole), addresses(set)) === FALSE;
  }

  /** A readable packet of the set, sent by somebody typical of the zone; of no zone when `from` is null. */
  example(set: number, from: string | null, to: string, version: Version): PacketDescription | null {
    const places = new Places(this.world, this.network.policy, version);
    const any = serviceOf({ protocol: 'ping', low: 0 }, [to], version);
    // A sender of no zone here is best shown by an address that is at home in another one.
    const senders =
      from === null ? this.network.zones.flatMap(({ id }) => this.partsOf(id)) : this.partsOf(from);
    const own = [0, 1, 2, 3].map((i) => fieldWord(this.bdd, F.SADDR + i));
    const prefer = [
      // What the gateway itself sends to a zone bears its address there.
      ...(from === GATEWAY
        ? [addressSet(this.world, version, own, (this.network.parts.get(to) ?? []).flatMap(gatewaysOf))]
        : []),
      ...senders.map((part) => places.typical(part)),
      ...this.partsOf(to).map((part) => places.typicalTarget(from ?? '', part, any)),
    ];
    return witness(this.bdd, this.topology, version, set, prefer);
  }

  /** Do the fields, as they came out, show somebody in this zone? */
  isAt(zone: string, version: Version, registers: Registers): number {
    if (zone === GATEWAY) return TRUE;
    const { bdd } = this;
    const { zones, parts } = this.network;
    const one = zones.find(({ id }) => id === zone);
    const dev = one ? this.topology.interfaceNamed(one.interface) : null;
    if (!one || dev === null) return FALSE;
    const target = addressAt(registers, F.DADDR);
    const networks = (id: string): number =>
      bdd.union(
        (parts.get(id) ?? [])
          .flatMap(networksOf)
          .map((text) => networkSet(this.world, version, target, text)),
      );
    const others = zones.filter((other) => other.id !== zone && other.interface === one.interface);
    const there = one.isDefault ? bdd.not(bdd.union(others.map(({ id }) => networks(id)))) : networks(zone);
    return bdd.and(equals(bdd, registers[F.OIF]!, dev), there);
  }

  private partsOf(zone: string): string[] {
    return zone === GATEWAY ? [GATEWAY] : (this.network.parts.get(zone) ?? []).map(({ id }) => id);
  }
}

/** The door as a service of a policy; of a range its first port. */
export function serviceOf(
  { protocol, low }: Pick<Door, 'protocol' | 'low'>,
  places: string[],
  version: Version,
): Service {
  const icmp = version === 4 ? 'icmp' : 'icmpv6';
  const transport = protocol === 'tcp' || protocol === 'udp' ? protocol : icmp;
  return { id: 'pintu', name: 'pintu', places, transport, port: transport === icmp ? null : low };
}
