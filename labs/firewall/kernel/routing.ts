/**
 * Where a packet that arrived goes: to the router itself, on to another network, or nowhere.
 * Models ip_route_input_slow and fib_validate_source (net/ipv4/route.c, fib_frontend.c), ip6_rcv_core and
 * ip6_forward (net/ipv6/ip6_input.c, ip6_output.c).
 */
import * as F from './fields.ts';
import { ANYCAST, BROADCAST, LOCAL, MULTICAST, type Topology, UNICAST } from './topology.ts';

export type Course =
  | { to: 'local' }
  | { to: 'device'; dev: number }
  /** Dropped by the kernel: the reason in a word or two. */
  | { to: 'nowhere'; reason: string };

const LOCAL_COURSE: Course = { to: 'local' };
const nowhere = (reason: string): Course => ({ to: 'nowhere', reason });
const STRICT = 1;
export const LINK_LOCAL_SOURCE = 'link-local source';
/** All hosts (224.0.0.1): the only IPv4 group that a router without multicast programs has joined. */
const ALL_HOSTS = 0xe0000001 | 0;

/** Courses to devices, made once each. */
const COURSES: Course[] = Array.from({ length: 64 }, (_, dev) => ({ to: 'device', dev }));

/** Before any hook: an IPv6 packet that no host may send is thrown away. The reason, or null when it may pass. */
export function refusedAtDoor(f: Int32Array): string | null {
  if (f[F.NFPROTO] === F.IPV4) return null;
  if (f[F.SADDR]! >>> 24 === 0xff) return 'multicast source';
  if (isLoopback6(f, F.SADDR)) return 'loopback source';
  if (isLoopback6(f, F.DADDR)) return 'loopback destination';
  const scope = f[F.DADDR]! >>> 24 === 0xff ? (f[F.DADDR]! >>> 16) & 15 : 15;
  return scope <= 1 ? 'multicast scope' : null;
}

export function routeInput(topology: Topology, f: Int32Array): Course {
  return f[F.NFPROTO] === F.IPV4 ? routeInput4(topology, f) : routeInput6(topology, f);
}

function routeInput4(topology: Topology, f: Int32Array): Course {
  const source = f[F.SADDR]!;
  const target = f[F.DADDR]!;
  const zeroSource = source === 0;
  if (target >>> 28 === 14) return routeMulticast4(topology, f);
  if (source >>> 28 === 14 || source === -1) return nowhere('martian source');
  const broadcast = target === -1 || (source === 0 && target === 0);
  if (!broadcast) {
    if (zeroSource || source >>> 24 === 127) return nowhere('martian source');
    if (target === 0 || target >>> 24 === 127) return nowhere('martian destination');
    const route = topology.lookup(f, F.DADDR);
    if (route === null) return nowhere('no route');
    if (route.type !== BROADCAST) {
      if (!isSourceValid(topology, f)) return nowhere('martian source');
      if (route.type === LOCAL) return LOCAL_COURSE;
      return route.type === UNICAST ? COURSES[route.dev]! : nowhere('martian destination');
    }
  }
  return zeroSource || isSourceValid(topology, f) ? LOCAL_COURSE : nowhere('martian source');
}

function routeMulticast4(topology: Topology, f: Int32Array): Course {
  if (f[F.DADDR] !== ALL_HOSTS) return nowhere('multicast group not joined');
  const source = f[F.SADDR]!;
  if (source >>> 28 === 14 || source === -1 || source >>> 24 === 127) return nowhere('martian source');
  if (source === 0) return LOCAL_COURSE;
  return isSourceValid(topology, f) ? LOCAL_COURSE : nowhere('martian source');
}

/** The reverse path filter; even when off, a packet cannot come from outside with an address of our own. */
function isSourceValid(topology: Topology, f: Int32Array): boolean {
  const route = topology.lookup(f, F.SADDR);
  const { rpFilter } = topology.settings;
  const own = rpFilter[topology.interfaces[f[F.IIF]!]!.name] ?? 0;
  const filter = Math.max(rpFilter.all ?? 0, own);
  if (filter === 0) return route?.type !== LOCAL;
  if (route === null || route.type !== UNICAST) return false;
  return filter !== STRICT || route.dev === f[F.IIF];
}

function routeInput6(topology: Topology, f: Int32Array): Course {
  const route = topology.lookup(f, F.DADDR);
  if (route === null) return nowhere('no route');
  if (route.type === MULTICAST) return hasJoined(f) ? LOCAL_COURSE : nowhere('multicast group not joined');
  if (route.type === LOCAL || route.type === ANYCAST) return LOCAL_COURSE;
  return isLinkLocal(f, F.DADDR) ? COURSES[f[F.IIF]!]! : COURSES[route.dev]!;
}

/** Sources that IPv6 packets are not forwarded for, unless they leave by where they came in. The reason, or null. */
export function refusedSource6(f: Int32Array, dev: number): string | null {
  if (f[F.NFPROTO] === F.IPV4 || dev === f[F.IIF]) return null;
  const zero = (f[F.SADDR]! | f[F.SADDR + 1]! | f[F.SADDR + 2]! | f[F.SADDR + 3]!) === 0;
  if (zero) return 'unspecified source';
  return isLinkLocal(f, F.SADDR) ? LINK_LOCAL_SOURCE : null;
}

/** All nodes and, with forwarding on, all routers of the link. */
function hasJoined(f: Int32Array): boolean {
  const groups = f[F.DADDR] === (0xff020000 | 0) || f[F.DADDR] === (0xff010000 | 0);
  return (
    groups && f[F.DADDR + 1] === 0 && f[F.DADDR + 2] === 0 && (f[F.DADDR + 3] === 1 || f[F.DADDR + 3] === 2)
  );
}

function isLoopback6(f: Int32Array, at: number): boolean {
  return (f[at]! | f[at + 1]! | f[at + 2]!) === 0 && f[at + 3] === 1;
}

/** fe80::/10 in the registers from `at` on. */
export function isLinkLocal(f: Int32Array, at: number): boolean {
  return f[at]! >>> 22 === 0x3fa;
}
