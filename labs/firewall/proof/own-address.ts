/** Addresses of the router that masquerade and redirect write, as the twin of kernel/nat-statement.ts picks them. */
import * as F from '../kernel/fields.ts';
import { LOCAL } from '../kernel/topology.ts';
import { FALSE, TRUE } from './bdd.ts';
import { equals } from './bits.ts';
import type { Journey } from './journey.ts';
import { addressAt, inNetwork, partition, partsWith } from './route-sets.ts';
import type { Word } from './word.ts';
import type { Target } from './write-tuple.ts';

const LOCALHOST4 = [0x7f000001, 0, 0, 0];
const LOCALHOST6 = [0, 0, 0, 1];

/** The address that each packet gets from the interface by which it leaves (masqueradeAddress of the kernel model). */
export function masqueradeTargets(journey: Journey, among: number): Target[] {
  const { world, version, registers } = journey;
  const { bdd, topology } = world;
  const address = addressAt(registers, F.DADDR);
  const result: Target[] = [];
  const add = (set: number, words: readonly number[] | null): void => {
    if (set !== FALSE && words !== null) result.push({ set, low: words, high: words });
  };
  let rest = among;
  if (version === 6) {
    const parts = partition(world, 6, address, 'local').filter(({ route }) => route?.type === LOCAL);
    const own = bdd.and(
      rest,
      partsWith(world, parts, () => true),
    );
    if (own !== FALSE) for (const { route, set } of parts) add(bdd.and(own, set), route?.words ?? null);
    rest = bdd.minus(rest, own);
  }
  const gateways = version === 6 ? [{ via: null, set: TRUE }] : gatewaysOf(journey, address);
  for (const dev of topology.interfaces.keys()) {
    const leaving = bdd.and(rest, equals(bdd, registers[F.OIF]!, dev));
    if (dev === 0 || leaving === FALSE) continue;
    for (const { via, set } of gateways) {
      if (via !== null || version === 6)
        add(bdd.and(leaving, set), topology.sourceAddress(dev, version, via));
      else addNearest(journey, dev, address, bdd.and(leaving, set), add);
    }
  }
  return result;
}

function gatewaysOf({ world }: Journey, address: readonly Word[]): { via: number | null; set: number }[] {
  return partition(world, 4, address, 'all').map(({ route, set }) => ({ via: route?.via ?? null, set }));
}

/** Without a gateway, the interface's address in the network of the target is preferred. */
function addNearest(
  { world }: Journey,
  dev: number,
  address: readonly Word[],
  among: number,
  add: (set: number, words: readonly number[] | null) => void,
): void {
  const { bdd, topology } = world;
  let rest = among;
  for (const { version, words, length } of topology.interfaces[dev]!.addresses) {
    if (version !== 4 || words[0] >>> 24 === 127) continue;
    const near = bdd.and(rest, inNetwork(world, address, networkOf(words, length)));
    add(near, words);
    rest = bdd.minus(rest, near);
  }
  add(rest, topology.sourceAddress(dev, 4, null));
}

function networkOf(words: readonly [number, number, number, number], length: number) {
  const mask = length === 0 ? 0 : (-1 << (32 - length)) | 0;
  return { words: [words[0] & mask, 0, 0, 0] as const, mask: [mask, 0, 0, 0] as const };
}

/** The first address of the interface by which each packet came; in output the router itself. */
export function redirectTargets(journey: Journey, among: number): Target[] {
  const { world, version, registers, hook } = journey;
  if (hook === F.OUTPUT) {
    const words = version === 4 ? LOCALHOST4 : LOCALHOST6;
    return [{ set: among, low: words, high: words }];
  }
  return world.topology.interfaces.flatMap((_, dev) => {
    const words = dev === 0 ? null : world.topology.sourceAddress(dev, version, null);
    const set = world.bdd.and(among, equals(world.bdd, registers[F.IIF]!, dev));
    return words === null || set === FALSE ? [] : [{ set, low: words, high: words }];
  });
}
