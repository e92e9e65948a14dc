/**
 * `npm run -s tte -- verify FILE... [--trust PEM]... [--at TIME]`: one JSON object a line.
 * A file that cannot be judged is a verdict (`not-checked`), never a crash. Exit 2 only for wrong usage.
 */
import { readFileSync, statSync } from 'node:fs';
import { type Report, readPem, unreadable, verifyPdf } from '../../labs/signature/index.ts';

const USAGE = 'usage: tte verify FILE... [--trust PEM]... [--at TIME]   (TIME as 2026-11-22T08:00:00Z)';
/** Above this a file is not even read; the engine has its own, smaller bound. */
const MAX_BYTES = 512 * 1024 * 1024;

class UsageError extends Error {}

function main(args: readonly string[]): void {
  const { files, anchors, at } = readArguments(args);
  for (const file of files) {
    process.stdout.write(`${JSON.stringify({ file, ...machineForm(verifyFile(file, anchors, at)) })}\n`);
  }
}

function readArguments(args: readonly string[]): { files: string[]; anchors: Uint8Array[]; at: Date } {
  const [command, ...rest] = args;
  if (command !== 'verify') throw new UsageError(command ? `unknown command ${command}` : 'command missing');
  const files: string[] = [];
  const anchors: Uint8Array[] = [];
  let at = new Date();
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]!;
    if (word === '--trust') anchors.push(...readAnchors(argument(rest, ++index, word)));
    else if (word === '--at') at = readTime(argument(rest, ++index, word));
    else if (word.startsWith('--')) throw new UsageError(`unknown option ${word}`);
    else files.push(word);
  }
  if (files.length === 0) throw new UsageError('no FILE given');
  return { files, anchors, at };
}

function argument(words: readonly string[], index: number, option: string): string {
  const value = words[index];
  if (value === undefined) throw new UsageError(`${option} needs a value`);
  return value;
}

function readAnchors(path: string): Uint8Array[] {
  try {
    return readPem(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`--trust ${path}: ${(error as Error).message}`);
  }
}

function readTime(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError(`--at ${text}: not a time`);
  return at;
}

function verifyFile(file: string, anchors: readonly Uint8Array[], at: Date): Report {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return unreadable('Ini bukan berkas.');
    if (stat.size > MAX_BYTES) return unreadable(`Berkas lebih besar dari ${MAX_BYTES / 1024 / 1024} MiB.`);
    return verifyPdf(new Uint8Array(readFileSync(file)), { anchors, at });
  } catch (error) {
    return unreadable(`Berkas tidak dapat diperiksa (${(error as Error).message}).`);
  }
}

/** The fields of the agreed machine form first, then what was not checked and what was noticed. */
function machineForm(report: Report): object {
  const { verdict, reason, notChecked, signatures } = report;
  return {
    verdict,
    reason,
    signatures: signatures.map((one) => ({
      field: one.field,
      kind: one.kind,
      indication: one.indication,
      subIndication: one.subIndication,
      checks: one.checks,
      level: one.level,
      signer: one.signer,
      signingTime: one.signingTime,
      subFilter: one.subFilter,
      explanations: one.explanations.map(({ check, state, text }) => ({ check, state, text })),
      findings: one.findings,
    })),
    notChecked,
  };
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
