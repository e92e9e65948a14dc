/** Did a packet of an attack go the way that the requirement asks for? */
import {
  type PacketDescription,
  resolvePacket,
  type Topology,
  type Verdict,
} from '../../../labs/firewall/kernel/index.ts';
import { GATEWAY, isAnswered, type Policy, UNCHANGED, zoneOf } from '../../../labs/firewall/policy/model.ts';
import type { Cell, Send } from './attack.ts';
import { pointOf } from './attack-samples.ts';
import { insideOf } from './scope.ts';

/** True: the requirement stands. What must pass has to be answered, too. */
export type Judge = (packet: PacketDescription, verdict: Verdict, send: Send) => boolean;

export function judgeOf(
  policy: Policy,
  topology: Topology,
  { requirement, from, service, place }: Cell,
): Judge {
  const wire = from === GATEWAY ? 'local' : zoneOf(policy, from)!.id;
  const goal = place === GATEWAY ? 'local' : zoneOf(policy, place)!.id;
  const inside = insideOf(policy, place);
  const reached = ({ verdict, deliveredTo, outTuple }: Verdict): boolean =>
    verdict === 'accept' &&
    deliveredTo === goal &&
    outTuple !== null &&
    (service.port === null || outTuple.dport === service.port) &&
    (place === GATEWAY || inside.contains(pointOf(outTuple.dst)));
  const seen = (request: PacketDescription, { outTuple }: Verdict): boolean => {
    const { seenAs } = requirement;
    return seenAs === undefined || outTuple?.src === (seenAs === UNCHANGED ? request.src : seenAs);
  };
  const answered: Judge = (request, { deliveredTo, outTuple }, send) => {
    if (!isAnswered(service)) return true;
    const acknowledging = { flags: 'SA', ack: (request.seq ?? 1000) + 1 };
    const answer = { reply_to: 0, ...(service.transport === 'tcp' ? acknowledging : {}) };
    const earlier = [{ packet: request, deliveredTo, outTuple }];
    const came = send(resolvePacket(answer, earlier, topology), true);
    return came.verdict === 'accept' && came.deliveredTo === wire;
  };
  if (requirement.expected === 'drop') return (_, verdict) => !reached(verdict);
  return (packet, verdict, send) =>
    reached(verdict) && seen(packet, verdict) && answered(packet, verdict, send);
}
