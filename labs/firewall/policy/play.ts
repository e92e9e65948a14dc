/** Plays sample packets through the kernel model and tells, rule by rule, what happened. */
import type { Step as KernelStep, Miss, PacketDescription, Topology } from '../kernel/index.ts';
import type { Chain, Ruleset } from '../language/ruleset.ts';
import type { Policy } from './model.ts';
import { describeSample, runSample, type SentPacket } from './run-sample.ts';
import type { Sample } from './samples.ts';
import type { PacketVerdict, SampleVerdict, Step } from './verdict.ts';

/** Everything a packet needs to be played and explained. */
export interface Stage {
  text: string;
  ruleset: Ruleset;
  topology: Topology;
  policy: Policy;
}

/**
 * Plays a sample (or the request given in its stead) in a router that has just started, and the server's answer when
 * the request came through and the sample is to be a working connection.
 */
export function playSample(
  stage: Stage,
  sample: Sample,
  withReply: boolean,
  request: PacketDescription = describeSample(sample),
): SampleVerdict {
  const { sent, passed } = runSample(stage, sample, withReply, request, true);
  return { sample, packets: sent.map((one) => explain(stage, one)), passed };
}

function explain(stage: Stage, { verdict, kind, packet, passed, stray }: SentPacket): PacketVerdict {
  const steps: Step[] = [];
  let deciding: number | null = null;
  const missesAt = (after: number): Miss[] => verdict.misses.filter((miss) => miss.after === after);
  verdict.path.forEach((step, i) => {
    steps.push(...missesAt(i).map((miss) => fromMiss(stage, miss)));
    if (step === verdict.decidedBy) deciding = steps.length;
    steps.push(fromStep(stage, step));
  });
  steps.push(...missesAt(verdict.path.length).map((miss) => fromMiss(stage, miss)));
  return {
    kind,
    src: packet.src,
    dst: packet.dst,
    sport: packet.sport ?? null,
    dport: packet.dport ?? null,
    passed,
    stray,
    rejectedWith: verdict.rejectedWith,
    steps,
    deciding,
    unread: verdict.decidedBy ? unreadAfter(stage, verdict.decidedBy) : [],
  };
}

function fromStep(stage: Stage, step: KernelStep): Step {
  const { hook, table, chain, verdict } = step;
  if (step.handle === null) {
    const line = policyLine(stage, step);
    const text = (stage.text.split('\n')[line - 1] ?? '').trim();
    return { hook, table, chain, line, text, outcome: 'policy', verdict, failed: null };
  }
  const { line } = step.span;
  return { hook, table, chain, line, text: written(stage, step), outcome: 'match', verdict, failed: null };
}

function fromMiss(stage: Stage, miss: Miss): Step {
  const { hook, table, chain, failed, field } = miss;
  const condition = stage.text.slice(failed.span.offset, failed.span.endOffset);
  const value = miss.value === null ? '' : miss.text;
  return {
    hook,
    table,
    chain,
    line: miss.span.line,
    text: written(stage, miss),
    outcome: 'no-match',
    verdict: null,
    failed: { condition: condition.trim() || field, field, value },
  };
}

function written(stage: Stage, { span }: { span: KernelStep['span'] }): string {
  return stage.text.slice(span.offset, span.endOffset).trim();
}

function chainOf(stage: Stage, step: KernelStep): Chain | undefined {
  const table = stage.ruleset.tables.find((each) => each.family === step.family && each.name === step.table);
  return table?.chains.find((each) => each.name === step.chain);
}

/** The line where the chain's policy is written; the line of the chain when it is not written. */
function policyLine(stage: Stage, step: KernelStep): number {
  const { line, endLine } = chainOf(stage, step)?.span ?? step.span;
  const lines = stage.text.split('\n').slice(line - 1, endLine);
  const at = lines.findIndex((each) => /^[^#]*\bpolicy\s/.test(each));
  return at < 0 ? line : line + at;
}

/** Lines of the rules below the one that decided. */
function unreadAfter(stage: Stage, step: KernelStep): number[] {
  const rules = chainOf(stage, step)?.rules ?? [];
  const at = rules.findIndex((rule) => rule.handle === step.handle);
  return at < 0 ? [] : rules.slice(at + 1).map((rule) => rule.span.line);
}
