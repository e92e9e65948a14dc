/**
 * Worker of the bench: what it costs to prove one text. A new worker knows nothing, so its first proof is a cold one;
 * a page proves again at every change, so the median of the later ones is what a learner waits for.
 */
import process from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';
import { DEFAULT_TOPOLOGY, Topology } from '../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../labs/firewall/language/index.ts';
import { Bdd } from '../../labs/firewall/proof/bdd.ts';
import { Evaluator } from '../../labs/firewall/proof/evaluate.ts';
import { World } from '../../labs/firewall/proof/world.ts';

/** What a worker is asked; `ownInterfaces`: the router gets the interfaces that the ruleset names. */
export interface Question {
  texts: string[];
  runs: number;
  ownInterfaces: boolean;
}

export interface Cost {
  rules: number;
  /** Milliseconds, elapsed and of this thread's CPU. */
  first: number;
  median: number;
  cpu: number;
  nodes: number;
  accepted: number;
}

const { texts, runs, ownInterfaces } = workerData as Question;
parentPort?.postMessage(texts.map((text) => costOf(text)));

/** Null for a text outside the language. */
function costOf(text: string): Cost | null {
  const { ruleset, diagnostics } = readRuleset(text);
  if (diagnostics.some(({ severity }) => severity !== 'warning')) return null;
  const topology = ownInterfaces ? topologyFor(ruleset) : new Topology(DEFAULT_TOPOLOGY);
  const all = Array.from({ length: runs }, () => prove(ruleset, topology));
  const { nodes, accepted, ms: first } = all[0]!;
  const later = all.slice(1);
  return {
    rules: ruleset.tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)).length,
    first,
    median: median(later.map(({ ms }) => ms)),
    cpu: median(later.map(({ cpu }) => cpu)),
    nodes,
    accepted,
  };
}

/** All first packets of both families through all hooks, in a new diagram. Throws TooLarge beyond a page's nodes. */
function prove(ruleset: Ruleset, topology: Topology) {
  const bdd = new Bdd();
  const began = performance.now();
  const before = process.threadCpuUsage();
  const evaluator = new Evaluator(new World(bdd, topology, 'fresh'), ruleset);
  const accepted = ([4, 6] as const).map((version) =>
    bdd.union(evaluator.firstPackets(version).deliveries.map(({ set }) => set)),
  );
  const { user, system } = process.threadCpuUsage(before);
  const ms = performance.now() - began;
  return { ms, cpu: (user + system) / 1000, nodes: bdd.nodes, accepted: bdd.size(...accepted) };
}

/** Three legs, and legs named as the ruleset names its interfaces, so that its rules match something. */
function topologyFor(ruleset: Ruleset): Topology {
  const names = new Set<string>();
  JSON.stringify(ruleset, (key, value: unknown) => {
    if (key === 'low' || key === 'value')
      if (typeof value === 'string' && value !== 'lo' && value !== '') names.add(value);
    return typeof value === 'bigint' ? String(value) : value;
  });
  const interfaces = [...names]
    .slice(0, 20)
    .map((name, i) => ({ name, peer: name, addresses: [`10.200.${i}.1/24`, `fd00:${i + 1}::1/64`] }));
  return new Topology({ ...DEFAULT_TOPOLOGY, interfaces: [...DEFAULT_TOPOLOGY.interfaces, ...interfaces] });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >>> 1] ?? Number.NaN;
}
