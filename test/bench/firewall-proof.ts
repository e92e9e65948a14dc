/**
 * Proof time and size by number of rules, and for the real rulesets of the corpus: part of `npm run bench -- firewall`,
 * and alone `npm run bench -- firewall-proof`. Each row is measured in a worker of its own, as a page does it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Cost, Question } from './proof-cost.ts';
import { SHAPES } from './proof-rulesets.ts';

const SIZES = (process.env.SIGAP_BENCH_SIZES ?? '10,50,200,1000,5000').split(',').map(Number);
const CORPUS = '../shared/corpus/nft';

export async function benchFirewallProof(): Promise<void> {
  console.log('\nProof over all first packets, IPv4 and IPv6, through all hooks');
  const rows: Record<string, string | number>[] = [];
  for (const [ruleset, write] of Object.entries(SHAPES))
    for (const size of SIZES) {
      const runs = size > 500 ? 6 : 26;
      const [cost] = await costsOf({ texts: [write(size)], runs, ownInterfaces: false });
      if (cost) rows.push({ ruleset, ...rowOf(cost), 'nodes of the accepted set': cost.accepted });
    }
  console.table(rows);
  await benchCorpus();
}

async function benchCorpus(): Promise<void> {
  if (!existsSync(CORPUS)) {
    console.log(`Real rulesets: skipped, ${CORPUS} is not here`);
    return;
  }
  const files = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.nft'),
  );
  const texts = files.map((file) => readFileSync(`${CORPUS}/${file}`, 'utf8'));
  const costs = await costsOf({ texts, runs: 12, ownInterfaces: true });
  const proved = costs.flatMap((cost, i) => (cost ? [{ file: files[i]!, cost }] : []));
  proved.sort((a, b) => b.cost.median - a.cost.median);
  const refused = files.length - proved.length;
  console.log(
    `Real rulesets: ${proved.length} proved, ${refused} outside the language (or includes that are not there)`,
  );
  console.table(proved.map(({ file, cost }) => ({ file, ...rowOf(cost) })));
}

function rowOf({ rules, first, median, cpu, nodes }: Cost): Record<string, number> {
  return {
    rules,
    'first ms': Math.round(first),
    'median ms': Math.round(median),
    'CPU ms': Math.round(cpu),
    'nodes made': nodes,
  };
}

function costsOf(question: Question): Promise<(Cost | null)[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./proof-cost.ts', import.meta.url), { workerData: question });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
