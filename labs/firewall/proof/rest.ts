/**
 * The closed world, decided for all packets of one family: what is delivered although no requirement names it.
 *
 * It is about every packet that belongs to no known connection (state new, invalid or untracked), of any transport,
 * port, ICMP type and flags, from a zone with an address of that zone, or from a forger that the policy names, to
 * another side of the gateway or to the gateway itself; judged where and as what it is delivered, after NAT. What a
 * requirement names, whether it must pass or must be refused, is that requirement's own matter, so that one hole is
 * told once. Tolerated by nature, in every policy:
 * - answers and related errors: they belong to a connection whose first packet was judged;
 * - what stays on one side (comes in and goes out by one interface): neighbours need no gateway to reach each other;
 * - what the gateway sends itself, and over `lo` to itself, unless the policy names it as a source;
 * - addresses of another network, unless a forger of the policy claims them: who is where is the matter of level 6;
 * - ICMP errors without a connection: IPv4 types 3, 11, 12 (RFC 792; PMTU discovery, RFC 1191) and ICMPv6 types 1 to 4
 *   (RFC 4890 §4.3.1, §4.3.2, §4.4.1, §4.4.2);
 * - ICMPv6 to the gateway itself without which IPv6 dies: neighbour discovery (133 to 136, 141, 142), multicast
 *   listeners and routers (130 to 132, 143, 151 to 153), secure neighbour discovery (148, 149) (RFC 4890 §4.4.1).
 * Not tolerated by nature: ping (a policy can name it), ICMP redirects (RFC 4890 §4.4.4 leaves them to the policy),
 * DHCP (its first packet comes from 0.0.0.0; what a network's own addresses send is a service to be named), and what
 * a `limit` lets through, however little.
 */
import * as F from '../kernel/fields.ts';
import type { PacketDescription } from '../kernel/packet.ts';
import { GATEWAY, type Policy, type Rest, type Tolerated } from '../policy/model.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import type { Delivery } from './evaluate.ts';
import { Places } from './places.ts';
import type { Scene } from './requirement.ts';
import { FIRST_UNKNOWN } from './space.ts';
import { witness } from './witness.ts';
import type { Unknown } from './world.ts';

export interface RestProof {
  status: 'held' | 'broken' | 'not-proved';
  /** Zone or forger it comes from, host, zone or gateway it comes to; the packet. Null when held. */
  found: { from: string; place: string; packet: PacketDescription } | null;
  /** What the answer depends on besides the packet. */
  depends: Unknown[];
}

/** Packets that came out at one place and are named by nothing. */
interface Leak {
  delivery: Delivery;
  set: number;
}

const ERRORS = { 4: [3, 11, 12], 6: [1, 2, 3, 4] } as const;
const LIFE_OF_IPV6 = [130, 131, 132, 133, 134, 135, 136, 141, 142, 143, 148, 149, 151, 152, 153] as const;
const PROTOCOLS = { tcp: F.TCP, udp: F.UDP, icmp: F.ICMP, icmpv6: F.ICMPV6 } as const;
const HELD: RestProof = { status: 'held', found: null, depends: [] };

/** @param later The scene at any later time, null when time does not matter. */
export function proveRest(policy: Policy, rest: Rest, fresh: Scene, later: Scene | null): RestProof {
  const { bdd } = fresh.world;
  const now = leaks(policy, rest, fresh);
  const certain = now.map((leak) => ({ ...leak, set: bdd.truncate(leak.set, FIRST_UNKNOWN, FALSE) }));
  const breach = shown(policy, rest, fresh, certain);
  if (breach) return { ...HELD, status: 'broken', found: breach };
  const ever = later === null ? now : [...now, ...leaks(policy, rest, later)];
  const possible = ever.map((leak) => ({ ...leak, set: bdd.truncate(leak.set, FIRST_UNKNOWN, TRUE) }));
  if (possible.every(({ set }) => set === FALSE)) return HELD;
  const depends = fresh.world.dependsOn(bdd.union(ever.map(({ set }) => set)));
  return { status: 'not-proved', found: shown(policy, rest, fresh, possible), depends };
}

