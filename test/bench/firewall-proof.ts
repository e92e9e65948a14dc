/**
 * Proof time and size by number of rules: `npm run bench -- firewall-proof`. Two kinds of ruleset: as an office writes
 * them (zones, hosts, services) and wholly random overlapping rules, the hard case. Each proof starts cold in its own
 * diagram: all IPv4 first packets through all hooks. CPU time is the process's own, so a busy machine does not distort it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { DEFAULT_TOPOLOGY, Topology } from '../../labs/firewall/kernel/index.ts';
import { type Ruleset, readRuleset } from '../../labs/firewall/language/index.ts';
import { Bdd, TooLarge } from '../../labs/firewall/proof/bdd.ts';
import { Evaluator } from '../../labs/firewall/proof/evaluate.ts';
import { World } from '../../labs/firewall/proof/world.ts';

const SIZES = (process.env.SIGAP_BENCH_SIZES ?? '10,50,200,1000,5000').split(',').map(Number);
const CORPUS = '../shared/corpus/nft';
const NODES = 8_000_000;

export async function benchFirewallProof(): Promise<void> {
  console.log(
    `${'ruleset'.padEnd(22)}${'rules'.padStart(7)}${'ms'.padStart(9)}${'CPU ms'.padStart(9)}${'nodes made'.padStart(13)}${'accepted set'.padStart(14)}`,
  );
  prove('warm-up', office(50), new Topology(DEFAULT_TOPOLOGY), true);
  for (const size of SIZES) prove('office', office(size));
  for (const size of SIZES) prove('random, overlapping', random(size));
  benchCorpus();
}

function benchCorpus(): void {
  if (!existsSync(CORPUS)) {
    console.log(`real rulesets: skipped, ${CORPUS} is not here`);
    return;
  }
  let proved = 0;
  let refused = 0;
  let worst = { ms: 0, file: '' };
  for (const file of readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.nft'))
    .slice(0, 200)) {
    const { ruleset, diagnostics } = readRuleset(readFileSync(`${CORPUS}/${file}`, 'utf8'));
    if (diagnostics.some(({ severity }) => severity !== 'warning')) {
      refused++;
      continue;
    }
    const started = process.cpuUsage();
    try {
      for (const version of [4, 6] as const)
        new Evaluator(new World(new Bdd(NODES), topologyFor(ruleset), 'fresh'), ruleset).firstPackets(
          version,
        );
      proved++;
      const { user, system } = process.cpuUsage(started);
      if ((user + system) / 1000 > worst.ms) worst = { ms: (user + system) / 1000, file };
    } catch (problem) {
      if (!(problem instanceof TooLarge)) throw problem;
      console.log(`${file}: ${problem.message}`);
    }
  }
  console.log(
    `real rulesets: ${proved} proved for both families, ${refused} outside the language; slowest ${Math.round(worst.ms)} ms CPU (${worst.file})`,
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

function prove(
  name: string,
  text: string,
  topology: Topology = new Topology(DEFAULT_TOPOLOGY),
  silent = false,
): void {
  const { ruleset, diagnostics } = readRuleset(text);
  const fault = diagnostics.find(({ severity }) => severity !== 'warning');
  if (fault) throw new Error(`${name}: line ${fault.span.line}: ${fault.message.en}`);
  const bdd = new Bdd(NODES);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const { deliveries } = new Evaluator(new World(bdd, topology, 'fresh'), ruleset).firstPackets(4);
  const accepted = bdd.size(bdd.union(deliveries.map(({ set }) => set)));
  const { user, system } = process.cpuUsage(cpu);
  const ms = performance.now() - began;
  const rules = ruleset.tables.flatMap(({ chains }) => chains.flatMap((chain) => chain.rules)).length;
  const cells = [rules, Math.round(ms), Math.round((user + system) / 1000), bdd.nodes, accepted];
  const widths = [7, 9, 9, 13, 14];
  if (!silent)
    console.log(name.padEnd(22) + cells.map((cell, i) => String(cell).padStart(widths[i]!)).join(''));
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
