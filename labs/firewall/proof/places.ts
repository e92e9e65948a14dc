/**
 * Places of a policy as sets of packets: who sends from there, what is delivered there. A requirement that something
 * be refused covers every packet that could come from the place; one that something must pass covers what ordinary
 * programs there send.
 */
import * as F from '../kernel/fields.ts';
import {
  addressesOf,
  GATEWAY,
  gatewaysOf,
  isAnswered,
  networksOf,
  type Policy,
  peopleOf,
  type Requirement,
  type Service,
  UNCHANGED,
  type Zone,
  zoneOf,
} from '../policy/model.ts';
import { addressSet, edgesOf, networkSet } from './address-sets.ts';
import { FALSE, TRUE } from './bdd.ts';
import { differs, equals, within } from './bits.ts';
import { addressAt } from './route-sets.ts';
import { badChecksum, fieldWord, type Registers, type Version } from './space.ts';
import type { Word } from './word.ts';
import type { World } from './world.ts';

/** Not on the public internet (RFC 6890); documentation networks are left in, because examples live there. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
];
const PUBLIC6 = '2000::/3';
const LOOPBACK = { 4: ['127.0.0.1'], 6: ['::1'] } as const;
const TRANSPORTS = { tcp: F.TCP, udp: F.UDP, icmp: F.ICMP, icmpv6: F.ICMPV6 } as const;
const ECHO4 = 8;
const ECHO6 = 128;
const EPHEMERAL = [1024, 65_535] as const;
const TTL = 64;
/** Neighbour discovery is believed only with a hop limit that no router has lowered (RFC 4861). */
const NEIGHBOUR_TTL = 255;

export class Places {
  private readonly world: World;
  private readonly policy: Policy;
  private readonly version: Version;

  constructor(world: World, policy: Policy, version: Version) {
    this.world = world;
    this.policy = policy;
    this.version = version;
  }

  /** Every packet that may come from the place and is meant by this requirement, whatever it asks for. */
  from(place: string, requirement: Requirement, service: Service): number {
    const zone = this.policy.zones.find(({ id }) => id === place);
    const senders = this.senders(place);
    if (!zone) return senders;
    const others = this.contraryHosts(zone, requirement, service);
    return this.world.bdd.minus(senders, this.addresses(this.packet(F.SADDR), others));
  }

  /** Every packet that may come from the place: a zone's with addresses of its own, a forger's with those it claims. */
  senders(place: string): number {
    const { bdd } = this.world;
    const source = this.packet(F.SADDR);
    if (place === GATEWAY) return bdd.and(this.arrival(null), this.addresses(source, this.ownAddresses()));
    const zone = zoneOf(this.policy, place);
    if (!zone) return FALSE;
    const wire = this.arrival(zone);
    const host = this.policy.hosts.find(({ id }) => id === place);
    if (host?.claims) return bdd.and(wire, this.networks(source, host.claims));
    if (host) return bdd.and(wire, this.addresses(source, addressesOf(host)));
    return bdd.and(wire, this.membersOf(source, zone));
  }

  /** First packets that ordinary programs in the place send to this service at its own address. */
  requests(from: string, place: string, requirement: Requirement, service: Service): number {
    const { bdd } = this.world;
    if (service.transport === (this.version === 4 ? 'icmpv6' : 'icmp')) return FALSE;
    let set = bdd.and(this.from(from, requirement, service), this.ordinary(service, requirement));
    const source = this.packet(F.SADDR);
    const fromZone = zoneOf(this.policy, from);
    if (from === GATEWAY) {
      const own = place === GATEWAY ? LOOPBACK[this.version] : this.gateways(place);
      set = bdd.and(set, this.addresses(source, own));
    } else if (fromZone?.id === from) set = bdd.and(set, this.ordinaryMembers(source, fromZone));
    const target = this.packet(F.DADDR);
    const { published } = service;
    return bdd.and(
      set,
      published ? this.addresses(target, [published.address]) : this.target(target, from, place),
    );
  }

  /** Do the fields as they came out show the source that the target is to see? */
  seen(registers: Registers, { seenAs }: Requirement): number {
    const { bdd } = this.world;
    if (seenAs === undefined) return TRUE;
    const source = addressAt(registers, F.SADDR);
    if (seenAs !== UNCHANGED) return this.addresses(source, [seenAs]);
    const sent = this.packet(F.SADDR);
    const words = this.version === 4 ? [0] : [0, 1, 2, 3];
    return bdd.not(bdd.union(words.map((i) => differs(bdd, source[i]!, sent[i]!))));
  }

