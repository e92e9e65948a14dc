/**
 * A policy: what a network's gateway must let through and must refuse, in the words of the office.
 * Zones hang on interfaces of the gateway, hosts live in zones, services are doors on hosts, requirements say who
 * may and who may not use which door, and why. The sample packets of `samples.ts` follow from it.
 */

/** Icons (lucide names) a zone or host may carry; the site holds drawings for exactly these. */
export const PLACE_ICONS = [
  'globe',
  'building-2',
  'key-round',
  'app-window',
  'server',
  'database',
  'monitor',
  'wifi',
  'printer',
  'mail',
] as const;
export type PlaceIcon = (typeof PLACE_ICONS)[number];

/** Addresses are texts as written (IPv4 dotted or IPv6), checked by the reader. */
export interface Zone {
  id: string;
  name: string;
  icon: PlaceIcon;
  /** Interface of the gateway this zone hangs on, e.g. `wan`. */
  interface: string;
  /** `10.40.0.0/24` */
  network: string;
  /** The gateway's own address in this zone. */
  gateway: string;
  /** Addresses of people in this zone that sample packets come from or go to. */
  people: string[];
  /** The same in IPv6 where the zone speaks both; all three or none. */
  network6?: string;
  gateway6?: string;
  people6?: string[];
  /** Everything not in another zone's network is behind this one. */
  isDefault: boolean;
}

export interface Host {
  id: string;
  name: string;
  icon: PlaceIcon;
  zone: string;
  address: string;
  /** Its IPv6 address, in a zone that speaks both. */
  address6?: string;
  /**
   * A forger: its packets arrive on the wire of its zone but bear any source address of these networks. `address` is
   * one of them. Requirements may come from it, services cannot be on it.
   */
  claims?: string[];
}

export type Transport = 'tcp' | 'udp' | 'icmp' | 'icmpv6';

/** A door. `places` are hosts, zones (someone in them) or the gateway itself (`gerbang`). */
export interface Service {
  id: string;
  name: string;
  places: string[];
  transport: Transport;
  /** Null for ICMP. */
  port: number | null;
  /** ICMP message type; absent: an echo request. */
  icmpType?: number;
  /** Who asks for it writes this address and port; the gateway's destination NAT must lead to the place. */
  published?: { address: string; port: number };
}

/** Packets sent before the one that a requirement is about, from one place to one service. */
export interface Earlier {
  from: string;
  to: string;
  times: number;
  /** Seconds after each of these packets. */
  pause: number;
}

export interface Requirement {
  id: string;
  expected: 'accept' | 'drop';
  /** Zones, hosts, and the gateway itself. */
  from: string[];
  /** Services. */
  to: string[];
  /** Source ports to try; empty: one ordinary port. */
  sourcePorts: number[];
  /** What the target must see as the source: an address, or `UNCHANGED`. Absent: anything. Only where packets pass. */
  seenAs?: string;
  /**
   * Sent before, in this order, to a gateway that has just started. A requirement with such a story is played with its
   * samples; it is not proved for all packets.
   */
  earlier?: Earlier[];
  /** The request passes, and a router on the way says "packet too big": that message must return. Played as well. */
  tooBig?: boolean;
  /** Why, in words. */
  reason: string;
  line: number;
}

/** A text that the comment of some rule must contain, e.g. the number of the change request. */
export interface Note {
  id: string;
  contains: string;
  reason: string;
}

/** Traffic that the closed world puts up with: nobody asks for it, nobody is hurt by it. */
export interface Tolerated {
  /** Zones and hosts, or the gateway; empty: whoever the closed world is about. */
  from: string[];
  /** Zones, hosts, and the gateway itself. */
  to: string[];
  /** Absent: every protocol. */
  transport?: Transport;
  /** Absent: every port. */
  port?: number;
  /** Why, in words. */
  reason: string;
}

/** The closed world: what no requirement names must be refused, too. What is in it is told in `proof/rest.ts`. */
export interface Rest {
  /** Zones whose packets it is about, or the gateway (`gerbang`) for what it sends itself. */
  from: string[];
  tolerated: Tolerated[];
  /** Why, in words. */
  reason: string;
}

export interface Policy {
  gatewayName: string;
  zones: Zone[];
  hosts: Host[];
  services: Service[];
  requirements: Requirement[];
  notes?: Note[];
  /** Absent: only what requirements name is judged. */
  rest?: Rest;
}

/** Id of the closed world among the requirements, and its key in the file. */
export const REST = 'selain-itu';

/** Id of the gateway as the place of a service. */
export const GATEWAY = 'gerbang';

/** As `seenAs`: the source address that the packet was sent with. */
export const UNCHANGED = 'asli';

/** ICMP messages by protocol and name as nft writes it (RFC 792, 4443, 4861). */
export const ICMP_TYPES: Readonly<Record<'icmp' | 'icmpv6', Readonly<Record<string, number>>>> = {
  icmp: { 'echo-request': 8 },
  icmpv6: {
    'echo-request': 128,
    'nd-neighbor-solicit': 135,
    'nd-neighbor-advert': 136,
    'nd-router-advert': 134,
  },
};

/** Does the service answer? Of ICMP messages only an echo request asks for an answer. */
export function isAnswered({ icmpType }: Pick<Service, 'icmpType'>): boolean {
  return icmpType === undefined;
}

/** Decided by playing packets in order, not by the proof over all packets. */
export function isPlayed({ earlier, tooBig }: Requirement): boolean {
  return (earlier?.length ?? 0) > 0 || tooBig === true;
}

/** Networks, own addresses of the gateway, and people of a zone, in both families. */
export function networksOf({ network, network6 }: Zone): string[] {
  return network6 === undefined ? [network] : [network, network6];
}
export function gatewaysOf({ gateway, gateway6 }: Zone): string[] {
  return gateway6 === undefined ? [gateway] : [gateway, gateway6];
}
export function peopleOf({ people, people6 }: Zone): string[] {
  return [...people, ...(people6 ?? [])];
}
export function addressesOf({ address, address6 }: Host): string[] {
  return address6 === undefined ? [address] : [address, address6];
}

/** The zone a place (zone or host) belongs to. */
export function zoneOf(policy: Policy, place: string): Zone | undefined {
  const host = policy.hosts.find((candidate) => candidate.id === place);
  return policy.zones.find((zone) => zone.id === (host?.zone ?? place));
}

/** What a place is called on the page. */
export function placeName(policy: Policy, place: string): string {
  if (place === GATEWAY) return policy.gatewayName;
  const places: { id: string; name: string }[] = [...policy.hosts, ...policy.zones];
  return places.find((candidate) => candidate.id === place)?.name ?? place;
}

/** A check beside the requirements that goals may name: no rule stands where an earlier one takes all its packets. */
export const SHADOW_CHECK = 'tanpa-aturan-mati';
