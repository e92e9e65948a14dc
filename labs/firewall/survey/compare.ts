/**
 * What a change opens and closes, zone by zone and for all packets: new connections, and answers that no longer come
 * back. Packets that belong to no zone (a source that its interface should not bring) are told too, so that an empty
 * result means: nothing changes.
 */
import * as F from '../kernel/fields.ts';
import type { PacketDescription, Step } from '../kernel/index.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { GATEWAY } from '../policy/model.ts';
import { Bdd, FALSE } from '../proof/bdd.ts';
import { equals } from '../proof/bits.ts';
import { exits } from '../proof/difference.ts';
import { addressTexts, portTexts } from '../proof/regions.ts';
import { Stage } from '../proof/replay.ts';
import { fieldWord, oneOf, type Version } from '../proof/space.ts';
import type { Unknown, Unsupported } from '../proof/world.ts';
import { decisiveStep } from './deciding.ts';
import { PING } from './doors.ts';
import { networkOf, type SurveyZone } from './network.ts';
import { Scene } from './scene.ts';

export interface ZoneChange {
  /** `answers`: the request passes before and after, but its answer came back before and does not after. */
  kind: 'opened' | 'closed' | 'answers';
  version: Version;
  /** Zone id, `gerbang`, or null for a sender that belongs to no zone of its interface. */
  from: string | null;
  to: string;
  protocol: 'tcp' | 'udp' | 'icmp' | 'other';
  /** Destination ports as sent; empty: any, or a protocol without. */
  ports: string[];
  /** Empty: everybody of the zone, and all of its addresses. */
  sources: string[];
  targets: string[];
  packet: PacketDescription;
  before: Step | null;
  after: Step | null;
  /** False: the kernel model cannot play one of the versions, so no line is named. */
  played: boolean;
}

export interface Comparison {
  changes: ZoneChange[];
  unsupported: { version: 'before' | 'after'; one: Unsupported }[];
}

interface Pair {
  old: Scene;
  now: Scene;
  stages: readonly [Stage, Stage];
}

/** Throws TooLarge and ZoneError. @param onProgress Told before each target. */
export function compareRulesets(
  before: Ruleset,
  after: Ruleset,
  zones: readonly SurveyZone[],
  ipv6: boolean,
  onProgress: (done: number, of: number) => void = () => {},
): Comparison {
  const bdd = new Bdd();
  const unknowns: Unknown[] = [];
  const network = networkOf(zones, ipv6);
  const [old, now] = [before, after].map((ruleset) => new Scene(ruleset, network, bdd, unknowns)) as [
    Scene,
    Scene,
  ];
  const pair: Pair = { old, now, stages: [new Stage(before, old.topology), new Stage(after, now.topology)] };
  const places = [...zones.map(({ id }) => id), GATEWAY];
  const steps = old.versions.length * (places.length + 1);
  let done = 0;
  const changes: ZoneChange[] = [];
  for (const version of old.versions) {
    for (const to of places) {
      onProgress(done++, steps);
      const was = old.bounds(old.arriving(to, version)).may;
      const is = now.bounds(now.arriving(to, version)).may;
      changes.push(...split(pair, 'opened', to, version, places, bdd.minus(is, was)));
      changes.push(...split(pair, 'closed', to, version, places, bdd.minus(was, is)));
    }
    onProgress(done++, steps);
    changes.push(...lostAnswers(pair, version, places));
  }
  const unsupported = ([old, now] as const).flatMap((scene, i) =>
    scene.world.unsupported.map((one) => ({
      version: i === 0 ? ('before' as const) : ('after' as const),
      one,
    })),
  );
  return { changes, unsupported };
}

/** Requests that pass in both versions, whose answers only the old one let back. */
function lostAnswers(pair: Pair, version: Version, places: readonly string[]): ZoneChange[] {
  const { old, now } = pair;
  const { bdd } = old;
  const answered = (scene: Scene): number => {
    const { deliveries, journey } = scene.evaluation(version);
    const { original } = journey;
    if (original === null) return FALSE;
    const back = deliveries.flatMap((delivery) =>
      scene.evaluator.answers({ ...delivery, version }, original).deliveries.map(({ set }) => set),
    );
    return scene.bounds(bdd.union(back)).may;
  };
  const [before, after] = [answered(old), answered(now)];
  if (before === after) return [];
  const lost = bdd.minus(before, after);
  return places.flatMap((to) => {
    const passes = bdd.and(
      old.bounds(old.arriving(to, version)).may,
      now.bounds(now.arriving(to, version)).may,
    );
    return split(pair, 'answers', to, version, places, bdd.and(lost, passes));
  });
}

function split(
  pair: Pair,
  kind: ZoneChange['kind'],
  to: string,
  version: Version,
  places: readonly string[],
  changed: number,
): ZoneChange[] {
  if (changed === FALSE) return [];
  const scene = pair.now;
  const { bdd } = scene;
  const found: ZoneChange[] = [];
  let rest = changed;
  for (const from of places) {
    const sent = scene.from(from, version);
    const set = bdd.and(rest, sent);
    if (set === FALSE) continue;
    rest = bdd.minus(rest, sent);
    if (from !== to) found.push(...byProtocol(pair, kind, from, to, version, set));
  }
  for (const [, dev] of exits(scene.topology)) {
    const set = bdd.and(rest, equals(bdd, fieldWord(bdd, F.IIF), dev));
    if (set !== FALSE) found.push(...byProtocol(pair, kind, null, to, version, set));
  }
  return found;
}

function byProtocol(
  { now: scene, stages }: Pair,
  kind: ZoneChange['kind'],
  from: string | null,
  to: string,
  version: Version,
  set: number,
): ZoneChange[] {
  const { bdd } = scene;
  const word = fieldWord(bdd, F.L4PROTO);
  const named = [
    ['tcp', equals(bdd, word, F.TCP)],
    ['udp', equals(bdd, word, F.UDP)],
    ['icmp', oneOf(bdd, word, [F.ICMP, F.ICMPV6])],
  ] as const;
  const kinds = [...named, ['other', bdd.not(bdd.union(named.map(([, one]) => one)))] as const];
  return kinds.flatMap(([protocol, is]): ZoneChange[] => {
    const part = bdd.and(set, is);
    const packet = scene.example(part, from, to, version);
    if (packet === null) return [];
    const ordinary = from === null ? FALSE : scene.requests(from, to, PING, version);
    const whole = (at: typeof F.SADDR | typeof F.DADDR): boolean => scene.covers(part, ordinary, at);
    const decided = stages.map((stage) => {
      const played = stage.play(packet, kind === 'answers');
      const verdict = kind === 'answers' ? played?.reply : played?.request;
      return verdict ? decisiveStep(verdict) : null;
    });
    return [
      {
        kind,
        version,
        from,
        to,
        protocol,
        ports: protocol === 'tcp' || protocol === 'udp' ? portTexts(bdd, part) : [],
        sources: whole(F.SADDR) ? [] : addressTexts(bdd, part, version, F.SADDR),
        targets: whole(F.DADDR) ? [] : addressTexts(bdd, part, version, F.DADDR),
        packet,
        before: decided[0] ?? null,
        after: decided[1] ?? null,
        played: stages.every(({ fault }) => fault === null),
      },
    ];
  });
}
