/**
 * Advice about a ruleset: rules that do nothing, doors wider than they look, and traffic that must not be dropped.
 * Each finding is true of all packets of the space; where time decides, nothing is claimed.
 */
import type { Topology } from '../kernel/index.ts';
import type { Bilingual } from '../language/diagnostics.ts';
import type { Ruleset, Span } from '../language/ruleset.ts';
import { Bdd } from './bdd.ts';
import { RuleAdviser } from './rule-advice.ts';
import { dependsOnTime } from './stateful.ts';
import { TrafficAdviser } from './traffic-advice.ts';
import { World } from './world.ts';

export type AdviceKind =
  | 'never-matches'
  | 'shadowed'
  | 'redundant'
  | 'limit-without-effect'
  | 'any-any'
  | 'untranslated-address'
  | 'neighbour-discovery-dropped'
  | 'path-mtu-dropped'
  | 'ipv6-open'
  | 'management-locked-out';

export interface Advice {
  kind: AdviceKind;
  /** Rule or chain it is about. */
  span: Span;
  message: Bilingual;
  /** Of a shadowed rule: the first rules that take its packets. */
  by?: Span[];
}

/** In the order of the text. Throws TooLarge. */
export function advise(ruleset: Ruleset, topology: Topology, nodes?: number): Advice[] {
  const world = new World(new Bdd(nodes), topology, dependsOnTime(ruleset) ? 'ever' : 'fresh');
  const advice = [...new RuleAdviser(world, ruleset).all(), ...new TrafficAdviser(world, ruleset).all()];
  return advice.sort((a, b) => a.span.offset - b.span.offset);
}