  /** Fields as they came out: do they show this service at this place? */
  reached(registers: Registers, place: string, service: Service): number {
    return this.world.bdd.and(this.asksFor(registers, service), this.cameTo(registers, place));
  }

  /** Fields as they came out: do they show this place? On the gateway itself the address does not matter. */
  cameTo(registers: Registers, place: string): number {
    const { bdd } = this.world;
    if (place === GATEWAY) return TRUE;
    const zone = zoneOf(this.policy, place);
    if (!zone) return FALSE;
    const target = addressAt(registers, F.DADDR);
    const host = this.policy.hosts.find(({ id }) => id === place);
    const there = host
      ? this.addresses(target, addressesOf(host))
      : zone.isDefault
        ? TRUE
        : this.networks(target, networksOf(zone));
    return bdd.and(this.returned(registers, place), there);
  }

  /** Everything that comes in by the zone's wire, whatever address it bears. */
  wire(zone: string): number {
    const found = this.policy.zones.find(({ id }) => id === zone);
    return found ? this.arrival(found) : FALSE;
  }

  /** Did it come out on the side of this place (the sender of a request that was answered)? */
  returned(registers: Registers, place: string): number {
    const { bdd, topology } = this.world;
    const zone = zoneOf(this.policy, place);
    const dev = zone ? topology.interfaceNamed(zone.interface) : null;
    return dev === null ? FALSE : equals(bdd, registers[F.OIF]!, dev);
  }

  /** Typical senders, to make examples readable. */
  typical(place: string): number {
    const host = this.policy.hosts.find(({ id }) => id === place);
    const zone = zoneOf(this.policy, place);
    const people = host ? addressesOf(host) : zone ? peopleOf(zone) : LOOPBACK[this.version];
    return this.addresses(this.packet(F.SADDR), people);
  }

  /** Typical targets of a sender in `from`. */
  typicalTarget(from: string, place: string, { published }: Pick<Service, 'published'>): number {
    const words = this.packet(F.DADDR);
    if (published) return this.addresses(words, [published.address]);
    const near = from === GATEWAY ? LOOPBACK[this.version] : this.gateways(from);
    if (place === GATEWAY) return this.addresses(words, near);
    const host = this.policy.hosts.find(({ id }) => id === place);
    const zone = zoneOf(this.policy, place);
    return this.addresses(words, host ? addressesOf(host) : zone ? peopleOf(zone) : []);
  }

  /** What makes an example between two places readable, the most telling wish first. */
  likely(from: string, place: string): number[] {
    const { bdd } = this.world;
    const source = this.packet(F.SADDR);
    const zone = zoneOf(this.policy, from);
    return [
      from === GATEWAY ? this.addresses(source, this.gateways(place)) : this.typical(from),
      this.typicalTarget(from, place, {}),
      zone?.id === from ? this.ordinaryMembers(source, zone) : TRUE,
      place === GATEWAY ? TRUE : this.target(this.packet(F.DADDR), from, place),
      bdd.not(this.addresses(source, this.ownAddresses())),
    ];
  }

  /** The gateway's own addresses on the side of a place. */
  private gateways(place: string): string[] {
    const zone = zoneOf(this.policy, place);
    return zone ? gatewaysOf(zone) : [];
  }

  private arrival(zone: Zone | null): number {
    const { bdd, topology } = this.world;
    const dev = zone === null ? 0 : topology.interfaceNamed(zone.interface);
    return dev === null ? FALSE : equals(bdd, fieldWord(bdd, F.IIF), dev);
  }

  /** Everybody in the zone; in the default zone, everybody who is in no other. Never the gateway itself. */
  private membersOf(address: readonly Word[], zone: Zone): number {
    const { bdd } = this.world;
    const others = this.policy.zones.filter(({ id }) => id !== zone.id);
    const everybody = zone.isDefault
      ? bdd.minus(TRUE, this.networks(address, others.flatMap(networksOf)))
      : this.networks(address, networksOf(zone));
    return bdd.minus(everybody, this.addresses(address, this.ownAddresses()));
  }

