/**
 * Sets and maps as sets of packets: which packets find which element. Follows kernel/sets.ts: the first element in
 * the order of the listing that holds the key wins, `*` takes what no other element does.
 */
import { encodeInterval } from '../kernel/encode.ts';
import type { WordRange } from '../kernel/tables.ts';
import type { SetDefinition, SetElement } from '../language/ruleset.ts';
import { FALSE } from './bdd.ts';
import { within } from './bits.ts';
import type { Word } from './word.ts';
import { NotModelled, type World } from './world.ts';

export interface Hit {
  element: SetElement;
  set: number;
}

/** Packets whose key is in the set. */
export function membersOf(world: World, definition: SetDefinition, key: readonly Word[]): number {
  const { bdd } = world;
  if (definition.elements.some(({ catchAll }) => catchAll)) return bdd.not(FALSE);
  return bdd.union(definition.elements.flatMap((element) => boxesOf(world, definition, element, key)));
}

/** Packets by the element they find; disjoint. Elements that nobody finds are left out. */
export function hitsOf(world: World, definition: SetDefinition, key: readonly Word[], among: number): Hit[] {
  const { bdd } = world;
  const hits: Hit[] = [];
  let rest = among;
  const take = (element: SetElement, wanted: number): void => {
    const set = bdd.and(rest, wanted);
    if (set === FALSE) return;
    hits.push({ element, set });
    rest = bdd.minus(rest, set);
  };
  for (const element of definition.elements)
    if (!element.catchAll) take(element, bdd.union(boxesOf(world, definition, element, key)));
  for (const element of definition.elements) if (element.catchAll) take(element, rest);
  return hits;
}

/** May the element, or what it carries, stop matching without the packet saying so? */
export function isMoody(definition: SetDefinition, element: SetElement): boolean {
  const statements = element.statements.length > 0 ? element.statements : definition.statements;
  const lifetime =
    element.expiresMs ?? element.timeoutMs ?? (definition.timeout ? definition.timeoutMs : null);
  return lifetime !== null || statements.some(({ kind }) => kind !== 'counter');
}

/** One set of packets for each key an element stands for (a wildcard interface name stands for several). */
function boxesOf(
  world: World,
  definition: SetDefinition,
  element: SetElement,
  key: readonly Word[],
): number[] {
  let boxes: { at: number; ranges: WordRange[] }[] = [{ at: 0, ranges: [] }];
  for (const [i, interval] of element.key.entries()) {
    const type = definition.key[i];
    if (!type) throw new NotModelled('set key');
    const parts = encodeInterval(interval, type, world.topology.interfaces);
    boxes = boxes.flatMap(({ at, ranges }) =>
      parts.map((part) => ({ at: at + part.low.length, ranges: [...ranges, part] })),
    );
  }
  return boxes.map(({ ranges }) => boxOf(world, ranges, key));
}

function boxOf(world: World, ranges: readonly WordRange[], key: readonly Word[]): number {
  const { bdd } = world;
  let at = 0;
  let result = bdd.not(FALSE);
  for (const { low, high } of ranges) {
    result = bdd.and(result, within(bdd, key.slice(at, at + low.length), low, high));
    at += low.length;
  }
  return result;
}
