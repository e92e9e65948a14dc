/** One chain by itself: packets as they may come to it from anywhere in the router. */
import * as F from '../kernel/fields.ts';
import type { Chain, Table } from '../language/ruleset.ts';
import { Journey } from './journey.ts';
import { anyRegisters, type Version } from './space.ts';
import type { World } from './world.ts';

/** A detailed journey that starts in front of the chain with every field free. */
export function anywhere(world: World, chain: Chain, version: Version): Journey {
  const journey = new Journey(world, version, anyRegisters(world.bdd, version));
  journey.detailed = true;
  journey.hook = chain.base ? (F.HOOKS as readonly string[]).indexOf(chain.base.hook) : F.FORWARD;
  return journey;
}

/** Families whose packets a table sees. */
export function versionsOf({ family }: Table): Version[] {
  return family === 'inet' ? [4, 6] : [family === 'ip' ? 4 : 6];
}
