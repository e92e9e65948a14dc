/**
 * A large comparison of the engine with the kernel, for the record: `node test/kernel/campaign.ts SEED NUMBER` makes
 * that many cases of each profile of our own generator and asks the running kernel. Files that follow, in pairs, hold
 * cases and the verdicts that a kernel oracle has written (JSON lines). Prints packets and mismatches by profile.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import {
  askEngine,
  askKernel,
  differences,
  hasRandomPort,
  type KernelCase,
  type Outcome,
} from './converse.ts';
import { generateCase, PROFILES } from './generate.ts';
import type { Observed } from './judge.ts';
import { KernelProcess } from './kernel-process.ts';

interface Tally {
  cases: number;
  refused: number;
  packets: number;
  mismatches: number;
  'random ports': number;
  unsupported: number;
}
const tallies = new Map<string, Tally>();

function count(one: KernelCase, told: Outcome, source: string): void {
  const profile = `${source} ${one.id.replace(/-.*/, '')}`;
  const empty = { cases: 0, refused: 0, packets: 0, mismatches: 0, 'random ports': 0, unsupported: 0 };
  const tally = tallies.get(profile) ?? empty;
  tallies.set(profile, tally);
  const engine = askEngine(one, told);
  tally.cases++;
  if (typeof engine === 'string') {
    tally.unsupported++;
    return;
  }
  if (!told.accepted) tally.refused++;
  if (engine.accepted !== told.accepted) report(tally, one, 'accepted or not', engine.error, told.error);
  for (const [i, ours] of engine.packets.entries()) {
    const theirs = told.packets[i];
    if (!theirs) return;
    tally.packets++;
    const differing = differences(ours, theirs);
    if (hasRandomPort(ours, theirs)) tally['random ports']++;
    if (differing.length === 0) continue;
    report(tally, one, `packet ${i}: ${differing}`, ours, theirs);
    return;
  }
}

function report(tally: Tally, { id }: KernelCase, what: string, ours: unknown, theirs: unknown): void {
  tally.mismatches++;
  console.log(`${id} ${what}\n  engine ${JSON.stringify(ours)}\n  kernel ${JSON.stringify(theirs)}`);
}

interface OracleStep {
  family: string;
  table: string;
  chain: string;
  handle: number | null;
  verdict: string;
}

/** An oracle's verdict in the form that is compared. */
function readOracle(line: string): Outcome {
  const told = JSON.parse(line) as {
    accepted: boolean;
    error: string | null;
    packets: (Omit<Observed, 'path' | 'answer_path'> & { path: OracleStep[]; answer_path?: OracleStep[] })[];
  }; // prettier-ignore
  const text = (step: OracleStep): string =>
    `${step.family} ${step.table} ${step.chain} ${step.handle ?? 'policy'} ${step.verdict}`; // prettier-ignore
  const packets = told.packets.map((one) => ({
    ...one,
    path: one.path.map(text),
    answer_path: (one.answer_path ?? []).map(text),
  })); // prettier-ignore
  return { ...told, packets };
}

function replay(files: readonly string[]): void {
  for (let i = 0; i + 1 < files.length; i += 2) {
    const cases = readFileSync(files[i]!, 'utf8').trim().split('\n');
    const verdicts = readFileSync(files[i + 1]!, 'utf8')
      .trim()
      .split('\n');
    for (const [n, line] of cases.entries())
      count(JSON.parse(line) as KernelCase, readOracle(verdicts[n]!), 'oracle');
  }
}

async function ask(seed: number, cases: number): Promise<void> {
  const kernel = await KernelProcess.start();
  if (!(kernel instanceof KernelProcess)) {
    console.error(`no kernel to ask: ${kernel.reason}`);
    process.exitCode = 1;
    return;
  }
  console.log(`kernel ${kernel.kernel}, nft ${kernel.nft}`);
  for (const profile of PROFILES)
    for (let n = 0; n < cases; n++) {
      const one = generateCase(profile, seed, n);
      count(one, await askKernel(kernel, one), 'own');
    }
  kernel.stop();
}

const [seed = '1', number = '100', ...files] = process.argv.slice(2);
await ask(Number(seed), Number(number));
replay(files);
console.table(Object.fromEntries(tallies));
const totals = [...tallies.values()];
const sum = (key: keyof Tally): number => totals.reduce((all, tally) => all + tally[key], 0);
console.log(
  `${sum('packets')} packets, ${sum('mismatches')} mismatches; ${sum('random ports')} ports compared by class`,
);
