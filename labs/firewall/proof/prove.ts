/**
 * A ruleset against a policy, for all packets: every requirement held, broken with a packet that breaks it and the
 * rule that decided, or not proved with the reason. Nothing is guessed: what is not modelled is listed with its place.
 */
import type { PacketDescription, Step, Topology, Verdict } from '../kernel/index.ts';
import { type Bilingual, say } from '../language/diagnostics.ts';
import type { Ruleset, Span } from '../language/ruleset.ts';
import {
  GATEWAY,
  isPlayed,
  networksOf,
  type Policy,
  REST,
  type Requirement,
  type Rest,
  zoneOf,
} from '../policy/model.ts';
import { strayed } from '../policy/run-sample.ts';
import { arrivalOf } from '../policy/samples.ts';
import { Bdd, TooLarge } from './bdd.ts';
import { Evaluator } from './evaluate.ts';
import { playRequirement } from './played.ts';
import { brokenReason, DISAGREE, dependsReason, HELD, HELD_REST } from './reasons.ts';
import { Stage } from './replay.ts';
import { type CellProof, openScene, proveRequirement, type Scene } from './requirement.ts';
import { proveRest, type RestProof } from './rest.ts';
import { restWords } from './rest-words.ts';
import type { Version } from './space.ts';
import { dependsOnTime } from './stateful.ts';
import { type Moment, type Unknown, World } from './world.ts';

export type ProofStatus = 'held' | 'broken' | 'not-proved';

export interface Counterexample {
  packet: PacketDescription;
  from: string;
  service: string;
  /** The packet that goes the wrong way: the request itself, or the answer to it. */
  wrong: 'request' | 'reply' | 'error';
  /** What becomes of that packet, by the kernel model; null when the model cannot run this ruleset. */
  verdict: Verdict['verdict'] | null;
  deliveredTo: string | null;
  /** The packet as it was delivered, where that is what is wrong: at another place, or from another source. */
  stray?: { wrong: 'place' | 'source'; src: string; dst: string; dport: number | null };
  /** Packets that were sent before it. */
  earlier?: { packet: PacketDescription; pauseMs: number }[];
  /** The kernel model gave the verdict that the proof claims. */
  confirmed: boolean;
}

export interface RequirementProof {
  id: string;
  expected: Requirement['expected'];
  /** Why the policy asks for it, as written there. */
  text: string;
  status: ProofStatus;
  /** The requirement tells a story of several packets; it was played, and holds for these packets only. */
  played: boolean;
  reason: Bilingual;
  counterexample: Counterexample | null;
  /** Rule or policy (handle null) that decided about the counterexample; null when none did. */
  decidingRule: Step | null;
}

export interface Proof {
  requirements: RequirementProof[];
  /** `bounded`: taken as "may or may not match"; else no requirement is proved. */
  unsupported: { construct: string; span: Span; bounded: boolean }[];
  /** Decision nodes that the proof took. */
  nodes: number;
}

export interface ProofOptions {
  /** Most decision nodes; beyond it every requirement is "not proved: too large". Default 2,000,000. */
  nodes?: number;
}

export function prove(
  ruleset: Ruleset,
  topology: Topology,
  policy: Policy,
  options: ProofOptions = {},
): Proof {
  const bdd = new Bdd(options.nodes);
  try {
    return new Prover(bdd, ruleset, topology, policy).run();
  } catch (problem) {
    if (!(problem instanceof TooLarge)) throw problem;
    const reason = say(
      `Ruleset ini terlalu besar untuk dibuktikan di sini (lebih dari ${problem.nodes} simpul).`,
      `This ruleset is too large to be proved here (more than ${problem.nodes} nodes).`,
    );
    const all = [...policy.requirements, ...(policy.rest ? [asRequirement(policy.rest)] : [])];
    const requirements = all.map((requirement) => ({ ...blank(requirement), reason }));
    return { requirements, unsupported: [], nodes: problem.nodes };
  }
}

