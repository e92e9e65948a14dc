/**
 * Random packets against a closed world that the proof calls held: from everybody it is about, to everywhere, of every
 * transport. Whether a delivered packet is named or tolerated is judged with plain arithmetic on where and as what it
 * came out, apart from the proof's sets. Gives the first that nothing accounts for, null when there is none.
 */
import type { PacketDescription, Verdict } from '../../../labs/firewall/kernel/index.ts';
import {
  addressesOf,
  GATEWAY,
  gatewaysOf,
  type Policy,
  peopleOf,
  type Requirement,
  type Rest,
  type Service,
  zoneOf,
} from '../../../labs/firewall/policy/model.ts';
import { type Attack, type Laboratory, sender } from './attack.ts';
import { mentioned, type Pool, pickFrom, pointOf, poolOf, portNear } from './attack-samples.ts';
import { pick, type Random } from './random-rulesets.ts';
import { insideOf, type Scope, type Span, sendersOf, spanOf, textOf } from './scope.ts';

const FLAGS = ['S', 'S', 'S', 'A', 'SA', 'R', 'FA', '', 'FPU', 'PA'];
const PACKETS_A_KERNEL = 5000;
const ERRORS = { icmp: [3, 11, 12], icmpv6: [1, 2, 3, 4] } as const;
/** RFC 4890 §4.4.1, without echo. */
const LIFE_OF_IPV6 = [130, 131, 132, 133, 134, 135, 136, 141, 142, 143, 148, 149, 151, 152, 153];

/** A packet and where it came out. */
interface Came {
  packet: PacketDescription;
  /** Zone, or the gateway. */
  at: string;
  dst: string;
  dport: number | null;
}

interface Lane {
  wire: string;
  scope: Scope;
  senders: Pool;
  targets: Pool;
  version: 4 | 6;
}

/** Addresses and ports that stand in one line of the ruleset: who wrote them meant them together. */
interface Door {
  spans: Span[];
  ports: number[];
}

export function attackRest(lab: Laboratory, rest: Rest, packets: number, random: Random): Attack {
  const { policy } = lab;
  const hints = mentioned(lab.text);
  const lanes = lanesOf(policy, rest, hints.spans, random);
  const doors = doorsOf(lab.text);
  let send = sender(lab);
  for (let i = 1; i <= packets; i++) {
    if (i % PACKETS_A_KERNEL === 0) send = sender(lab);
    const lane = pick(random, lanes);
    const ordinary = packetOn(lane, hints.ports, random);
    const packet =
      random() < 0.5 && doors.length > 0 ? atDoor(ordinary, lanes, pick(random, doors), random) : ordinary;
    const verdict = send(packet);
    const came = cameTo(packet, verdict);
    if (came && !accounted(policy, rest, came)) return { packets: i, astray: 0, hit: { packet, verdict } };
  }
  return { packets, astray: 0, hit: null };
}

