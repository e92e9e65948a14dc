/**
 * One answer of the survey in detail: who gets through to a zone or an address, what they may ask for, a packet that
 * shows it and the line that decides. Where that hangs on something the packet does not tell, it says on what.
 */
import * as F from '../kernel/fields.ts';
import type { PacketDescription, Step, Verdict } from '../kernel/index.ts';
import type { Span } from '../language/ruleset.ts';
import { GATEWAY } from '../policy/model.ts';
import { addressSet } from '../proof/address-sets.ts';
import { FALSE, TRUE } from '../proof/bdd.ts';
import { addressTexts, portTexts } from '../proof/regions.ts';
import type { Stage } from '../proof/replay.ts';
import { addressAt } from '../proof/route-sets.ts';
import type { Registers, Version } from '../proof/space.ts';
import { decisiveStep } from './deciding.ts';
import { type Door, PING } from './doors.ts';
import type { Asked } from './question.ts';
import type { Scene } from './scene.ts';

/** none: no packet; some: some; all: everything an ordinary program sends; unsure: it hangs on something else. */
export type Passing = 'none' | 'some' | 'all' | 'unsure';

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
  /** Zone id, `gerbang`, or null for a sender that belongs to no zone of its interface. */
  from: string | null;
  /** The interface where such a sender comes in; null when it has a zone. */
  via: string | null;
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

/** What the answers are read from. */
export interface Ground {
  scene: Scene;
  /** Plays the examples through the kernel model. */
  stage: Stage;
  doors: readonly Door[];
  /** Hosts that the rules speak of. */
  hosts: readonly string[];
  /** Zones and the gateway itself. */
  places: readonly string[];
}

export class Ways {
  private readonly ground: Ground;

  constructor(ground: Ground) {
    this.ground = ground;
  }

  /** Everything about one cell, family by family. */
  between(from: string, to: string, doorId: string): Way[] {
    const door = this.ground.doors.find(({ id }) => id === doorId);
    if (!door) return [];
    return this.ground.scene.versions.map((version) => this.way(from, to, door, version));
  }

  /**
   * Ways to one address or place, from each of these places. When none is named: from every place, and from addresses
   * of no zone, so that nobody who gets through is missing.
   */
  to({ from, source, place, address, door }: Asked): Way[] {
    const senders = from.length > 0 ? from : this.ground.places.filter((one) => one !== place);
    const wires =
      from.length > 0 ? [] : [...new Set(this.ground.scene.network.zones.map((zone) => zone.interface))];
    return this.ground.scene.versions.flatMap((version) => {
      if ([address, source].some((one) => one !== null && one.includes(':') !== (version === 6))) return [];
      return [
        ...senders.map((sender) => this.way(sender, place, door, version, address, source)),
        ...wires.flatMap((wire) => this.strangers(wire, place, door, version, address)),
      ];
    });
  }

  /** What gets through with a source address that is of no zone behind the interface. */
  private strangers(
    via: string,
    to: string,
    door: Door | null,
    version: Version,
    address: string | null,
  ): Way[] {
    const { scene } = this.ground;
    const knock = this.asked(door, version, address);
    const set = scene.bdd.and(scene.strangers(via, version), scene.arriving(to, version, knock));
    const { must, may } = scene.bounds(set);
    if (may === FALSE) return [];
    return [
      {
        version,
        from: null,
        via,
        to,
        passing: must === FALSE ? 'unsure' : 'some',
        sources: [],
        targets: [],
        ports: [],
        hosts: [],
        passed: this.show(must === FALSE ? may : must, null, to, version),
        refused: null,
        depends: must === may ? [] : this.dependsOn(set),
      },
    ];
  }

  /** The condition of packets, as they came out, that knock at this door of this address. */
  private asked(door: Door | null, version: Version, address: string | null): (fields: Registers) => number {
    const { scene, doors } = this.ground;
    return (fields) => {
      const knock = door === null ? TRUE : scene.knocking(fields, version, door, doors);
      return address === null ? knock : scene.bdd.and(knock, this.isTarget(fields, version, address));
    };
  }

  private isTarget(fields: Registers, version: Version, address: string): number {
    return addressSet(this.ground.scene.world, version, addressAt(fields, F.DADDR), [address]);
  }

  private dependsOn(set: number): Way['depends'] {
    return this.ground.scene.world.dependsOn(set).map(({ what, span }) => ({ what, span }));
  }

  private way(
    from: string,
    to: string,
    door: Door | null,
    version: Version,
    address: string | null = null,
    source: string | null = null,
  ): Way {
    const { scene } = this.ground;
    const { bdd, world } = scene;
    const knock = this.asked(door, version, address);
    let sent = scene.from(from, version);
    const { original } = scene.evaluation(version).journey;
    if (source !== null && original)
      sent = bdd.and(sent, addressSet(world, version, addressAt(original, F.SADDR), [source]));
    const set = bdd.and(sent, scene.arriving(to, version, knock));
    const { must, may } = scene.bounds(set);
    let wanted = bdd.and(sent, door === null ? FALSE : scene.requests(from, to, door, version));
    if (address !== null && to !== GATEWAY && original)
      wanted = bdd.and(wanted, this.isTarget(original, version, address));
    const turnedAway = bdd.minus(wanted, may);
    const hosts = this.ground.hosts.filter(
      (host) =>
        host.includes(':') === (version === 6) &&
        bdd.and(
          sent,
          scene.arriving(to, version, (fields) =>
            bdd.and(knock(fields), this.isTarget(fields, version, host)),
          ),
        ) !== FALSE,
    );
    const ordinary = scene.requests(from, to, door ?? PING, version);
    return {
      version,
      from,
      via: null,
      to,
      passing: passingOf(scene, set, wanted),
      sources: scene.covers(may, ordinary, F.SADDR) ? [] : addressTexts(bdd, may, version, F.SADDR),
      targets: scene.covers(may, ordinary, F.DADDR) ? [] : addressTexts(bdd, may, version, F.DADDR),
      ports: portTexts(bdd, may),
      hosts,
      passed: this.show(must === FALSE ? may : must, from, to, version),
      refused: this.show(turnedAway, from, to, version),
      depends: must === may ? [] : this.dependsOn(set),
    };
  }

  private show(set: number, from: string | null, to: string, version: Version): Shown | null {
    const packet = this.ground.scene.example(set, from, to, version);
    if (packet === null) return null;
    const request = this.ground.stage.play(packet, false)?.request ?? null;
    const out = request?.outTuple;
    const moved = out && (out.dst !== packet.dst || (out.dport ?? undefined) !== packet.dport);
    return {
      packet,
      verdict: request?.verdict ?? null,
      decidedBy: request ? decisiveStep(request) : null,
      became: moved ? `${out.dst}${out.dport === null ? '' : `:${out.dport}`}` : null,
    };
  }
}

/** How much of what ordinary programs want certainly passes, when this set may pass. */
export function passingOf(scene: Scene, set: number, wanted: number): Passing {
  const { must, may } = scene.bounds(set);
  if (may === FALSE) return 'none';
  if (must === FALSE) return 'unsure';
  return wanted !== FALSE && scene.bdd.minus(wanted, must) === FALSE ? 'all' : 'some';
}