  /** Without network and broadcast addresses, and in the default zone without what is not on the public internet. */
  private ordinaryMembers(address: readonly Word[], zone: Zone): number {
    const { bdd } = this.world;
    const networks = networksOf(zone);
    const near = bdd.minus(
      this.networks(address, networks),
      this.addresses(address, [...networks.flatMap(edgesOf), ...gatewaysOf(zone)]),
    );
    if (near === FALSE) return FALSE;
    if (!zone.isDefault) return bdd.and(near, this.membersOf(address, zone));
    const far =
      this.version === 6
        ? this.networks(address, [PUBLIC6])
        : bdd.not(bdd.union(NOT_PUBLIC.map((network) => this.networks(address, [network]))));
    return bdd.and(
      bdd.or(near, bdd.minus(far, this.networks(address, networks))),
      this.membersOf(address, zone),
    );
  }

  private target(address: readonly Word[], from: string, place: string): number {
    if (place === GATEWAY) {
      const own = from === GATEWAY ? LOOPBACK[this.version] : this.gateways(from);
      return this.addresses(address, own);
    }
    const host = this.policy.hosts.find(({ id }) => id === place);
    if (host) return this.addresses(address, addressesOf(host));
    const zone = zoneOf(this.policy, place);
    return zone ? this.ordinaryMembers(address, zone) : FALSE;
  }

  private ordinary(service: Service, { sourcePorts }: Requirement): number {
    const { bdd } = this.world;
    const field = (slot: number): Word => fieldWord(bdd, slot);
    const header = this.version === 4 ? 20 : 40;
    const wishes = [
      this.asksFor(this.header(), { ...service, port: service.published?.port ?? service.port }),
      equals(bdd, field(F.TTL), isAnswered(service) ? TTL : NEIGHBOUR_TTL),
      equals(bdd, field(F.DSCP), 0),
      equals(bdd, field(F.ECN), 0),
      bdd.not(badChecksum(bdd)),
    ];
    if (service.transport === 'tcp') wishes.push(equals(bdd, field(F.TCP_FLAGS), F.SYN));
    const length = header + (service.transport === 'tcp' ? 20 : 16);
    wishes.push(equals(bdd, field(F.LENGTH), length));
    if (service.port !== null) {
      const ports = sourcePorts.length > 0 ? sourcePorts.map((port) => [port, port] as const) : [EPHEMERAL];
      wishes.push(bdd.union(ports.map(([low, high]) => within(bdd, [field(F.SPORT)], [low], [high]))));
    } else wishes.push(equals(bdd, field(F.ICMP_CODE), 0));
    return wishes.reduce((set, wish) => bdd.and(wish, set), TRUE as number);
  }

  private asksFor(registers: Registers, { transport, port, icmpType }: Service): number {
    const { bdd } = this.world;
    const protocol = equals(bdd, registers[F.L4PROTO]!, TRANSPORTS[transport]);
    if (port !== null) return bdd.and(protocol, equals(bdd, registers[F.DPORT]!, port));
    const type = icmpType ?? (transport === 'icmp' ? ECHO4 : ECHO6);
    return bdd.and(protocol, equals(bdd, registers[F.ICMP_TYPE]!, type));
  }

  private header(): Registers {
    const { bdd } = this.world;
    const registers: Registers = [];
    for (const slot of [F.L4PROTO, F.DPORT, F.ICMP_TYPE]) registers[slot] = fieldWord(bdd, slot);
    return registers;
  }

  private packet(at: number): Word[] {
    const { bdd } = this.world;
    return [0, 1, 2, 3].map((i) => fieldWord(bdd, at + i));
  }

  /** Hosts of the zone for which the policy says the opposite about the same service. */
  private contraryHosts(zone: Zone, requirement: Requirement, service: Service): string[] {
    return this.policy.hosts
      .filter((host) => host.zone === zone.id)
      .filter(({ id }) =>
        this.policy.requirements.some(
          (other) =>
            other.expected !== requirement.expected &&
            other.from.includes(id) &&
            other.to.includes(service.id),
        ),
      )
      .flatMap(addressesOf);
  }

  private ownAddresses(): string[] {
    return [...this.policy.zones.flatMap(gatewaysOf), ...LOOPBACK[this.version]];
  }

  private addresses(words: readonly Word[], texts: readonly string[]): number {
    return addressSet(this.world, this.version, words, texts);
  }

  private networks(words: readonly Word[], texts: readonly string[]): number {
    const { world, version } = this;
    return world.bdd.union(texts.map((text) => networkSet(world, version, words, text)));
  }
}
