/**
 * `npm run bench -- signature`: time per document and peak memory of our verifier, warm in one process, beside
 * `pdfsig` and `mutool sign -v` as a process each, over our own fixtures and, where present, the corpus.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPdf } from '../../labs/signature/index.ts';
import { ecdsaKey, eddsaKey, rsaKey } from '../../labs/signature/make/keys.ts';
import { replacePage } from '../../labs/signature/make/tamper.ts';
import { anchors, person, random, signed } from '../signature/make/fixtures.ts';
import { readCorpus } from '../signature/verdict/corpus.ts';

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
}

const AT = new Date('2026-11-22T00:00:00Z');
const TIME = '/usr/bin/time';

export async function benchSignature(): Promise<void> {
  const samples = [...ownSamples(), ...corpusSamples()];
  const peers = (['pdfsig', 'mutool'] as const).filter((tool) => {
    const present = spawnSync(tool, ['-v']).error === undefined;
    if (!present) console.log(`skipped: ${tool} is not installed`);
    return present;
  });
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
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function ownSamples(): Sample[] {
  const keys = {
    'ECDSA P-256': ecdsaKey(random),
    'ECDSA P-384': ecdsaKey(random, 'P-384', 'SHA-384'),
    'ECDSA brainpoolP256r1': ecdsaKey(random, 'brainpoolP256r1'),
    'RSA 2048': rsaKey(random),
    'RSA-PSS 2048': rsaKey(random, 2048, 'pss'),
    Ed25519: eddsaKey(random, 'ed25519'),
    Ed448: eddsaKey(random, 'ed448'),
  };
  const sound = Object.entries(keys).map(([name, key]) => ({
    name,
    bytes: signed({ signer: person({ key }) }).bytes,
  }));
  const altered = replacePage(signed(), 'BT /F1 12 Tf 72 700 Td (Lain) Tj ET').bytes;
  return [
    ...sound.map((one) => ({ ...one, set: 'own', expected: 'valid' })),
    { set: 'own', name: 'page replaced after signing', expected: 'invalid', bytes: altered },
  ];
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
  const { verdict } = verifyPdf(bytes, { at: AT, anchors: set === 'own' ? anchors : [] });
  return { ms: performance.now() - started, kilobytes: process.resourceUsage().maxRSS, verdict };
}

function measurePeer(tool: 'pdfsig' | 'mutool', directory: string, { bytes }: Sample): Measured {
  const file = join(directory, 'one.pdf');
  writeFileSync(file, bytes);
  const args = tool === 'pdfsig' ? ['-nocert', file] : ['sign', '-v', file];
  const started = performance.now();
  const { stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', timeout: 20_000 });
  const ms = performance.now() - started;
  const said = stdout + stderr;
  return {
    ms,
    kilobytes: peakOf(tool, args),
    verdict: tool === 'pdfsig' ? pdfsigVerdict(said) : mutoolVerdict(said),
  };
}

/** Peak resident size, from a second run so that measuring it does not slow the timed one. */
function peakOf(tool: string, args: readonly string[]): number {
  if (!existsSync(TIME)) return Number.NaN;
  const { stderr } = spawnSync(TIME, ['-f', '%M', tool, ...args], { encoding: 'utf8', timeout: 20_000 });
  return Number(stderr.trim().split('\n').at(-1));
}

function pdfsigVerdict(said: string): string {
  if (/does not contain any signatures/.test(said)) return 'no signature';
  const lines = [...said.matchAll(/Signature Validation: (.*?)\.?$/gm)].map((match) => match[1]!);
  if (lines.length === 0) return 'no answer';
  return lines.every((line) => line === 'Signature is Valid') ? 'all valid' : 'not all valid';
}

function mutoolVerdict(said: string): string {
  if (!/Verifying signature/.test(said)) return 'no signature';
  if (/Digest error|invalidated|there have been edits/.test(said)) return 'not all valid';
  return /unchanged since signing/.test(said) ? 'all valid' : 'no answer';
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

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
