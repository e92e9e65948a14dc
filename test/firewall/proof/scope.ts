/**
 * Places of a policy as plain number arithmetic, for the attack on proved requirements: who may send, and where a
 * service is reached. Written apart from the proof's sets (places.ts), so that one mistake is not made twice.
 */
import { formatAddress, parsePrefix, wordsOf } from '../../../labs/firewall/kernel/address.ts';
import {
  addressesOf,
  GATEWAY,
  gatewaysOf,
  networksOf,
  type Policy,
  type Requirement,
  type Service,
  type Zone,
  zoneOf,
} from '../../../labs/firewall/policy/model.ts';

export interface Point {
  version: 4 | 6;
  value: bigint;
}

/** Addresses from low to high, both included. */
export interface Span {
  version: 4 | 6;
  low: bigint;
  high: bigint;
}

/** Senders or targets: which addresses belong, and spans from whose edges and insides samples are taken. */
export interface Scope {
  contains: (point: Point) => boolean;
  spans: Span[];
}

/** Special purpose (RFC 6890): nobody on the public internet has them. Networks for documentation count as public. */
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
].map(spanOf);
const EVERYWHERE = ['0.0.0.0/0', '::/0'].map(spanOf);
const PUBLIC6 = spanOf('2000::/3');
const LOOPBACK = ['127.0.0.1', '::1'];

/** @param text An address or a network. */
export function spanOf(text: string): Span {
  const bits = text.includes(':') ? 128 : 32;
  const prefix = parsePrefix(text.includes('/') ? text : `${text}/${bits}`);
  if (!prefix) throw new Error(`${text} is no address`);
  const { version, words, length } = prefix;
  const whole = words
    .slice(0, version === 4 ? 1 : 4)
    .reduce((value, word) => (value << 32n) | BigInt(word >>> 0), 0n);
  const host = BigInt(bits - length);
  const low = (whole >> host) << host;
  return { version, low, high: low + (1n << host) - 1n };
}

export function textOf({ version, value }: Point): string {
  const [a = 0, b = 0, c = 0, d = 0] = wordsOf(value, version === 4 ? 1 : 4);
  return formatAddress(version, [a, b, c, d]);
}

export function lies({ version, value }: Point, spans: readonly Span[]): boolean {
  return spans.some((span) => span.version === version && span.low <= value && value <= span.high);
}

/** Everybody who may send from the place: for what must pass, only with addresses that ordinary hosts there have. */
export function sendersOf(
  policy: Policy,
  requirement: Requirement,
  service: Service,
  from: string,
  to: string,
): Scope {
  const own = [...policy.zones.flatMap(gatewaysOf), ...LOOPBACK];
  const passes = requirement.expected === 'accept';
  const toZone = zoneOf(policy, to);
  if (from === GATEWAY)
    return exactly(passes ? (to === GATEWAY ? LOOPBACK : toZone ? gatewaysOf(toZone) : []) : own);
  const host = policy.hosts.find(({ id }) => id === from);
  if (host) return exactly(host.claims ?? addressesOf(host));
  const zone = zoneOf(policy, from)!;
  const exempt = policy.hosts
    .filter((one) => one.zone === zone.id && contradicts(policy, requirement, service, one.id))
    .flatMap(addressesOf)
    .map(spanOf);
  const members = membersOf(policy, zone, passes);
  return { spans: members.spans, contains: (point) => members.contains(point) && !lies(point, exempt) };
}

/** Where ordinary requests for the service go. */
export function targetsOf(policy: Policy, { published }: Service, from: string, to: string): Scope {
  if (published) return exactly([published.address]);
  if (to === GATEWAY) return exactly(from === GATEWAY ? LOOPBACK : gatewaysOf(zoneOf(policy, from)!));
  const host = policy.hosts.find(({ id }) => id === to);
  return host ? exactly(addressesOf(host)) : membersOf(policy, zoneOf(policy, to)!, true);
}

/** Where a packet has come to the service's place; on the gateway itself the address does not matter. */
export function insideOf(policy: Policy, to: string): Scope {
  const host = policy.hosts.find(({ id }) => id === to);
  if (host) return exactly(addressesOf(host));
  const zone = zoneOf(policy, to);
  const spans = zone && !zone.isDefault ? networksOf(zone).map(spanOf) : EVERYWHERE;
  return { spans, contains: (point) => lies(point, spans) };
}

/** Does the policy say the opposite about this one host? */
function contradicts(policy: Policy, { expected }: Requirement, service: Service, host: string): boolean {
  return policy.requirements.some(
    (other) => other.expected !== expected && other.from.includes(host) && other.to.includes(service.id),
  );
}

function membersOf(policy: Policy, zone: Zone, ordinary: boolean): Scope {
  const networks = networksOf(zone).map(spanOf);
  const others = policy.zones.filter((one) => one !== zone).flatMap((one) => networksOf(one).map(spanOf));
  const own = [...policy.zones.flatMap(gatewaysOf), ...LOOPBACK].map(spanOf);
  const spans = zone.isDefault ? [...networks, ...EVERYWHERE, PUBLIC6] : networks;
  const contains = (point: Point): boolean => {
    if (lies(point, own)) return false;
    if (zone.isDefault ? lies(point, others) : !lies(point, networks)) return false;
    if (!ordinary) return true;
    if (lies(point, networks)) return !networks.some((network) => isEdge(point, network));
    return point.version === 6 ? lies(point, [PUBLIC6]) : !lies(point, NOT_PUBLIC);
  };
  return { spans, contains };
}

/** The network's own address, in IPv4 also its broadcast; point-to-point links have neither (RFC 3021, RFC 6164). */
function isEdge({ version, value }: Point, { low, high, version: other }: Span): boolean {
  if (version !== other || high - low < 3n) return false;
  return value === low || (version === 4 && value === high);
}

function exactly(texts: readonly string[]): Scope {
  const spans = texts.map(spanOf);
  return { spans, contains: (point) => lies(point, spans) };
}