function doorsOf(text: string): Door[] {
  const defined = new Map(
    [...text.matchAll(/^\s*define\s+(\w+)\s*=\s*(\S+)/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return text
    .replaceAll(/\$(\w+)/g, (whole, name: string) => defined.get(name) ?? whole)
    .split('\n')
    .map((line) => ({
      spans: mentioned(line).spans,
      ports: [...line.matchAll(/(?<![\w.:/])\d{1,5}(?![\w.:/])/g)].map(([found]) => Number(found)),
    }))
    .filter(({ spans, ports }) => spans.length + ports.length > 0);
}

/** The same packet from, to and at what the line names, as far as it names it. */
function atDoor(
  packet: PacketDescription,
  lanes: readonly Lane[],
  { spans, ports }: Door,
  random: Random,
): PacketDescription {
  const points = spans.map(({ version, low }) => ({ version, value: low }));
  const senders = lanes.flatMap(({ wire, scope, version }) =>
    points
      .filter((point) => point.version === version && scope.contains(point))
      .map((point) => ({ in: wire, src: textOf(point) })),
  );
  const from: { in?: string; src?: string } =
    senders.length > 0 && random() < 0.5 ? pick(random, senders) : {};
  const src = from.src ?? packet.src;
  const targets = points.map(textOf).filter((one) => one.includes(':') === src.includes(':'));
  const alike = packet.src.includes(':') === src.includes(':');
  const dst = targets.length > 0 && (!alike || random() < 0.7) ? pick(random, targets) : packet.dst;
  if (dst.includes(':') !== src.includes(':')) return packet;
  const icmp = packet.proto === 'icmp' || packet.proto === 'icmpv6';
  if (icmp && !alike) return packet;
  return {
    ...packet,
    ...from,
    dst,
    ...(packet.dport !== undefined && ports.length > 0
      ? { dport: Math.max(0, Math.min(65_535, pick(random, ports) + Math.floor(random() * 3) - 1)) }
      : {}),
  };
}

function lanesOf(policy: Policy, rest: Rest, hints: readonly Span[], random: Random): Lane[] {
  const known = [
    ...policy.hosts.flatMap(addressesOf),
    ...policy.zones.flatMap((zone) => [...peopleOf(zone), ...gatewaysOf(zone)]),
    ...policy.services.flatMap(({ published }) => (published ? [published.address] : [])),
  ];
  const anywhere: Scope = { spans: known.map(spanOf), contains: () => true };
  const forgers = policy.hosts.filter(({ claims, zone }) => claims && rest.from.includes(zone));
  return [...rest.from, ...forgers.map(({ id }) => id)].flatMap((from) =>
    ([4, 6] as const).flatMap((version) => {
      const scope = honest(policy, from);
      const senders = poolOf(scope, version, hints, random);
      const targets = poolOf(anywhere, version, hints, random);
      if (senders.edges.length + senders.insides.length === 0 || targets.edges.length === 0) return [];
      const wire = from === GATEWAY ? 'local' : (zoneOf(policy, from)?.id ?? '');
      return [{ wire, scope, senders, targets, version }];
    }),
  );
}

/** Whoever may send from the place, without exceptions for single hosts. */
function honest(policy: Policy, place: string): Scope {
  const requirement: Requirement = {
    id: '',
    expected: 'drop',
    from: [],
    to: [],
    sourcePorts: [],
    reason: '',
    line: 0,
  };
  const service: Service = { id: '', name: '', places: [], transport: 'tcp', port: 1 };
  return sendersOf({ ...policy, requirements: [] }, requirement, service, place, GATEWAY);
}

function packetOn(
  { wire, senders, targets, version }: Lane,
  ports: readonly number[],
  random: Random,
): PacketDescription {
  const icmp = version === 4 ? 'icmp' : 'icmpv6';
  const proto = pick(random, ['tcp', 'tcp', 'tcp', 'udp', 'udp', icmp, 'gre', 'sctp']);
  const below = (most: number): number => Math.floor(random() * most);
  const ported = proto === 'tcp' || proto === 'udp';
  return {
    in: wire,
    src: pickFrom(senders, random),
    dst: pickFrom(targets, random),
    proto,
    ttl: pick(random, [64, 64, 255, 2]),
    ...(ported ? { sport: portNear(ports, random), dport: portNear(ports, random) } : {}),
    ...(proto === 'tcp' ? { flags: pick(random, FLAGS), seq: below(2 ** 31) } : {}),
    ...(proto === icmp ? { icmp_type: below(256), id: below(65_536) } : {}),
  };
}

function cameTo(packet: PacketDescription, { verdict, deliveredTo, outTuple }: Verdict): Came | null {
  if (verdict !== 'accept' || deliveredTo === null || outTuple === null) return null;
  // A packet that stays on its side; the gateway's to itself.
  if (deliveredTo === packet.in) return null;
  const at = deliveredTo === 'local' ? GATEWAY : deliveredTo;
  return { packet, at, dst: outTuple.dst, dport: outTuple.dport };
}

function accounted(policy: Policy, rest: Rest, came: Came): boolean {
  return (
    natural(came) ||
    rest.tolerated.some(
      ({ from, to, transport, port }) =>
        (from.length === 0 || from.some((place) => isFrom(policy, came, place))) &&
        to.some((place) => isAt(policy, came, place)) &&
        (transport === undefined || transport === came.packet.proto) &&
        (port === undefined || port === came.dport),
    ) ||
    policy.requirements.some(
      ({ from, to }) =>
        from.some((place) => isFrom(policy, came, place)) &&
        policy.services.some((service) => to.includes(service.id) && isAsked(policy, came, service)),
    )
  );
}

function natural({ packet: { proto, icmp_type: type = 0 }, at }: Came): boolean {
  if (proto === 'icmp') return (ERRORS.icmp as readonly number[]).includes(type);
  if (proto !== 'icmpv6') return false;
  return (
    (ERRORS.icmpv6 as readonly number[]).includes(type) || (at === GATEWAY && LIFE_OF_IPV6.includes(type))
  );
}

function isFrom(policy: Policy, { packet }: Came, place: string): boolean {
  const wire = place === GATEWAY ? 'local' : zoneOf(policy, place)?.id;
  return packet.in === wire && honest(policy, place).contains(pointOf(packet.src));
}

function isAt(policy: Policy, { at, dst }: Came, place: string): boolean {
  if (place === GATEWAY || at === GATEWAY) return place === at;
  if (zoneOf(policy, place)?.id !== at) return false;
  return insideOf(policy, place).contains(pointOf(dst));
}

function isAsked(policy: Policy, came: Came, { places, transport, port, icmpType }: Service): boolean {
  const type = icmpType ?? (transport === 'icmp' ? 8 : 128);
  return (
    came.packet.proto === transport &&
    (port === null ? came.packet.icmp_type === type : came.dport === port) &&
    places.some((place) => isAt(policy, came, place))
  );
}
