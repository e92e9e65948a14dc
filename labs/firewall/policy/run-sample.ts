/** Runs a sample packet, with the packets of its story before and the answer after it, through the kernel model. */
import {
  type ConversationPacket,
  createKernel,
  type PacketDescription,
  preparePacket,
  resolvePacket,
  type Topology,
  type Verdict,
} from '../kernel/index.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { GATEWAY, type Policy, peopleOf, zoneOf } from './model.ts';
import type { Sample } from './samples.ts';
import type { PacketVerdict } from './verdict.ts';

/** A packet of the sample itself (not of its story) and what became of it. */
export interface SentPacket {
  kind: PacketVerdict['kind'];
  packet: PacketDescription;
  verdict: Verdict;
  stray: PacketVerdict['stray'];
  /** It came to where it should, as what it should. */
  passed: boolean;
}

export interface SampleRun {
  sent: SentPacket[];
  passed: boolean;
}

/** @param withReply Send the answer (or the error) too, when the request arrives. @param trace Keep the rules passed over. */
export function runSample(
  { policy, ruleset, topology }: { policy: Policy; ruleset: Ruleset; topology: Topology },
  sample: Sample,
  withReply: boolean,
  request: PacketDescription,
  trace: boolean,
): SampleRun {
  // Time stands still but for the pauses of the story; a new source port never meets one in use.
  let now = 0;
  const kernel = createKernel(ruleset, topology, { now: () => now, random: () => 0 });
  for (const { packet, pauseMs } of sample.earlier ?? []) {
    kernel.send(preparePacket(describeSample(packet), topology));
    now += pauseMs;
  }
  const verdict = kernel.send(preparePacket(request, topology), trace);
  const stray = strayed(sample, verdict, goalOf(policy, sample.place));
  const arrived = verdict.verdict === 'accept' && stray === null;
  const first: SentPacket = { kind: 'request', packet: request, verdict, stray, passed: arrived };
  if (!arrived || !withReply || sample.icmpType !== undefined) return { sent: [first], passed: arrived };
  const kind = sample.tooBig ? 'error' : 'reply';
  const earlier = [{ packet: request, deliveredTo: verdict.deliveredTo, outTuple: verdict.outTuple }];
  const packet = resolvePacket(answerTo(policy, sample), earlier, topology);
  const answered = kernel.send(preparePacket(packet, topology), trace);
  const passed = answered.verdict === 'accept' && answered.deliveredTo === sample.in;
  return { sent: [first, { kind, packet, verdict: answered, stray: null, passed }], passed };
}

/** Where packets for a place are delivered: the peer of its zone, or `local`. */
export function goalOf(policy: Policy, place: string): string | undefined {
  return place === GATEWAY ? 'local' : zoneOf(policy, place)?.id;
}

/** The packet of a sample. Neighbour discovery is believed only from the same link: hop limit 255 (RFC 4861). */
export function describeSample(sample: Sample): PacketDescription {
  const { src, dst, transport, sport, dport, icmpType } = sample;
  const ports = sport === null || dport === null ? {} : { sport, dport };
  const kind = icmpType === undefined ? {} : { icmp_type: icmpType, ttl: 255 };
  return { in: sample.in, src, dst, proto: transport, ...ports, ...kind };
}

/** What comes back: the server's answer, or a router on the way that cannot hand the packet on (RFC 1191, 8201). */
export function answerTo(policy: Policy, { transport, tooBig, place, dst }: Sample): ConversationPacket {
  if (!tooBig) return { reply_to: 0, ...(transport === 'tcp' ? { flags: 'SA' } : {}) };
  const ipv6 = dst.includes(':');
  const zone = zoneOf(policy, place);
  const near = (zone ? peopleOf(zone) : []).filter((one) => one.includes(':') === ipv6);
  const src = near.find((one) => one !== dst) ?? dst;
  const type = ipv6 ? { icmp_type: 2, icmp_code: 0 } : { icmp_type: 3, icmp_code: 4 };
  return { inner_of: 0, src, ...type };
}

/** Did the rules let it pass, but not to where, or not as whom, the policy asks for? */
export function strayed(
  { arrives }: Pick<Sample, 'arrives'>,
  { verdict, deliveredTo, outTuple }: Verdict,
  goal: string | undefined,
): PacketVerdict['stray'] {
  if (verdict !== 'accept' || outTuple === null) return null;
  const { src, dst, dport } = outTuple;
  const there = { src, dst, dport };
  if (deliveredTo !== goal || (arrives?.dst ?? dst) !== dst || (arrives?.dport ?? dport) !== dport)
    return { wrong: 'place', ...there };
  return (arrives?.src ?? src) === src ? null : { wrong: 'source', ...there };
}