type Shown = Pick<RequirementProof, 'counterexample' | 'decidingRule'>;
type Named = Pick<Requirement, 'id' | 'expected' | 'reason'>;

/** The closed world as one more requirement. */
function asRequirement({ reason }: Rest): Named {
  return { id: REST, expected: 'drop', reason };
}

function blank({ id, expected, reason }: Named): Omit<RequirementProof, 'reason'> {
  return {
    id,
    expected,
    text: reason,
    status: 'not-proved',
    played: false,
    counterexample: null,
    decidingRule: null,
  };
}

class Prover {
  private readonly bdd: Bdd;
  readonly ruleset: Ruleset;
  readonly topology: Topology;
  readonly policy: Policy;
  private readonly stage: Stage;
  private readonly worlds: World[] = [];
  private readonly unknowns: Unknown[] = [];

  constructor(bdd: Bdd, ruleset: Ruleset, topology: Topology, policy: Policy) {
    this.bdd = bdd;
    this.ruleset = ruleset;
    this.topology = topology;
    this.policy = policy;
    this.stage = new Stage(ruleset, topology);
  }

  run(): Proof {
    const versions = ([4, 6] as const).filter((version) =>
      this.policy.zones.flatMap(networksOf).some((network) => network.includes(':') === (version === 6)),
    );
    const timed = dependsOnTime(this.ruleset);
    const scenes = versions.map((version) => ({
      fresh: this.scene(version, 'fresh'),
      later: timed ? this.scene(version, 'ever') : null,
    }));
    const requirements = this.policy.requirements.map((requirement) => {
      if (isPlayed(requirement)) return this.played(requirement);
      const cells = scenes.flatMap(({ fresh, later }) =>
        proveRequirement(this.policy, requirement, fresh, later),
      );
      return this.judge(requirement, cells);
    });
    const { rest } = this.policy;
    if (rest) {
      const found = scenes.map(({ fresh, later }) => proveRest(this.policy, rest, fresh, later));
      requirements.push(this.rest(asRequirement(rest), found));
    }
    return { requirements, unsupported: this.unsupported(), nodes: this.bdd.nodes };
  }

  private rest(requirement: Named, found: readonly RestProof[]): RequirementProof {
    const unbounded = this.unbounded(requirement);
    if (unbounded) return unbounded;
    const worst = (['broken', 'not-proved'] as const)
      .map((status) => found.find((one) => one.status === status))
      .find((one) => one !== undefined);
    if (!worst) return { ...blank(requirement), status: 'held', reason: HELD_REST };
    const { status, depends } = worst;
    const { counterexample, decidingRule, port } = this.showRest(worst);
    const shown = { ...blank(requirement), counterexample, decidingRule };
    if (status === 'not-proved') return { ...shown, reason: dependsReason(depends) };
    const agreed = this.stage.fault !== null || counterexample?.confirmed === true;
    if (!agreed || !worst.found) return { ...shown, reason: DISAGREE };
    return { ...shown, status, reason: restWords(this.policy, { ...worst.found, port }) };
  }

  private showRest({ status, found }: RestProof): Shown & { port: number | null } {
    if (!found) return { counterexample: null, decidingRule: null, port: null };
    const { packet, from, place } = found;
    const verdict = this.stage.play(packet, false)?.request ?? null;
    const { decidedBy = null, deliveredTo = null, outTuple = null } = verdict ?? {};
    const came = verdict?.verdict === 'accept' && deliveredTo === this.peer(place);
    const shown = {
      packet,
      from,
      service: REST,
      wrong: 'request',
      verdict: verdict?.verdict ?? null,
    } as const;
    const confirmed = came && status === 'broken';
    return {
      counterexample: { ...shown, deliveredTo, confirmed },
      decidingRule: decidedBy,
      port: outTuple?.dport ?? null,
    };
  }

