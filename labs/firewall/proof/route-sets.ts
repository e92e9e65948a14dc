/**
 * Routing as sets: which packets the router keeps, passes on, or throws away. The same decisions, in the same order,
 * as kernel/routing.ts, kernel/topology.ts and kernel/fib.ts take for one packet.
 */
import * as F from '../kernel/fields.ts';
import { ANYCAST, BROADCAST, LOCAL, MULTICAST, type Route, UNICAST } from '../kernel/topology.ts';
import { FALSE, TRUE } from './bdd.ts';
import { differs, equals, selected } from './bits.ts';
import { oneOf, type Registers, type Version } from './space.ts';
import { choose, type Word } from './word.ts';
import type { World } from './world.ts';

/** Packets by the route their address leads to; null: no route. The sets are disjoint and cover everything. */
export type Partition = readonly { route: Route | null; set: number }[];

/** The part of all packets whose address (four words) lies in the network. */
export function inNetwork(
  world: World,
  address: readonly Word[],
  { words, mask }: Pick<Route, 'words' | 'mask'>,
): number {
  let result: number = TRUE;
  for (let i = 3; i >= 0; i--)
    if (mask[i]) result = world.bdd.and(equals(world.bdd, address[i]!, words[i]!, mask[i]!), result);
  return result;
}

export function addressAt(registers: Registers, at: number): Word[] {
  return registers.slice(at, at + 4);
}

export function partition(
  world: World,
  version: Version,
  address: readonly Word[],
  tables: 'all' | 'local',
): Partition {
  const routes = world.routes(version, tables);
  const before = world.partitions.find(
    (one) => one.routes === routes && one.address.every((word, i) => word === address[i]),
  );
  if (before) return before.parts;
  const parts = split(world, routes, address);
  world.partitions.push({ routes, address, parts });
  return parts;
}

/** The first route that fits wins. Of two networks one holds the other, or they have nothing in common. */
function split(world: World, routes: readonly Route[], address: readonly Word[]): Partition {
  const { bdd } = world;
  const networks = routes.map((route) => inNetwork(world, address, route));
  const parts = routes.flatMap((route, i) => {
    const before = routes.slice(0, i);
    if (before.some((one) => holds(one, route))) return [];
    const taken = bdd.union(networks.filter((_, at) => at < i && holds(route, routes[at]!)));
    const set = bdd.minus(networks[i]!, taken);
    return set === FALSE ? [] : [{ route, set }];
  });
  const unrouted = routes.some(({ length }) => length === 0) ? FALSE : bdd.not(bdd.union(networks));
  return [...parts, { route: null, set: unrouted }];
}

/** Are all addresses of the narrow route's network in the wide one's? */
function holds(wide: Route, narrow: Route): boolean {
  return (
    wide.length <= narrow.length && wide.mask.every((mask, i) => (narrow.words[i]! & mask) === wide.words[i])
  );
}

/** Union of the parts whose route fits. */
export function partsWith(world: World, parts: Partition, fits: (route: Route | null) => boolean): number {
  return world.bdd.union(parts.flatMap(({ route, set }) => (fits(route) ? [set] : [])));
}

/** Where packets that arrived go. What is in none of the three sets is dropped by the kernel itself. */
export interface Course {
  local: number;
  /** Passed on; the interface they leave by. */
  device: number;
  dev: Word;
}

export function courseOf(world: World, version: Version, registers: Registers): Course {
  return version === 4 ? course4(world, registers) : course6(world, registers);
}

function course4(world: World, registers: Registers): Course {
  const { bdd } = world;
  const source = addressAt(registers, F.SADDR);
  const target = addressAt(registers, F.DADDR);
  const first = (word: Word, value: number, bits: number): number =>
    equals(bdd, word, (value << (32 - bits)) | 0, (-1 << (32 - bits)) | 0);
  const from = source[0]!;
  const to = target[0]!;
  const zeroSource = equals(bdd, from, 0);
  const badSource = bdd.or(first(from, 14, 4), equals(bdd, from, -1));
  const valid = validSources(world, registers);
  const parts = partition(world, 4, target, 'all');
  const multicast = first(to, 14, 4);
  const allHosts = equals(bdd, to, 0xe0000001 | 0);
  const hosts = bdd.minus(allHosts, bdd.or(badSource, first(from, 127, 8)));
  const group = bdd.and(hosts, bdd.or(zeroSource, valid));
  const limited = bdd.or(equals(bdd, to, -1), bdd.and(equals(bdd, from, 0), equals(bdd, to, 0)));
  const broadcastRoute = partsWith(world, parts, (route) => route?.type === BROADCAST);
  const plain = bdd.minus(
    bdd.minus(bdd.minus(bdd.minus(TRUE, multicast), badSource), limited),
    bdd.union([zeroSource, first(from, 127, 8), equals(bdd, to, 0), first(to, 127, 8)]),
  );
  const toOwn = bdd.and(
    plain,
    bdd.and(
      valid,
      partsWith(world, parts, (route) => route?.type === LOCAL),
    ),
  );
  const toOthers = bdd.and(
    plain,
    bdd.and(
      valid,
      partsWith(world, parts, (route) => route?.type === UNICAST),
    ),
  );
  const broadcast = bdd.and(
    bdd.minus(bdd.minus(bdd.or(limited, bdd.and(plain, broadcastRoute)), multicast), badSource),
    bdd.or(zeroSource, valid),
  );
  return { local: bdd.union([group, toOwn, broadcast]), device: toOthers, dev: devices(world, parts) };
}

