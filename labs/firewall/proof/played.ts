/**
 * A requirement with a story (packets before the one it is about, an error on the way back) is played with its sample
 * packets through the kernel model. What holds then holds for these packets; it is no proof over all of them.
 */
import type { PacketDescription, Topology } from '../kernel/index.ts';
import { type Bilingual, say } from '../language/diagnostics.ts';
import type { Ruleset } from '../language/ruleset.ts';
import { type Policy, placeName, type Requirement } from '../policy/model.ts';
import { describeSample, runSample } from '../policy/run-sample.ts';
import { cellsOf, type Sample } from '../policy/samples.ts';
import type { RequirementProof } from './prove.ts';

type Found = Pick<RequirementProof, 'status' | 'reason' | 'counterexample' | 'decidingRule'>;

export function playRequirement(
  lab: { policy: Policy; ruleset: Ruleset; topology: Topology },
  requirement: Requirement,
): Found {
  const { policy } = lab;
  const wanted = requirement.expected === 'accept';
  const samples = cellsOf(policy)
    .filter((cell) => cell.requirement === requirement)
    .flatMap((cell) => cell.samples);
  for (const sample of samples) {
    const packet = describeSample(sample);
    const { sent, passed } = runSample(lab, sample, wanted, packet, false);
    const last = sent.at(-1);
    if (passed === wanted || !last) continue;
    const { verdict } = last;
    return {
      status: 'broken',
      reason: brokenReason(policy, requirement, sample),
      counterexample: {
        packet,
        from: sample.from,
        service: sample.to,
        wrong: last.kind,
        verdict: verdict.verdict,
        deliveredTo: verdict.deliveredTo,
        ...(last.stray ? { stray: last.stray } : {}),
        ...(sample.earlier ? { earlier: earlierOf(sample) } : {}),
        confirmed: true,
      },
      decidingRule: verdict.decidedBy,
    };
  }
  const reason = say(
    'Sudah dicoba dengan urutan paket dari kebijakan; ini uji, bukan bukti untuk semua paket.',
    'Tried with the packets of the policy in order; this is a test, not a proof for all packets.',
  );
  return { status: 'held', reason, counterexample: null, decidingRule: null };
}

function earlierOf({ earlier }: Sample): { packet: PacketDescription; pauseMs: number }[] {
  return (earlier ?? []).map(({ packet, pauseMs }) => ({ packet: describeSample(packet), pauseMs }));
}

function brokenReason(
  policy: Policy,
  { expected, tooBig }: Requirement,
  { from, to, earlier }: Sample,
): Bilingual {
  const who = placeName(policy, from);
  const what = policy.services.find(({ id }) => id === to)?.name ?? to;
  if (tooBig)
    return say(
      `${who} membuka ${what}, tetapi kabar "paket terlalu besar" tidak kembali.`,
      `${who} opens ${what}, but the message "packet too big" does not return.`,
    );
  const after = earlier?.length ?? 0;
  return expected === 'drop'
    ? say(
        `Sesudah ${after} paket sebelumnya, paket dari ${who} masih sampai ke ${what}.`,
        `After ${after} packets before it, a packet from ${who} still reaches ${what}.`,
      )
    : say(
        `Sesudah ${after} paket sebelumnya, paket dari ${who} tidak sampai ke ${what}.`,
        `After ${after} packets before it, a packet from ${who} does not reach ${what}.`,
      );
}
