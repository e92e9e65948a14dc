/**
 * What the Linux kernel does with packets under a checked nftables ruleset.
 * Models netfilter of Linux 6.18 with nftables 1.0.6: hooks, chains, sets, connection tracking, NAT, limits, reject,
 * and the routing of the lab's router. Pure: time and randomness come in as arguments.
 */
import type { CounterStatement, Ruleset } from '../language/ruleset.ts';
import { type Machine, UnsupportedConstruct } from './build.ts';
import { compile } from './compile.ts';
import { Conntrack, DST_NAT, type Flow, SRC_NAT } from './conntrack.ts';
import type { Counter } from './effects.ts';
import { noteMiss } from './explain.ts';
import { foreignHooks, orderHooks } from './hooks.ts';
import { Nat } from './nat.ts';
import { outTupleOf, type Packet } from './packet.ts';
import { Router } from './router.ts';
import { type Indexing, USUAL_INDEXING } from './rule-index.ts';
import { Skb } from './skb.ts';
import type { Topology } from './topology.ts';
import type { StateName, Step, Verdict } from './verdict.ts';

export { LoadError, UnsupportedConstruct } from './build.ts';
export { Conntrack, type Flow } from './conntrack.ts';
export { type ConversationPacket, resolvePacket, type Sent } from './conversation.ts';
export { type Packet, type PacketDescription, PacketError, preparePacket } from './packet.ts';
export { DEFAULT_TOPOLOGY, Topology, type TopologyDescription, TopologyError } from './topology.ts';
export type { Miss, OutTuple, StateName, Step, Verdict } from './verdict.ts';

export interface KernelOptions {
  /** Virtual time in milliseconds; limits, lifetimes and timeouts follow it. Must not run backwards. */
  now: () => number;
  /** Uniform in [0, 1): the port that NAT chooses after a collision. */
  random: () => number;
  /** Most connections that are tracked (net.netfilter.nf_conntrack_max). Default 262,144. */
  connections?: number;
  /** Connections of an earlier ruleset on the same router: loading rules anew does not end them. Default: none yet. */
  conntrack?: Conntrack;
  /** When long chains get an index; the default suits all uses but tests of the index itself. */
  indexing?: Indexing;
}

export interface Kernel {
  /** Sends one packet and tells what became of it; `trace` adds every rule passed over and why. */
  send(packet: Packet, trace?: boolean): Verdict;
  /** Live connections, as conntrack -L would list them. */
  flows(): Flow[];
  /** What the counter statements of the rules have counted so far. */
  counters: ReadonlyMap<CounterStatement, Readonly<Counter>>;
}

const DEFAULT_CONNECTIONS = 262_144;
const STATE_NAMES: Readonly<Record<number, StateName>> = {
  1: 'invalid',
  2: 'established',
  4: 'related',
  8: 'new',
  64: 'untracked',
};
const NOTHING: never[] = [];

/** Builds a router with this ruleset. Throws UnsupportedConstruct, naming the place, for what it does not model. */
export function createKernel(ruleset: Ruleset, topology: Topology, options: KernelOptions): Kernel {
  const [foreign] = foreignHooks(ruleset);
  if (foreign) throw new UnsupportedConstruct(`hook ${foreign}`, ruleset.tables[0]!.span);
  const conntrack =
    options.conntrack ?? new Conntrack(topology.settings, options.connections ?? DEFAULT_CONNECTIONS);
  conntrack.now = options.now();
  const nat = new Nat(conntrack, options.random);
  const machine: Machine = {
    topology,
    conntrack,
    nat,
    reject: (skb, statement) => router.reject(skb, statement),
  };
  const program = compile(ruleset, machine, options.indexing ?? USUAL_INDEXING);
  const router = new Router(topology, conntrack, nat, program, orderHooks(program));
  const onMiss = noteMiss(machine);
  const skb = new Skb();

  function send(packet: Packet, trace = false): Verdict {
    conntrack.now = options.now();
    skb.restart(packet, trace);
    router.onMiss = trace ? onMiss : null;
    if (packet.arrival === 0) router.send(skb);
    else router.receive(skb);
    const verdict = verdictOf(skb, packet);
    conntrack.release(skb);
    return verdict;
  }

  return { send, flows: () => conntrack.flows(), counters: program.counterOf };
}

function verdictOf(skb: Skb, packet: Packet): Verdict {
  const { flow } = skb;
  const translated = flow !== null && (flow.status & (SRC_NAT | DST_NAT)) !== 0;
  const { path, delivered, answer } = skb;
  const last = path.length > 0 ? path[path.length - 1]! : null;
  const stopped =
    delivered === null && last !== null && (last.verdict === 'drop' || last.verdict === 'reject');
  const kind = delivered !== null ? 'accept' : stopped ? (last.verdict as 'drop' | 'reject') : 'drop';
  const answered = answer?.delivered != null ? answer.answerName : null;
  return {
    verdict: kind,
    droppedBy: delivered !== null ? null : stopped ? (last.handle === null ? 'policy' : 'rule') : 'kernel',
    reason: delivered !== null || stopped ? null : skb.reason,
    rejectedWith: kind === 'reject' ? answered : null,
    kernelAnswer: kind === 'reject' ? null : answered,
    path,
    answerPath: answer?.path ?? NOTHING,
    decidedBy: kind === 'accept' ? lastAccepting(path) : stopped ? last : null,
    deliveredTo: delivered,
    outTuple: delivered === null ? null : translated ? outTupleOf(skb.f) : packet.tuple,
    ctState: STATE_NAMES[skb.firstState] ?? null,
    misses: skb.misses ?? NOTHING,
  };
}

function lastAccepting(path: readonly Step[]): Step | null {
  for (let i = path.length - 1; i >= 0; i--) if (path[i]!.verdict === 'accept') return path[i]!;
  return null;
}
