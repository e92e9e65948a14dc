/** One requirement of a policy, decided for all packets of one family. */
import type { PacketDescription } from '../kernel/index.ts';
import { GATEWAY, isAnswered, type Policy, type Requirement, type Service } from '../policy/model.ts';
import { FALSE, TRUE } from './bdd.ts';
import type { Evaluation, Evaluator } from './evaluate.ts';
import { Places } from './places.ts';
import { FIRST_UNKNOWN, type Version } from './space.ts';
import { witness } from './witness.ts';
import type { Unknown, World } from './world.ts';

/** All first packets of one family through one ruleset, at one moment. */
export interface Scene {
  world: World;
  evaluator: Evaluator;
  version: Version;
  evaluation: Evaluation;
}

export interface CellProof {
  from: string;
  /** Where the service is. */
  place: string;
  service: Service;
  status: 'held' | 'broken' | 'not-proved';
  /** A packet that breaks the requirement (broken), or that may break it (not proved). */
  packet: PacketDescription | null;
  /** True: the request arrives but its answer does not. */
  answerLost: boolean;
  /** What the answer depends on besides the packet. */
  depends: Unknown[];
}

type Found = Pick<CellProof, 'status' | 'packet' | 'answerLost' | 'depends'>;

const HELD: Found = { status: 'held', packet: null, answerLost: false, depends: [] };

export function openScene(world: World, evaluator: Evaluator, version: Version): Scene {
  return { world, evaluator, version, evaluation: evaluator.firstPackets(version) };
}

/** @param later The scene at any later time, null when time does not matter. */
export function proveRequirement(
  policy: Policy,
  requirement: Requirement,
  fresh: Scene,
  later: Scene | null,
): CellProof[] {
  return requirement.from.flatMap((from) =>
    requirement.to.flatMap((to) => {
      const service = policy.services.find(({ id }) => id === to);
      return (service?.places ?? []).flatMap((place) => {
        if (!service || (place === from && place !== GATEWAY)) return [];
        const cell = { from, place, service };
        const found =
          requirement.expected === 'drop'
            ? proveRefused(policy, requirement, cell, fresh, later)
            : provePassed(policy, requirement, cell, fresh);
        return [{ ...cell, ...found }];
      });
    }),
  );
}

interface Cell {
  from: string;
  place: string;
  service: Service;
}

function proveRefused(
  policy: Policy,
  requirement: Requirement,
  cell: Cell,
  fresh: Scene,
  later: Scene | null,
): Found {
  const now = breaches(policy, requirement, cell, fresh);
  const { bdd } = fresh.world;
  const certain = bdd.truncate(now, FIRST_UNKNOWN, FALSE);
  if (certain !== FALSE) return { ...HELD, status: 'broken', packet: pick(policy, cell, fresh, certain) };
  const ever = later === null ? now : bdd.or(now, breaches(policy, requirement, cell, later));
  const possible = bdd.truncate(ever, FIRST_UNKNOWN, TRUE);
  if (possible === FALSE) return HELD;
  const depends = (later ?? fresh).world.dependsOn(ever);
  return { ...HELD, status: 'not-proved', packet: pick(policy, cell, fresh, possible), depends };
}

/** Packets from the place that come out at the service. */
function breaches(
  policy: Policy,
  requirement: Requirement,
  { from, place, service }: Cell,
  scene: Scene,
): number {
  const { world, version, evaluation } = scene;
  const { bdd } = world;
  const places = new Places(world, policy, version);
  const coming = places.from(from, requirement, service);
  return bdd.union(
    evaluation.deliveries
      .filter(({ to }) => (to === 'local') === (place === GATEWAY))
      .map(({ set, registers }) => bdd.and(bdd.and(coming, set), places.reached(registers, place, service))),
  );
}

function provePassed(policy: Policy, requirement: Requirement, cell: Cell, fresh: Scene): Found {
  const { world, version, evaluation, evaluator } = fresh;
  const { bdd } = world;
  const { from, place, service } = cell;
  const places = new Places(world, policy, version);
  const wanted = places.requests(from, place, requirement, service);
  if (wanted === FALSE) return HELD;
  let arrived: number = FALSE;
  let answered: number = FALSE;
  for (const delivery of evaluation.deliveries) {
    if ((delivery.to === 'local') !== (place === GATEWAY)) continue;
    const there = bdd.and(bdd.and(wanted, delivery.set), places.reached(delivery.registers, place, service));
    const here = there === FALSE ? FALSE : bdd.and(there, places.seen(delivery.registers, requirement));
    if (here === FALSE) continue;
    arrived = bdd.or(arrived, here);
    if (!isAnswered(service)) {
      answered = bdd.or(answered, here);
      continue;
    }
    const original = evaluation.journey.original;
    if (original === null) continue;
    const back = evaluator.answers({ ...delivery, set: here, version }, original);
    for (const { to, set, registers } of back.deliveries) {
      if ((to === 'local') !== (from === GATEWAY)) continue;
      answered = bdd.or(answered, from === GATEWAY ? set : bdd.and(set, places.returned(registers, from)));
    }
  }
  const lost = bdd.minus(wanted, bdd.truncate(arrived, FIRST_UNKNOWN, TRUE));
  if (lost !== FALSE) return { ...HELD, status: 'broken', packet: pick(policy, cell, fresh, lost) };
  const unanswered = bdd.minus(wanted, bdd.truncate(answered, FIRST_UNKNOWN, TRUE));
  if (unanswered !== FALSE)
    return { ...HELD, status: 'broken', packet: pick(policy, cell, fresh, unanswered), answerLost: true };
  const unsure = bdd.minus(wanted, bdd.truncate(bdd.and(arrived, answered), FIRST_UNKNOWN, FALSE));
  if (unsure === FALSE) return HELD;
  const depends = world.dependsOn(bdd.and(arrived, answered));
  return { ...HELD, status: 'not-proved', packet: pick(policy, cell, fresh, unsure), depends };
}

function pick(
  policy: Policy,
  { from, place, service }: Cell,
  { world, version }: Scene,
  set: number,
): PacketDescription | null {
  const places = new Places(world, policy, version);
  return witness(world.bdd, world.topology, version, set, [
    places.typical(from),
    places.typicalTarget(from, place, service),
  ]);
}
