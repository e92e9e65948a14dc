/**
 * Random packets against a requirement that the proof calls held: from senders within its source, to its service, with
 * addresses and ports taken from edges, from what the ruleset mentions and from anywhere. Gives the first that goes the
 * wrong way, null when none does.
 */
import {
  createKernel,
  type PacketDescription,
  preparePacket,
  resolvePacket,
  type Topology,
  type Verdict,
} from '../../../labs/firewall/kernel/index.ts';
import type { Ruleset } from '../../../labs/firewall/language/index.ts';
import {
  GATEWAY,
  gatewaysOf,
  isAnswered,
  type Policy,
  type Requirement,
  type Service,
  UNCHANGED,
  zoneOf,
} from '../../../labs/firewall/policy/model.ts';
import { isEmpty, mentioned, type Pool, pickFrom, pointOf, poolOf, portNear } from './attack-samples.ts';
import { pick, type Random } from './random-rulesets.ts';
import { insideOf, type Scope, sendersOf, targetsOf } from './scope.ts';

export interface Laboratory {
  policy: Policy;
  /** As written, and as read. */
  text: string;
  ruleset: Ruleset;
  topology: Topology;
}

export interface Attack {
  /** Packets from the source to the service itself, and others that some translation might lead there. */
  packets: number;
  astray: number;
  /** Null: the requirement stood. */
  hit: { packet: PacketDescription; verdict: Verdict } | null;
}

/** A month between packets: connections, limits and timed elements of the one before are over. */
const MONTH = 30 * 86_400_000;
const PACKETS_A_KERNEL = 5000;
const FLAGS = ['S', 'S', 'S', 'A', 'SA', 'R', 'FA', '', 'FPU', 'SEC', 'PA', 'SF', 'F', 'U'];
const ECHO = { icmp: 8, icmpv6: 128 } as const;

/** @param packets So many, or a few more, go straight to the service, shared by the requirement's sources and places. */
export function attack(lab: Laboratory, requirement: Requirement, packets: number, random: Random): Attack {
  const aims = aimsOf(lab, requirement, random);
  const each = Math.ceil(packets / aims.length);
  const done: Attack = { packets: 0, astray: 0, hit: null };
  for (const aim of aims) {
    let send = sender(lab);
    for (let i = 1; i <= each; i++) {
      if (i % PACKETS_A_KERNEL === 0) send = sender(lab);
      for (const straight of i % 3 === 0 && aim.hasOtherDoors ? [true, false] : [true]) {
        const packet = aim.packet(straight);
        const verdict = send(packet);
        done[straight ? 'packets' : 'astray']++;
        if (!aim.stands(packet, verdict, send)) return { ...done, hit: { packet, verdict } };
      }
    }
  }
  return done;
}

type Send = (packet: PacketDescription, soon?: boolean) => Verdict;

interface Aim {
  hasOtherDoors: boolean;
  packet: (straight: boolean) => PacketDescription;
  stands: (packet: PacketDescription, verdict: Verdict, send: Send) => boolean;
}

function sender({ ruleset, topology }: Laboratory): Send {
  let now = 0;
  const kernel = createKernel(ruleset, topology, { now: () => now, random: () => 0 });
  return (packet, soon = false) => {
    if (!soon) now += MONTH;
    return kernel.send(preparePacket(packet, topology));
  };
}

/** One aim for each source, service and place that can speak to each other at all. */
function aimsOf(lab: Laboratory, requirement: Requirement, random: Random): Aim[] {
  const { policy } = lab;
  return requirement.from.flatMap((from) =>
    policy.services
      .filter(({ id }) => requirement.to.includes(id))
      .flatMap((service) =>
        service.places
          .filter((place) => place !== from || place === GATEWAY)
          .flatMap((place) => aimOf(lab, requirement, from, service, place, random) ?? []),
      ),
  );
}

