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
  /** Everything not in another zone's network is behind this one. */
  isDefault: boolean;
}

export interface Host {
  id: string;
  name: string;
  icon: PlaceIcon;
  zone: string;
  address: string;
}

export type Transport = 'tcp' | 'udp' | 'icmp' | 'icmpv6';

/** A door. `places` are hosts, zones (someone in them) or the gateway itself (`gerbang`). */
export interface Service {
  id: string;
  name: string;
  places: string[];
  transport: Transport;
  /** Null for ICMP, which means an echo request. */
  port: number | null;
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
  /** Why, in words. */
  reason: string;
  line: number;
}

export interface Policy {
  gatewayName: string;
  zones: Zone[];
  hosts: Host[];
  services: Service[];
  requirements: Requirement[];
}

/** Id of the gateway as the place of a service. */
export const GATEWAY = 'gerbang';

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
