/**
 * What is asked of the kernel about the levels of the firewall lab: every sample of each solution, and of each wrong
 * answer the counterexamples that the proof found. Each case says what the evaluator claims about its last packet.
 */
import { createHash } from 'node:crypto';
import type { FirewallExercise } from '../../labs/firewall/exercise.ts';
import {
  createKernel,
  type PacketDescription,
  preparePacket,
  Topology,
} from '../../labs/firewall/kernel/index.ts';
import { readRuleset } from '../../labs/firewall/language/index.ts';
import { type Policy, REST } from '../../labs/firewall/policy/model.ts';
import { describeSample, runSample } from '../../labs/firewall/policy/run-sample.ts';
import { cellsOf, type Sample } from '../../labs/firewall/policy/samples.ts';
import { topologyOf } from '../../labs/firewall/policy/topology.ts';
import { prove, type RequirementProof } from '../../labs/firewall/proof/prove.ts';
import { firewallExercises } from '../../src/firewall-exercises.ts';

/** Where a packet came out (zone, `local`, or null for nowhere) and as what; the source port is NAT's to choose. */
export interface Arrival {
  at: string | null;
  tuple: string | null;
}

export interface LevelCase {
  /** `<folder>/<answer>/<requirement>/<number>` */
  id: string;
  ruleset: string;
  /** In order; a pause follows each. */
  packets: { packet: PacketDescription; pauseMs: number }[];
  /** What the policy asks of a solution's sample, and what the proof says of a counterexample. */
  shows: 'passed' | 'stopped' | 'strayed';
  /** What the evaluator says of the last packet. */
  claim: Arrival;
  /** Changes whenever rules (not their notes), packets or topology change: an old recording is then not taken for an answer. */
  digest: string;
}

export interface LevelCases {
  folder: string;
  /** Names of the wrong answers. */
  wrong: string[];
  policy: Policy;
  cases: LevelCase[];
}

/** A story that waits longer than this is played only where nothing shorter shows the breach. */
const LONG_PAUSE = 2000;

export function levelCases(): LevelCases[] {
  return firewallExercises().map((level) => ({
    folder: level.folder,
    wrong: level.wrong.map(({ name }) => name),
    policy: level.policy,
    cases: [
      ...solutionCases(level),
      ...level.wrong.flatMap((wrong) => wrongCases(level, wrong.name, wrong.text)),
      ...level.wrong.flatMap((wrong) => shutCases(level, wrong.name, wrong.text)),
    ],
  }));
}

function solutionCases({ folder, policy, solution }: FirewallExercise): LevelCase[] {
  const stage = stageOf(policy, solution);
  return cellsOf(policy).flatMap(({ requirement, samples }) =>
    samples
      .filter((sample) => pauses(sample.earlier ?? []) <= LONG_PAUSE)
      .map((sample, i) => {
        const wanted = requirement.expected === 'accept';
        const packets = [...before(sample), ...sentFor(stage, sample, wanted)];
        const id = `${folder}/solution/${requirement.id}/${sample.from}-${sample.to}-${i + 1}`;
        return toCase(policy, id, solution, packets, wanted ? 'passed' : 'stopped');
      }),
  );
}

function wrongCases({ folder, policy }: FirewallExercise, name: string, text: string): LevelCase[] {
  const stage = stageOf(policy, text);
  const { requirements } = prove(stage.ruleset, stage.topology, policy);
  const broken = requirements.filter(({ status }) => status === 'broken');
  const short = broken.filter(({ counterexample }) => pauses(counterexample?.earlier ?? []) <= LONG_PAUSE);
  return (short.length > 0 ? short : broken.slice(0, 1)).flatMap((one) => {
    const packets = counterexamplePackets(policy, stage, one);
    if (packets.length === 0) return [];
    const astray = one.counterexample?.stray !== undefined;
    const shows = one.expected === 'drop' ? 'passed' : astray ? 'strayed' : 'stopped';
    return [toCase(policy, `${folder}/${name}/${one.id}/1`, text, packets, shows)];
  });
}

/** What a wrong answer lets through although nobody asks for it: the solution must stop the same packet. */
function shutCases({ folder, policy, solution }: FirewallExercise, name: string, text: string): LevelCase[] {
  const { ruleset, topology } = stageOf(policy, text);
  const rest = prove(ruleset, topology, policy).requirements.find(({ id }) => id === REST);
  if (!rest?.counterexample) return [];
  const packets = [{ packet: rest.counterexample.packet, pauseMs: 0 }];
  return [toCase(policy, `${folder}/solution/${REST}/${name}`, solution, packets, 'stopped')];
}

/** The packets before the counterexample, the counterexample, and the answer to it where that is what goes wrong. */
function counterexamplePackets(
  policy: Policy,
  stage: ReturnType<typeof stageOf>,
  { id, expected, counterexample }: RequirementProof,
): LevelCase['packets'] {
  if (!counterexample) return [];
  const { packet, earlier = [], from, service } = counterexample;
  if (id === REST) return [{ packet, pauseMs: 0 }];
  const cell = cellsOf(policy).find(
    (one) => one.requirement.id === id && one.from === from && one.to === service,
  );
  const like = cell?.samples.find(({ dst }) => dst === packet.dst) ?? cell?.samples[0];
  if (!like) return [];
  return [...earlier, ...sentFor(stage, { ...like, in: packet.in }, expected === 'accept', packet)];
}

function stageOf(policy: Policy, text: string) {
  return { policy, ruleset: readRuleset(text).ruleset, topology: new Topology(topologyOf(policy)) };
}

function before({ earlier = [] }: Sample): LevelCase['packets'] {
  return earlier.map(({ packet, pauseMs }) => ({ packet: describeSample(packet), pauseMs }));
}

function sentFor(
  stage: ReturnType<typeof stageOf>,
  sample: Sample,
  withReply: boolean,
  request: PacketDescription = describeSample(sample),
): LevelCase['packets'] {
  const { sent } = runSample(stage, sample, withReply, request, false);
  return sent.map(({ packet }) => ({ packet, pauseMs: 0 }));
}

function pauses(packets: readonly { pauseMs: number }[]): number {
  return packets.reduce((sum, { pauseMs }) => sum + pauseMs, 0);
}

function toCase(
  policy: Policy,
  id: string,
  ruleset: string,
  packets: LevelCase['packets'],
  shows: LevelCase['shows'],
): LevelCase {
  const described = JSON.stringify([ruleset.replaceAll(/^\s*#.*\n/gm, ''), packets, topologyOf(policy)]);
  const digest = createHash('sha256').update(described).digest('hex').slice(0, 16);
  return { id, ruleset, packets, shows, claim: claimOf(policy, ruleset, packets), digest };
}

/** All packets of the case through the evaluator; what becomes of the last. */
function claimOf(policy: Policy, text: string, packets: LevelCase['packets']): Arrival {
  const { ruleset, topology } = stageOf(policy, text);
  let now = 0;
  const kernel = createKernel(ruleset, topology, { now: () => now, random: () => 0 });
  let claim: Arrival = { at: null, tuple: null };
  for (const { packet, pauseMs } of packets) {
    const { deliveredTo, outTuple } = kernel.send(preparePacket(packet, topology));
    claim = { at: deliveredTo, tuple: deliveredTo === null ? null : tupleText(outTuple) };
    now += pauseMs;
  }
  return claim;
}

export function tupleText(tuple: { src: string; dst: string; dport: number | null } | null): string | null {
  return tuple && `${tuple.src} ${tuple.dst} ${tuple.dport ?? '-'}`;
}