/** The reverse path filter (isSourceValid of kernel/routing.ts). */
function validSources(world: World, registers: Registers): number {
  const { bdd, topology } = world;
  const parts = partition(world, 4, addressAt(registers, F.SADDR), 'all');
  const { rpFilter } = topology.settings;
  const all = rpFilter.all ?? 0;
  const off = partsWith(world, parts, (route) => route?.type !== LOCAL);
  let result: number = off;
  for (const [number, { name }] of topology.interfaces.entries()) {
    const filter = Math.max(all, rpFilter[name] ?? 0);
    if (filter === 0 || number === 0) continue;
    const strict = filter === 1;
    const valid = partsWith(
      world,
      parts,
      (route) => route?.type === UNICAST && (!strict || route.dev === number),
    );
    result = bdd.ite(equals(bdd, registers[F.IIF]!, number), valid, result);
  }
  return result;
}

function course6(world: World, registers: Registers): Course {
  const { bdd } = world;
  const target = addressAt(registers, F.DADDR);
  const parts = partition(world, 6, target, 'all');
  const group = bdd.and(
    oneOf(bdd, target[0]!, [0xff020000 | 0, 0xff010000 | 0]),
    bdd.union([1, 2].map((last) => allOf(world, target.slice(1), [0, 0, last]))),
  );
  const own = partsWith(world, parts, (route) => route?.type === LOCAL || route?.type === ANYCAST);
  const joined = bdd.and(
    partsWith(world, parts, (route) => route?.type === MULTICAST),
    group,
  );
  const device = partsWith(
    world,
    parts,
    (route) => route !== null && ![LOCAL, ANYCAST, MULTICAST].includes(route.type),
  );
  const linkLocal = isLinkLocal(world, target);
  const dev = choose(bdd, linkLocal, registers[F.IIF]!, devices(world, parts));
  return { local: bdd.or(own, joined), device, dev };
}

/** Interface number of the route of each packet. */
export function devices(world: World, parts: Partition): Word {
  return selected(
    world.bdd,
    parts.map(({ route, set }) => ({ set, value: route?.dev ?? 0 })),
  );
}

/** Packets that are dropped before any hook (refusedAtDoor). */
export function refusedAtDoor(world: World, version: Version, registers: Registers): number {
  if (version === 4) return FALSE;
  const { bdd } = world;
  const source = addressAt(registers, F.SADDR);
  const target = addressAt(registers, F.DADDR);
  const multicast = equals(bdd, target[0]!, 0xff000000 | 0, 0xff000000 | 0);
  const scope = bdd.union([0, 1].map((value) => equals(bdd, target[0]!, value << 16, 15 << 16)));
  return bdd.union([
    equals(bdd, source[0]!, 0xff000000 | 0, 0xff000000 | 0),
    allOf(world, source, [0, 0, 0, 1]),
    allOf(world, target, [0, 0, 0, 1]),
    bdd.and(multicast, scope),
  ]);
}

/** Packets that may not be passed on: not sent to the router, or with a source that must not leave its link. */
export function refusedForward(world: World, version: Version, registers: Registers, dev: Word): number {
  const { bdd } = world;
  const notForUs = bdd.not(equals(bdd, registers[F.PKTTYPE]!, 0));
  if (version === 4) return notForUs;
  const source = addressAt(registers, F.SADDR);
  const confined = bdd.or(allOf(world, source, [0, 0, 0, 0]), isLinkLocal(world, source));
  return bdd.or(notForUs, bdd.and(confined, differs(bdd, dev, registers[F.IIF]!)));
}

/** PACKET_* that the frame arrives as: 1 broadcast, 2 multicast (Topology.packetType). */
export function packetType(world: World, version: Version, registers: Registers): Word {
  const { bdd } = world;
  const target = addressAt(registers, F.DADDR);
  const to = target[0]!;
  if (version === 6)
    return selected(bdd, [{ set: equals(bdd, to, 0xff000000 | 0, 0xff000000 | 0), value: 2 }]);
  const multicast = equals(bdd, to, 0xe0000000 | 0, 0xf0000000 | 0);
  const parts = partition(world, 4, target, 'local');
  const broadcast = bdd.or(
    equals(bdd, to, -1),
    partsWith(world, parts, (route) => route?.type === BROADCAST),
  );
  return selected(bdd, [
    { set: multicast, value: 2 },
    { set: bdd.minus(broadcast, multicast), value: 1 },
  ]);
}

export function allOf(world: World, words: readonly Word[], values: readonly number[]): number {
  return words.reduce(
    (set, word, i) => world.bdd.and(set, equals(world.bdd, word, values[i]!)),
    TRUE as number,
  );
}

/** fe80::/10 and ff02::/16, which only have a meaning on one link (isOfLink of kernel/fib.ts). */
export function isOfLink(world: World, address: readonly Word[]): number {
  const group = equals(world.bdd, address[0]!, 0xff020000 | 0, 0xff0f0000 | 0);
  return world.bdd.or(isLinkLocal(world, address), group);
}

function isLinkLocal(world: World, address: readonly Word[]): number {
  return equals(world.bdd, address[0]!, 0xfe800000 | 0, 0xffc00000 | 0);
}
