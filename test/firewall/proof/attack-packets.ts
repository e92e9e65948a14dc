/** The packets of an attack on one cell of a policy: what ordinary programs send, or what anybody could forge. */
import type { PacketDescription } from '../../../labs/firewall/kernel/index.ts';
import { GATEWAY, gatewaysOf, isAnswered, type Policy, zoneOf } from '../../../labs/firewall/policy/model.ts';
import type { Cell } from './attack.ts';
import { isEmpty, mentioned, type Pool, pickFrom, poolOf, portNear } from './attack-samples.ts';
import { pick, type Random } from './random-rulesets.ts';
import { insideOf, type Scope, type Span, sendersOf, targetsOf } from './scope.ts';

export interface Packets {
  /** What must be refused may also be reached by another door: an address or a port that NAT translates. */
  hasOtherDoors: boolean;
  /** @param straight To the service at its own address and port, or else by another door. */
  next: (straight: boolean) => PacketDescription;
}

interface Ends {
  senders: Pool;
  targets: Pool;
  /** Published addresses and the gateway's own. */
  others: string[];
}

const FLAGS = ['S', 'S', 'S', 'A', 'SA', 'R', 'FA', '', 'FPU', 'SEC', 'PA', 'SF', 'F', 'U'];
const ECHO = { tcp: null, udp: null, icmp: 8, icmpv6: 128 } as const;

/** Null when source and service have no family in common. @param text The ruleset: its addresses and ports are tried. */
export function packetsFor(policy: Policy, text: string, cell: Cell, random: Random): Packets | null {
  const { requirement, from, service } = cell;
  const { transport, port } = service;
  const hints = mentioned(text);
  const ends = endsOf(policy, cell, hints.spans, random);
  if (ends.length === 0) return null;
  const passes = requirement.expected === 'accept';
  const type = service.icmpType ?? ECHO[transport];
  const wire = from === GATEWAY ? 'local' : zoneOf(policy, from)!.id;
  const below = (most: number): number => Math.floor(random() * most);
  const near = (): number => portNear(hints.ports, random);
  const header = (straight: boolean): PacketDescription => {
    const { senders, targets, others } = pick(random, ends);
    const direct = straight || others.length === 0 || random() < 0.3;
    return {
      in: wire,
      src: pickFrom(senders, random),
      dst: direct ? pickFrom(targets, random) : pick(random, others),
      proto: transport,
      ...(transport === 'tcp' ? { seq: below(2 ** 31), win: below(65_536) } : {}),
      ...(type === null ? {} : { icmp_type: type, id: below(65_536) }),
    };
  };
  /** A first packet of an ordinary program. */
  const ordinary = (): PacketDescription => {
    const { sourcePorts } = requirement;
    const sport = sourcePorts.length > 0 ? pick(random, sourcePorts) : Math.max(1024, near());
    const dport = service.published?.port ?? port;
    return {
      ...header(true),
      ...(dport === null ? {} : { sport, dport }),
      ttl: isAnswered(service) ? 64 : 255,
    };
  };
  const forged = (straight: boolean): PacketDescription => ({
    ...header(straight),
    ...(port === null ? {} : { sport: near(), dport: straight ? port : near() }),
    ...(transport === 'tcp' ? { flags: pick(random, FLAGS) } : {}),
    ...(type === null ? {} : { icmp_code: random() < 0.8 ? 0 : below(256) }),
    ttl: pick(random, [64, 64, 255, 2, 1, 128]),
    len: pick(random, [0, 8, 100, 1400]),
    dscp: random() < 0.7 ? 0 : below(64),
    ...(random() < 0.02 ? { bad_checksum: true } : {}),
  });
  return { hasOtherDoors: !passes && type === null, next: passes ? ordinary : forged };
}

/** Senders and targets of each family that both speak. */
function endsOf(
  policy: Policy,
  { requirement, from, service, place }: Cell,
  hints: readonly Span[],
  random: Random,
): Ends[] {
  const passes = requirement.expected === 'accept';
  const doors = policy.services.flatMap(({ published }) => (published ? [published.address] : []));
  return ([4, 6] as const).flatMap((version) => {
    if (service.transport === (version === 4 ? 'icmpv6' : 'icmp')) return [];
    const pool = (scope: Scope): Pool => poolOf(scope, version, hints, random);
    const others = [...doors, ...policy.zones.flatMap(gatewaysOf)].filter(
      (one) => one.includes(':') === (version === 6),
    );
    const senders = pool(sendersOf(policy, requirement, service, from, place));
    const targets = passes
      ? pool(targetsOf(policy, service, from, place))
      : place === GATEWAY
        ? { edges: others, insides: [] }
        : pool(insideOf(policy, place));
    return isEmpty(senders) || isEmpty(targets) ? [] : [{ senders, targets, others }];
  });
}
