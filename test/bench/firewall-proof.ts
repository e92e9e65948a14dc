/**
 * Proof time and size by number of rules: part of `npm run bench -- firewall`, and alone `npm run bench -- firewall-proof`.
 * Two kinds of ruleset: as an office writes them (zones, hosts, services) and wholly random overlapping rules, the hard
 * case. Each proof starts in a new diagram: all first packets of both families through all hooks. CPU time is the
 * process's own, so that a busy machine does not distort it. The real rulesets of the corpus follow.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { DEFAULT_TOPOLOGY, Topology } from '../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../labs/firewall/language/index.ts';
import { Bdd } from '../../labs/firewall/proof/bdd.ts';
import { Evaluator } from '../../labs/firewall/proof/evaluate.ts';
import { World } from '../../labs/firewall/proof/world.ts';

const SIZES = (process.env.SIGAP_BENCH_SIZES ?? '10,50,200,1000,5000').split(',').map(Number);
const CORPUS = '../shared/corpus/nft';

interface Cost {
  rules: number;
  ms: number;
  cpu: number;
  nodes: number;
  accepted: number;
}

export async function benchFirewallProof(): Promise<void> {
  console.log('\nProof over all first packets, IPv4 and IPv6, through all hooks');
  costOf(rulesetOf(office(50)), new Topology(DEFAULT_TOPOLOGY));
  const rows = [
    ['office', office],
    ['random, overlapping', random],
  ] as const;
  console.table(
    rows.flatMap(([ruleset, write]) =>
      SIZES.map((size) => {
        const { rules, ms, cpu, nodes, accepted } = costOf(
          rulesetOf(write(size)),
          new Topology(DEFAULT_TOPOLOGY),
        );
        return {
          ruleset,
          rules,
          ms: Math.round(ms),
          'CPU ms': Math.round(cpu),
          'nodes made': nodes,
          'nodes of the accepted set': accepted,
        };
      }),
    ),
  );
  benchCorpus();
}

function benchCorpus(): void {
  if (!existsSync(CORPUS)) {
    console.log(`Real rulesets: skipped, ${CORPUS} is not here`);
    return;
  }
  const costs: (Cost & { file: string })[] = [];
  let refused = 0;
  for (const file of readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.nft')) continue;
    const { ruleset, diagnostics } = readRuleset(readFileSync(`${CORPUS}/${file}`, 'utf8'));
    if (diagnostics.some(({ severity }) => severity !== 'warning')) refused++;
    else costs.push({ file, ...costOf(ruleset, topologyFor(ruleset)) });
  }
  costs.sort((a, b) => b.cpu - a.cpu);
  console.log(
    `Real rulesets: ${costs.length} proved, ${refused} outside the language (or includes that are not there)`,
  );
  const places = [0, 1, 2, Math.floor(costs.length / 10), Math.floor(costs.length / 2)];
  console.table(
    places.flatMap((at, i) => {
      const cost = costs[at];
      if (!cost) return [];
      const place = ['slowest', 'second', 'third', 'slower than nine in ten', 'median'][i];
      return [
        {
          place,
          file: cost.file,
          rules: cost.rules,
          'CPU ms': Math.round(cost.cpu),
          'nodes made': cost.nodes,
        },
      ];
    }),
  );
}

/** Three legs named as the ruleset names its interfaces, so that its rules match something. */
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

function rulesetOf(text: string): Ruleset {
  const { ruleset, diagnostics } = readRuleset(text);
  const fault = diagnostics.find(({ severity }) => severity !== 'warning');
  if (fault) throw new Error(`line ${fault.span.line}: ${fault.message.en}`);
  return ruleset;
}

/** Throws TooLarge beyond the nodes that a page allows. */
function costOf(ruleset: Ruleset, topology: Topology): Cost {
  const bdd = new Bdd();
  const began = performance.now();
  const before = process.cpuUsage();
  const evaluator = new Evaluator(new World(bdd, topology, 'fresh'), ruleset);
  const accepted = ([4, 6] as const).map((version) =>
    bdd.union(evaluator.firstPackets(version).deliveries.map(({ set }) => set)),
  );
  const { user, system } = process.cpuUsage(before);
  return {
    rules: ruleset.tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)).length,
    ms: performance.now() - began,
    cpu: (user + system) / 1000,
    nodes: bdd.nodes,
    accepted: bdd.size(...accepted),
  };
}

/** A repeatable stream of numbers below `below`. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

function chain(rules: string[]): string {
  return `table inet filter {\n chain forward {\n type filter hook forward priority filter; policy drop;\n ct state established,related accept\n ct state invalid drop\n${rules.join('\n')}\n }\n}\n`;
}

function office(size: number): string {
  const n = numbers(7);
  const zones = ['wan0', 'lan0', 'dmz0'];
  return chain(
    Array.from({ length: Math.max(0, size - 2) }, () => {
      const source = n(2) ? `ip saddr 192.168.10.${n(254)}` : `iifname "${zones[n(3)]}"`;
      const ports = [`{ 80, 443 }`, '22', '3306', '8443', '25', `${1024 + n(9000)}`];
      return ` ${source} ip daddr 192.168.20.${n(254)} ${n(5) ? 'tcp' : 'udp'} dport ${ports[n(6)]} ${n(10) ? 'accept' : 'drop'}`;
    }),
  );
}

function random(size: number): string {
  const n = numbers(11);
  const network = (): string => `${n(224)}.${n(256)}.${n(256)}.0/${8 + n(25)}`;
  return chain(
    Array.from({ length: Math.max(0, size - 2) }, () => {
      const low = n(60_000);
      const parts = [
        n(2) ? `iifname "${['wan0', 'lan0', 'dmz0'][n(3)]}"` : '',
        n(3) ? `ip saddr ${network()}` : '',
        n(3) ? `ip daddr ${network()}` : '',
        `${n(2) ? 'tcp' : 'udp'} dport ${n(2) ? low : `${low}-${low + n(5000)}`}`,
      ];
      return ` ${parts.join(' ')} ${n(2) ? 'accept' : 'drop'}`;
    }),
  );
}
