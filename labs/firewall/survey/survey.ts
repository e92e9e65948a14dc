/**
 * "Who can reach what" for a real ruleset and all packets: a matrix of zones and doors, one cell in detail, and free
 * questions. Where the answer hangs on something that the packet does not tell, it says on what and in which line.
 */
import * as F from '../kernel/fields.ts';
import type { PacketDescription, Step, Verdict } from '../kernel/index.ts';
import type { Ruleset, Span } from '../language/ruleset.ts';
import { GATEWAY } from '../policy/model.ts';
import { addressSet } from '../proof/address-sets.ts';
import { FALSE } from '../proof/bdd.ts';
import { addressTexts, portTexts } from '../proof/regions.ts';
import { Stage } from '../proof/replay.ts';
import { addressAt } from '../proof/route-sets.ts';
import type { Version } from '../proof/space.ts';
import type { Unsupported } from '../proof/world.ts';
import { mentionsOf, natTargets } from '../reading/mentions.ts';
import { decisiveStep } from './deciding.ts';
import { type Door, doorsOf, PING } from './doors.ts';
import { networkOf, type SurveyZone } from './network.ts';
import type { Asked } from './question.ts';
import { Scene } from './scene.ts';

/** none: no packet; some: some; all: everything an ordinary program sends; unsure: it hangs on something else. */
export type Passing = 'none' | 'some' | 'all' | 'unsure';

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

/** One way through (or the refusal), shown by a packet. */
export interface Shown {
  packet: PacketDescription;
  verdict: Verdict['verdict'] | null;
  /** Null: the kernel itself decided, or the model cannot play this ruleset. */
  decidedBy: Step | null;
  /** Address and port it came out with when NAT changed them. */
  became: string | null;
}

export interface Way {
  version: Version;
  from: string;
  to: string;
  passing: Passing;
  /** Sources that get through: addresses, prefixes, `first-last`; empty: everybody of the zone. */
  sources: string[];
  /** What they ask for: destination addresses as sent (empty: all of the zone), and ports (empty: any). */
  targets: string[];
  ports: string[];
  /** Hosts that the rules speak of and that are reached. */
  hosts: string[];
  passed: Shown | null;
  refused: Shown | null;
  depends: { what: string; span: Span }[];
}

const MOST_HOSTS = 60;

export class Survey {
  readonly scene: Scene;
  readonly doors: Door[];
  private readonly left: number;
  private readonly stage: Stage;
  private readonly hosts: string[];

  /** Throws ZoneError. The ruleset must be free of errors. */
  constructor(ruleset: Ruleset, zones: readonly SurveyZone[], ipv6: boolean) {
    this.scene = new Scene(ruleset, networkOf(zones, ipv6));
    this.stage = new Stage(ruleset, this.scene.topology);
    const { doors, left } = doorsOf(ruleset);
    this.doors = doors;
    this.left = left;
    this.hosts = hostsOf(ruleset);
  }

  /** Zones and the gateway itself, in the order of the zones. */
  get places(): string[] {
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

  /** Everything about one cell, family by family. */
  detail(from: string, to: string, doorId: string): Way[] {
    const door = this.doors.find(({ id }) => id === doorId);
    if (!door) return [];
    return this.scene.versions.map((version) => this.way(from, to, door, version));
  }

  /** Ways to one address or place, from each of these places; every place when none is named. */
  waysTo({ from, source, place, address, door }: Asked): Way[] {
    const senders = from.length > 0 ? from : this.places.filter((one) => one !== place);
    return this.scene.versions.flatMap((version) => {
      if ([address, source].some((one) => one !== null && one.includes(':') !== (version === 6))) return [];
      return senders.map((sender) => this.way(sender, place, door, version, address, source));
    });
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
      return this.passing(set, scene.requests(from, to, door, version));
    });
  }

  private passing(set: number, wanted: number): Passing {
    const { bdd } = this.scene;
    const { must, may } = this.scene.bounds(set);
    if (may === FALSE) return 'none';
    if (must === FALSE) return 'unsure';
    return wanted !== FALSE && bdd.minus(wanted, must) === FALSE ? 'all' : 'some';
  }

  private way(
    from: string,
    to: string,
    door: Door | null,
    version: Version,
    address: string | null = null,
    source: string | null = null,
  ): Way {
    const { scene } = this;
    const { bdd, world } = scene;
    const target = (fields: Parameters<typeof addressAt>[0], text: string): number =>
      addressSet(world, version, addressAt(fields, F.DADDR), [text]);
    const knock = (fields: Parameters<typeof addressAt>[0]): number => {
      const asked = door === null ? bdd.not(FALSE) : scene.knocking(fields, version, door, this.doors);
      return address === null ? asked : bdd.and(asked, target(fields, address));
    };
    let sent = scene.from(from, version);
    const { original } = scene.evaluation(version).journey;
    if (source !== null && original)
      sent = bdd.and(sent, addressSet(world, version, addressAt(original, F.SADDR), [source]));
    const set = bdd.and(sent, scene.arriving(to, version, knock));
    const { must, may } = scene.bounds(set);
    let wanted = bdd.and(sent, door === null ? FALSE : scene.requests(from, to, door, version));
    if (address !== null && to !== GATEWAY && original) wanted = bdd.and(wanted, target(original, address));
    const turnedAway = bdd.minus(wanted, may);
    const hosts = this.hosts.filter(
      (host) =>
        host.includes(':') === (version === 6) &&
        bdd.and(
          sent,
          scene.arriving(to, version, (fields) => bdd.and(knock(fields), target(fields, host))),
        ) !== FALSE,
    );
    const ordinary = scene.requests(from, to, door ?? PING, version);
    return {
      version,
      from,
      to,
      passing: this.passing(set, wanted),
      sources: scene.covers(may, ordinary, F.SADDR) ? [] : addressTexts(bdd, may, version, F.SADDR),
      targets: scene.covers(may, ordinary, F.DADDR) ? [] : addressTexts(bdd, may, version, F.DADDR),
      ports: portTexts(bdd, may),
      hosts,
      passed: this.show(must === FALSE ? may : must, from, to, version),
      refused: this.show(turnedAway, from, to, version),
      depends: must === may ? [] : world.dependsOn(set).map(({ what, span }) => ({ what, span })),
    };
  }

  private show(set: number, from: string, to: string, version: Version): Shown | null {
    const packet = this.scene.example(set, from, to, version);
    if (packet === null) return null;
    const request = this.stage.play(packet, false)?.request ?? null;
    const out = request?.outTuple;
    const moved = out && (out.dst !== packet.dst || (out.dport ?? undefined) !== packet.dport);
    return {
      packet,
      verdict: request?.verdict ?? null,
      decidedBy: request ? decisiveStep(request) : null,
      became: moved ? `${out.dst}${out.dport === null ? '' : `:${out.dport}`}` : null,
    };
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