function leaks(policy: Policy, rest: Rest, { world, version, evaluation }: Scene): Leak[] {
  const { bdd } = world;
  const places = new Places(world, policy, version);
  const senders = bdd.union(sourcesOf(policy, rest).map((source) => places.senders(source)));
  return evaluation.deliveries.flatMap((delivery) => {
    const judged = bdd.and(senders, delivery.set);
    const crossed = judged === FALSE ? FALSE : bdd.minus(judged, staying(bdd, policy, places, delivery));
    if (crossed === FALSE) return [];
    const { registers } = delivery;
    const known = [
      natural({ world, version }, delivery),
      ...rest.tolerated.map((one) => toleratedBy(policy, rest, one, places, delivery, world)),
      ...policy.requirements.map((one) => {
        const services = policy.services.filter(({ id }) => one.to.includes(id));
        const reached = services.flatMap((service) =>
          meant(service.places, delivery).map((place) => places.reached(registers, place, service)),
        );
        const from = one.from.map((place) => places.senders(place));
        return bdd.and(bdd.union(reached), bdd.union(from));
      }),
    ];
    const set = known.reduce((left, one) => (left === FALSE ? FALSE : bdd.minus(left, one)), crossed);
    return set === FALSE ? [] : [{ delivery, set }];
  });
}

/** Zones, forgers in them, and the gateway, as far as the closed world is about them. */
function sourcesOf({ hosts }: Policy, { from }: Rest): string[] {
  return [...from, ...hosts.filter(({ claims, zone }) => claims && from.includes(zone)).map(({ id }) => id)];
}

/** Places where packets of this delivery can have come to. */
function meant(places: readonly string[], { to }: Delivery): string[] {
  return places.filter((place) => (place === GATEWAY) === (to === 'local'));
}

/** Packets that go back to where they came from; the gateway's to itself. */
function staying(bdd: Bdd, { zones }: Policy, places: Places, { to, registers }: Delivery): number {
  if (to === 'local') return places.senders(GATEWAY);
  return bdd.union(zones.map(({ id }) => bdd.and(places.wire(id), places.returned(registers, id))));
}

function natural({ world, version }: Pick<Scene, 'world' | 'version'>, { to, registers }: Delivery): number {
  const { bdd } = world;
  const types = [...ERRORS[version], ...(version === 6 && to === 'local' ? LIFE_OF_IPV6 : [])];
  return bdd.and(
    equals(bdd, registers[F.L4PROTO]!, version === 4 ? F.ICMP : F.ICMPV6),
    bdd.union(types.map((type) => equals(bdd, registers[F.ICMP_TYPE]!, type))),
  );
}

function toleratedBy(
  policy: Policy,
  rest: Rest,
  { from, to, transport, port }: Tolerated,
  places: Places,
  delivery: Delivery,
  { bdd }: Scene['world'],
): number {
  const { registers } = delivery;
  const senders = from.length > 0 ? from : sourcesOf(policy, rest);
  const wishes = [
    bdd.union(meant(to, delivery).map((place) => places.cameTo(registers, place))),
    bdd.union(senders.map((place) => places.senders(place))),
  ];
  if (transport !== undefined) wishes.push(equals(bdd, registers[F.L4PROTO]!, PROTOCOLS[transport]));
  if (port !== undefined) wishes.push(equals(bdd, registers[F.DPORT]!, port));
  return wishes.reduce((set, wish) => bdd.and(wish, set), TRUE as number);
}

/** The first source and place between which something leaks, hosts first, and a readable packet of it. */
function shown(
  policy: Policy,
  rest: Rest,
  { world, version }: Scene,
  all: readonly Leak[],
): RestProof['found'] {
  const { bdd, topology } = world;
  const places = new Places(world, policy, version);
  const hosts = policy.hosts.filter(({ id }) =>
    policy.services.some((service) => service.places.includes(id)),
  );
  const targets = [...[...hosts, ...policy.zones].map(({ id }) => id), GATEWAY];
  for (const from of sourcesOf(policy, rest)) {
    const senders = places.senders(from);
    for (const place of targets) {
      for (const { delivery, set } of all) {
        if (set === FALSE || meant([place], delivery).length === 0) continue;
        const between = bdd.and(bdd.and(set, senders), places.cameTo(delivery.registers, place));
        const packets = bdd.truncate(between, FIRST_UNKNOWN, TRUE);
        const packet = witness(bdd, topology, version, packets, places.likely(from, place));
        if (packet) return { from, place, packet };
      }
    }
  }
  return null;
}