  private played(requirement: Requirement): RequirementProof {
    if (this.stage.fault) return this.judge(requirement, []);
    return { ...blank(requirement), played: true, ...playRequirement(this, requirement) };
  }

  private scene(version: Version, moment: Moment): Scene {
    const world = new World(this.bdd, this.topology, moment, this.unknowns);
    this.worlds.push(world);
    return openScene(world, new Evaluator(world, this.ruleset), version);
  }

  private unsupported(): Proof['unsupported'] {
    const all = this.worlds.flatMap((world) => world.unsupported);
    const { fault } = this.stage;
    if (fault) all.push({ ...fault, bounded: true });
    return all.filter(
      (one, i) =>
        all.findIndex(({ span }) => span.offset === one.span.offset && span.file === one.span.file) === i,
    );
  }

  /** Something in the ruleset is beyond the proof, and no bound is known for it. */
  private unbounded(requirement: Named): RequirementProof | null {
    const found = this.unsupported().find(({ bounded }) => !bounded);
    if (!found) return null;
    const { construct, span } = found;
    const reason = say(
      `"${construct}" di baris ${span.line} belum didukung, jadi syarat ini tidak dapat dibuktikan.`,
      `"${construct}" in line ${span.line} is not supported yet, so this requirement cannot be proved.`,
    );
    return { ...blank(requirement), reason };
  }

  private judge(requirement: Requirement, cells: readonly CellProof[]): RequirementProof {
    const unbounded = this.unbounded(requirement);
    if (unbounded) return unbounded;
    const broken = cells.find(({ status }) => status === 'broken');
    if (broken) return this.broken(requirement, broken);
    const open = cells.find(({ status }) => status === 'not-proved');
    if (open) return this.notProved(requirement, open);
    return { ...blank(requirement), status: 'held', reason: HELD[requirement.expected] };
  }

  private broken(requirement: Requirement, cell: CellProof): RequirementProof {
    const { counterexample, decidingRule } = this.show(requirement, cell);
    const agreed = this.stage.fault !== null || counterexample?.confirmed === true;
    if (agreed)
      return {
        ...blank(requirement),
        status: 'broken',
        reason: brokenReason(this.policy, requirement, cell, counterexample?.stray?.src),
        counterexample,
        decidingRule,
      };
    return { ...blank(requirement), reason: DISAGREE, counterexample, decidingRule };
  }

  private notProved(requirement: Requirement, cell: CellProof): RequirementProof {
    return { ...blank(requirement), reason: dependsReason(cell.depends), ...this.show(requirement, cell) };
  }

  private show(requirement: Requirement, cell: CellProof): Shown {
    const { packet, from, place, service, answerLost } = cell;
    if (packet === null) return { counterexample: null, decidingRule: null };
    const played = this.stage.play(packet, requirement.expected === 'accept');
    const wrong = answerLost ? 'reply' : 'request';
    const verdict = played?.[wrong] ?? null;
    const goal = answerLost ? this.peer(from) : this.peer(place);
    const { src } = packet;
    const arrives = answerLost ? {} : arrivalOf(this.policy, requirement, service, place, src);
    const stray = verdict && strayed({ arrives }, verdict, goal);
    const came = verdict?.verdict === 'accept' && stray === null;
    const confirmed = verdict !== null && came === (requirement.expected === 'drop');
    const { decidedBy = null, deliveredTo = null } = verdict ?? {};
    const shown = { packet, from, service: service.id, wrong, verdict: verdict?.verdict ?? null } as const;
    const where = stray === null ? {} : { stray };
    return { counterexample: { ...shown, deliveredTo, ...where, confirmed }, decidingRule: decidedBy };
  }

  private peer(place: string): string | undefined {
    if (place === GATEWAY) return 'local';
    const zone = zoneOf(this.policy, place);
    return this.topology.interfaces.find(({ name }) => name === zone?.interface)?.peer ?? undefined;
  }
}
