/** "Who can reach what" for a real ruleset and all packets: a matrix of zones and doors, and each answer in detail. */
import type { Ruleset } from '../language/ruleset.ts';
import { GATEWAY } from '../policy/model.ts';
import { FALSE } from '../proof/bdd.ts';
import { Stage } from '../proof/replay.ts';
import type { Version } from '../proof/space.ts';
import type { Unsupported } from '../proof/world.ts';
import { mentionsOf, natTargets } from '../reading/mentions.ts';
import { type Door, doorsOf } from './doors.ts';
import { networkOf, type SurveyZone } from './network.ts';
import { Scene } from './scene.ts';
import { type Passing, passingOf, Ways } from './ways.ts';

export interface MatrixCell {
  from: string;
  to: string;
  door: string;
  /** By family; absent where the gateway does not speak it. */
  passing: Partial<Record<Version, Passing>>;
}

export interface Matrix {
  doors: Door[];
  /** Doors that were too many for the table and count among the rest. */
  left: number;
  /** Zone ids, and `gerbang`. A zone to itself is left out: its packets do not come through here. */
  cells: MatrixCell[];
  unsupported: Unsupported[];
  nodes: number;
}

const MOST_HOSTS = 60;

export class Survey {
  readonly scene: Scene;
  readonly ways: Ways;
  private readonly doors: Door[];
  private readonly left: number;
  private readonly stage: Stage;

  /** Throws ZoneError. The ruleset must be free of errors. */
  constructor(ruleset: Ruleset, zones: readonly SurveyZone[], ipv6: boolean) {
    this.scene = new Scene(ruleset, networkOf(zones, ipv6));
    this.stage = new Stage(ruleset, this.scene.topology);
    const { doors, left } = doorsOf(ruleset);
    this.doors = doors;
    this.left = left;
    const { scene, stage, places } = this;
    this.ways = new Ways({ scene, stage, doors, places, hosts: hostsOf(ruleset) });
  }

  /** Zones and the gateway itself, in the order of the zones. */
  private get places(): string[] {
    return [...this.scene.network.zones.map(({ id }) => id), GATEWAY];
  }

  /** Throws TooLarge. @param onProgress Told before each target: how many of how many are done. */
  matrix(onProgress: (done: number, of: number) => void = () => {}): Matrix {
    const { places, doors } = this;
    const cells = places.flatMap((to, i) => {
      onProgress(i, places.length);
      return places.flatMap((from) => {
        if (from === to) return [];
        const byVersion = this.scene.versions.map(
          (version) => [version, this.passings(from, to, version)] as const,
        );
        return doors.map(
          (door, d): MatrixCell => ({
            from,
            to,
            door: door.id,
            passing: Object.fromEntries(byVersion.map(([version, all]) => [version, all[d]!])),
          }),
        );
      });
    });
    const { world, bdd } = this.scene;
    return {
      doors,
      left: this.left,
      cells,
      unsupported: this.unsupported(world.unsupported),
      nodes: bdd.nodes,
    };
  }

  private passings(from: string, to: string, version: Version): Passing[] {
    const { scene, doors } = this;
    const { bdd } = scene;
    const sent = scene.from(from, version);
    if (bdd.and(sent, scene.arriving(to, version)) === FALSE) return doors.map(() => 'none');
    return doors.map((door) => {
      const set = bdd.and(
        sent,
        scene.arriving(to, version, (fields) => scene.knocking(fields, version, door, doors)),
      );
      if (set === FALSE) return 'none';
      return passingOf(scene, set, scene.requests(from, to, door, version));
    });
  }

  private unsupported(all: readonly Unsupported[]): Unsupported[] {
    const { fault } = this.stage;
    const joined = fault ? [...all, { ...fault, bounded: true }] : all;
    return joined.filter(
      (one, i) =>
        joined.findIndex(({ span }) => span.offset === one.span.offset && span.file === one.span.file) === i,
    );
  }
}

/** Single addresses that rules send to or let through to. */
export function hostsOf(ruleset: Ruleset): string[] {
  const found = new Set<string>();
  for (const mention of mentionsOf(ruleset)) {
    for (const network of mention.target)
      if (network.endsWith(network.includes(':') ? '/128' : '/32')) found.add(network.split('/')[0]!);
    if (mention.nat?.action === 'dnat') for (const address of natTargets(mention)) found.add(address);
  }
  return [...found].slice(0, MOST_HOSTS);
}
