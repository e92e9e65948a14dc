/** From the text of a ruleset to the verdict on every cell of a policy: what a level shows after each keystroke. */
import { PacketError, Topology, UnsupportedConstruct } from '../kernel/index.ts';
import { type Diagnostic, type Ruleset, readRuleset } from '../language/index.ts';
import { type Reading, readAloud } from '../reading/read-aloud.ts';
import type { Policy } from './model.ts';
import { playSample, type Stage } from './play.ts';
import { type Cell, cellsOf, type Sample } from './samples.ts';
import { findShadowed, type Shadowed } from './shadowed.ts';
import { topologyOf } from './topology.ts';
import type { CellVerdict, SampleVerdict } from './verdict.ts';

export interface PolicyReport {
  /** In the order of the text. */
  diagnostics: Diagnostic[];
  /** Null when something is an error or unsupported: a half-read ruleset is never judged. */
  result: PolicyResult | null;
}

export interface PolicyResult {
  cells: CellVerdict[];
  shadowed: Shadowed[];
  /** Ids of the notes that no rule carries as its comment. */
  missing: string[];
  own: SampleVerdict | null;
  /** Each rule in plain words. */
  readings: Reading[];
}

/** @param own A packet of the learner's own, played besides those of the policy. */
export function checkRuleset(text: string, policy: Policy, own: Sample | null = null): PolicyReport {
  const { ruleset, diagnostics } = readRuleset(text);
  if (diagnostics.some(({ severity }) => severity !== 'warning')) return { diagnostics, result: null };
  const stage = stageFor(text, ruleset, policy);
  try {
    const cells = cellsOf(policy).map((cell) => judge(stage, cell));
    const readings = readAloud(ruleset, text, namesOf(policy));
    return {
      diagnostics,
      result: {
        cells,
        shadowed: findShadowed(ruleset),
        missing: missingNotes(ruleset, policy),
        own: playOwn(stage, own),
        readings,
      },
    };
  } catch (error) {
    if (!(error instanceof UnsupportedConstruct)) throw error;
    return { diagnostics: [...diagnostics, unsupported(text, error)], result: null };
  }
}

function missingNotes({ tables }: Ruleset, { notes = [] }: Policy): string[] {
  const comments = tables.flatMap(({ chains }) =>
    chains.flatMap(({ rules }) => rules.flatMap(({ comment }) => comment ?? [])),
  );
  return notes
    .filter(({ contains }) => !comments.some((comment) => comment.includes(contains)))
    .map(({ id }) => id);
}

export function stageFor(text: string, ruleset: Ruleset, policy: Policy): Stage {
  return { text, ruleset, policy, topology: new Topology(topologyOf(policy)) };
}

function judge(stage: Stage, { from, to, requirement, samples }: Cell): CellVerdict {
  const { expected } = requirement;
  const wanted = expected === 'accept';
  const played = samples.map((sample) => playSample(stage, sample, wanted));
  const breaking = played.filter(({ passed }) => passed !== wanted);
  const others = played.filter(({ passed }) => passed === wanted);
  return {
    from,
    to,
    requirement: requirement.id,
    expected,
    held: breaking.length === 0,
    samples: [...breaking, ...others],
  };
}

/** Addresses, networks and interfaces by the names of the policy. */
function namesOf({ zones, hosts }: Policy): Map<string, string> {
  return new Map([
    ...zones.flatMap(({ name, network, interface: device }): [string, string][] => [
      [network, name],
      [device, name],
    ]),
    ...hosts.map(({ name, address }): [string, string] => [address, name]),
  ]);
}

/** A packet that cannot exist (say, from a zone to an address of another family) gives no verdict. */
function playOwn(stage: Stage, own: Sample | null): SampleVerdict | null {
  if (!own) return null;
  try {
    return playSample(stage, own, false);
  } catch (error) {
    if (error instanceof PacketError) return null;
    throw error;
  }
}

function unsupported(text: string, { span, construct }: UnsupportedConstruct): Diagnostic {
  return {
    severity: 'unsupported',
    span,
    token: text.slice(span.offset, span.endOffset),
    expected: [],
    message: {
      id: `"${construct}" belum ada di simulator ini.`,
      en: `"${construct}" is not in this simulator yet.`,
    },
  };
}