function aimOf(
  lab: Laboratory,
  requirement: Requirement,
  from: string,
  service: Service,
  place: string,
  random: Random,
): Aim | null {
  const { policy, topology, text } = lab;
  const passes = requirement.expected === 'accept';
  const hints = mentioned(text);
  const versions = ([4, 6] as const).filter(
    (version) => service.transport !== (version === 4 ? 'icmpv6' : 'icmp'),
  );
  const pools = versions.flatMap((version) => {
    const pool = (scope: Scope): Pool => poolOf(scope, version, hints.spans, random);
    const senders = pool(sendersOf(policy, requirement, service, from, place));
    const doors = policy.services.flatMap(({ published }) => (published ? [published.address] : []));
    const others = [...doors, ...policy.zones.flatMap(gatewaysOf)].filter(
      (one) => one.includes(':') === (version === 6),
    );
    const own = place === GATEWAY && !passes;
    const targets = own
      ? { edges: others, insides: [] }
      : pool(passes ? targetsOf(policy, service, from, place) : insideOf(policy, place));
    return isEmpty(senders) || isEmpty(targets) ? [] : [{ senders, targets, others }];
  });
  if (pools.length === 0) return null;
  const wire = from === GATEWAY ? 'local' : zoneOf(policy, from)!.id;
  const inside = insideOf(policy, place);
  const goal = place === GATEWAY ? 'local' : zoneOf(policy, place)!.id;
  const reached = ({ verdict, deliveredTo, outTuple }: Verdict): boolean =>
    verdict === 'accept' &&
    deliveredTo === goal &&
    outTuple !== null &&
    (service.port === null || outTuple.dport === service.port) &&
    (place === GATEWAY || inside.contains(pointOf(outTuple.dst)));
  const port = (): number => portNear(hints.ports, random);
  const type =
    service.port === null ? (service.icmpType ?? ECHO[service.transport as keyof typeof ECHO]) : null;
  const packet = (straight: boolean): PacketDescription => {
    const { senders, targets, others } = pick(random, pools);
    const base = {
      in: wire,
      src: pickFrom(senders, random),
      dst:
        straight || random() < 0.3 || others.length === 0 ? pickFrom(targets, random) : pick(random, others),
      proto: service.transport,
      ...(service.transport === 'tcp'
        ? { seq: Math.floor(random() * 2 ** 31), win: Math.floor(random() * 65_536) }
        : {}),
      ...(type === null ? {} : { icmp_type: type, id: Math.floor(random() * 65_536) }),
    };
    const usual = passes ? (service.published?.port ?? service.port) : service.port;
    const dport = straight ? usual : port();
    if (passes) {
      const { sourcePorts } = requirement;
      const sport = sourcePorts.length > 0 ? pick(random, sourcePorts) : Math.max(1024, port());
      return { ...base, ...(dport === null ? {} : { sport, dport }), ttl: isAnswered(service) ? 64 : 255 };
    }
    return {
      ...base,
      ...(dport === null ? {} : { sport: port(), dport }),
      ...(service.transport === 'tcp' ? { flags: pick(random, FLAGS) } : {}),
      ...(type === null ? {} : { icmp_code: random() < 0.8 ? 0 : Math.floor(random() * 256) }),
      ttl: pick(random, [64, 64, 255, 2, 1, 128]),
      len: pick(random, [0, 8, 100, 1400]),
      dscp: random() < 0.7 ? 0 : Math.floor(random() * 64),
      ...(random() < 0.02 ? { bad_checksum: true } : {}),
    };
  };
  const answered = (request: PacketDescription, { deliveredTo, outTuple }: Verdict, send: Send): boolean => {
    if (!isAnswered(service)) return true;
    const flags = service.transport === 'tcp' ? { flags: 'SA', ack: (request.seq ?? 1000) + 1 } : {};
    const earlier = [{ packet: request, deliveredTo, outTuple }];
    const answer = send(resolvePacket({ reply_to: 0, ...flags }, earlier, topology), true);
    return answer.verdict === 'accept' && answer.deliveredTo === wire;
  };
  const seen = (request: PacketDescription, { outTuple }: Verdict): boolean => {
    const { seenAs } = requirement;
    return seenAs === undefined || outTuple?.src === (seenAs === UNCHANGED ? request.src : seenAs);
  };
  const stands: Aim['stands'] = (request, verdict, send) =>
    passes
      ? reached(verdict) && seen(request, verdict) && answered(request, verdict, send)
      : !reached(verdict);
  // What must be refused may also be reached by another door: an address or a port that NAT translates.
  return { hasOtherDoors: !passes && type === null, packet, stands };
}
