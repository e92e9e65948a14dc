/**
 * `npm run bench -- signature`: time per document and peak memory of our verifier, warm in one process, beside
 * `pdfsig` and `mutool sign -v` as a process each, over our own fixtures and, where present, the corpus.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Report, verifyPdf } from '../../labs/signature/index.ts';
import { fastAnchors } from '../signature/make/by-hand.ts';
import { fixtures } from '../signature/make/fixture-set.ts';
import { anchors } from '../signature/make/fixtures.ts';
import { argumentsOf, ask, isPresent, PEERS, type Peer } from '../signature/make/peer.ts';
import { readCorpus } from '../signature/verdict/corpus.ts';
import { largeDocuments } from './large-documents.ts';

interface Sample {
  readonly set: string;
  readonly name: string;
  readonly expected: string;
  readonly bytes: Uint8Array;
}

interface Measured {
  readonly ms: number;
  readonly kilobytes: number;
  readonly verdict: string;
  /** Why not valid, in the words people read; empty for the others. */
  readonly why: string;
}

const AT = new Date('2026-11-22T00:00:00Z');
const TIME = '/usr/bin/time';

export async function benchSignature(): Promise<void> {
  const samples = [...ownSamples(), ...corpusSamples()];
  const peers = PEERS.filter(isPresent);
  const directory = mkdtempSync(join(tmpdir(), 'sigap-bench-'));
  try {
    const columns = new Map<string, Measured[]>();
    // Once unmeasured, so that our column is warm as the page is after its first document.
    for (const sample of samples.slice(0, 40)) measureOurs(sample);
    columns.set('sigap', samples.map(measureOurs));
    for (const tool of peers)
      columns.set(
        tool,
        samples.map((sample) => measurePeer(tool, directory, sample)),
      );
    console.table([...new Set(samples.map((one) => one.set))].flatMap((set) => rows(set, samples, columns)));
    console.log('\nVerdicts side by side: rows of the corpus by class, and each of our own documents.');
    console.table(verdicts(samples, columns));
    console.log('\nWhat a peer calls valid and we refuse, with our reason.');
    console.table(refusals(samples, columns));
    console.log('\nLarge documents: each has to be judged or clearly refused within ten seconds.');
    console.table(largeDocuments().map(measureLarge));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function ownSamples(): Sample[] {
  return fixtures.map(({ name, expected, bytes }) => ({ set: 'own', name, expected, bytes }));
}

function corpusSamples(): Sample[] {
  const rows = readCorpus() ?? [];
  return rows.map((row) => ({
    set: 'corpus',
    name: row.file,
    expected: row.verdictClass,
    bytes: row.bytes(),
  }));
}

function measureOurs({ set, bytes }: Sample): Measured {
  const started = performance.now();
  const report = verifyPdf(bytes, { at: AT, anchors: set === 'own' ? anchors : [] });
  const ms = performance.now() - started;
  return { ms, kilobytes: process.resourceUsage().maxRSS, verdict: report.verdict, why: whyNot(report) };
}

/** The check that decided and what it says; where every check is content, the sentence of the report. */
function whyNot({ verdict, reason, signatures }: Report): string {
  if (verdict === 'valid' || verdict === 'no-signature') return '';
  const worst = signatures.find((one) => one.indication === 'TOTAL-FAILED') ?? signatures[0];
  const said =
    worst?.explanations.find((one) => one.state === 'fail') ??
    worst?.explanations.find((one) => one.state !== 'pass');
  return said ? `${said.check}: ${said.text}` : reason;
}

function measurePeer(tool: Peer, directory: string, { bytes }: Sample): Measured {
  const file = join(directory, 'one.pdf');
  const { verdict, ms } = ask(tool, bytes, file);
  return { ms, kilobytes: peakOf(tool, argumentsOf(tool, file)), verdict, why: '' };
}

/** Peak resident size, from a second run so that measuring it does not slow the timed one. */
function peakOf(tool: string, args: readonly string[]): number {
  if (!existsSync(TIME)) return Number.NaN;
  const { stderr } = spawnSync(TIME, ['-f', '%M', tool, ...args], { encoding: 'utf8', timeout: 20_000 });
  return Number(stderr.trim().split('\n').at(-1));
}

function rows(set: string, samples: readonly Sample[], columns: ReadonlyMap<string, Measured[]>): object[] {
  return [...columns].map(([tool, all]) => {
    const mine = all.filter((_, index) => samples[index]!.set === set);
    const times = mine.map((one) => one.ms).sort((a, b) => a - b);
    const at = (share: number): number =>
      round(times[Math.min(times.length - 1, Math.floor(share * times.length))]!);
    const peak = Math.max(...mine.map((one) => one.kilobytes));
    return {
      set,
      tool,
      documents: mine.length,
      'median ms': at(0.5),
      'p95 ms': at(0.95),
      'max ms': at(1),
      'peak MB': round(peak / 1024),
    };
  });
}

/** One row per class and combination of verdicts, with how many documents gave it. */
function verdicts(samples: readonly Sample[], columns: ReadonlyMap<string, Measured[]>): object[] {
  const counted = new Map<string, { row: Record<string, string>; documents: number }>();
  samples.forEach((sample, index) => {
    const row: Record<string, string> = {
      expected: sample.set === 'own' ? `${sample.expected} (${sample.name})` : sample.expected,
    };
    for (const [tool, all] of columns) row[tool] = all[index]!.verdict;
    const key = Object.values(row).join('|');
    counted.set(key, { row, documents: (counted.get(key)?.documents ?? 0) + 1 });
  });
  return [...counted.values()]
    .map(({ row, documents }) => ({ ...row, documents }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** Documents refused here and called valid by a peer, counted by reason; the corpus is judged without anchors. */
function refusals(samples: readonly Sample[], columns: ReadonlyMap<string, Measured[]>): object[] {
  const own = columns.get('sigap')!;
  const counted = new Map<
    string,
    { set: string; who: string; ours: string; why: string; documents: number }
  >();
  samples.forEach(({ set, name }, index) => {
    const { verdict, why } = own[index]!;
    const peers = PEERS.filter((tool) => columns.get(tool)?.[index]?.verdict === 'all valid');
    const refused = set === 'own' ? verdict !== 'valid' : verdict === 'invalid' || verdict === 'not-checked';
    if (peers.length === 0 || !refused) return;
    const what = set === 'own' ? name : 'corpus';
    const plain = why.replace(/\d[\d.,:-]*/g, 'n').replace(/"[^"]*"/g, '"…"');
    const key = [what, peers, verdict, plain].join('|');
    const known = counted.get(key) ?? {
      set: what,
      who: peers.join(', '),
      ours: verdict,
      why: plain,
      documents: 0,
    };
    counted.set(key, { ...known, documents: known.documents + 1 });
  });
  return [...counted.values()];
}

function measureLarge({ name, bytes }: { name: string; bytes: Uint8Array }): object {
  const started = performance.now();
  const { verdict, reason } = verifyPdf(bytes, { at: AT, anchors: fastAnchors });
  const seconds = round((performance.now() - started) / 1000);
  return { name, MB: round(bytes.length / 1e6), seconds, verdict, reason };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
