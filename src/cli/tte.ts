/**
 * `npm run -s tte -- verify FILE... [--trust PEM]... [--at TIME] [--content FILE]`: one JSON object a line.
 * A file that cannot be judged is a verdict (`not-checked`), never a crash. Exit 2 only for wrong usage.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import {
  looksLikeCms,
  type Report,
  readPem,
  unreadable,
  verifyCms,
  verifyPdf,
} from '../../labs/signature/index.ts';
import { asksForHelp, endWithReader } from './terminal.ts';

const USAGE =
  'usage: tte verify FILE... [--trust PEM]... [--at TIME] [--content FILE]   (TIME as 2026-11-22T08:00:00Z)\n' +
  '  a .p7s file is judged over --content, else over the file of the same name without .p7s';
/** Above this a file is not even read; the engine has its own, smaller bound. */
const MAX_BYTES = 512 * 1024 * 1024;

class UsageError extends Error {}

function main(args: readonly string[]): void {
  const { files, anchors, at, content } = readArguments(args);
  for (const file of files) {
    process.stdout.write(
      `${JSON.stringify({ file, ...machineForm(verifyFile(file, anchors, at, content)) })}\n`,
    );
  }
}

interface Arguments {
  readonly files: string[];
  readonly anchors: Uint8Array[];
  readonly at: Date;
  /** Path of the file that detached signatures are over. */
  readonly content: string | null;
}

function readArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  if (command !== 'verify') throw new UsageError(command ? `unknown command ${command}` : 'command missing');
  const files: string[] = [];
  const anchors: Uint8Array[] = [];
  let at = new Date();
  let content: string | null = null;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]!;
    if (word === '--trust') anchors.push(...readAnchors(argument(rest, ++index, word)));
    else if (word === '--at') at = readTime(argument(rest, ++index, word));
    else if (word === '--content') content = argument(rest, ++index, word);
    else if (word.startsWith('-')) throw new UsageError(`unknown option ${word}`);
    else files.push(word);
  }
  if (files.length === 0) throw new UsageError('no FILE given');
  return { files, anchors, at, content };
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

function verifyFile(file: string, anchors: readonly Uint8Array[], at: Date, content: string | null): Report {
  try {
    const bytes = read(file);
    if (!looksLikeCms(bytes)) return verifyPdf(bytes, { anchors, at });
    const beside = file.replace(/\.p7s$/i, '');
    const over = content ?? (beside !== file && existsSync(beside) ? beside : null);
    return verifyCms(bytes, over === null ? null : read(over), { anchors, at });
  } catch (error) {
    return unreadable(`Berkas tidak dapat diperiksa (${(error as Error).message}).`);
  }
}

/** @throws Error with a sentence when the file cannot or should not be read. */
function read(path: string): Uint8Array {
  const stat = statSync(path);
  if (!stat.isFile()) throw new Error('ini bukan berkas');
  if (stat.size > MAX_BYTES) throw new Error(`lebih besar dari ${MAX_BYTES / 1024 / 1024} MiB`);
  return new Uint8Array(readFileSync(path));
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

endWithReader();
try {
  if (asksForHelp(process.argv)) process.stdout.write(`${USAGE}\n`);
  else main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 2;
}
