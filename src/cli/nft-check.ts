/**
 * `nft check FILE…`: one line a file, `FILE: ok`, or a line for each fault: `FILE:LINE:COL: error: …` and
 * `FILE:LINE:COL: unsupported: …`. Exit code 0 all ok, 1 an error, 2 something unsupported (and no error), 64 wrong use.
 * "ok" means what `nft -c` 1.0.6 says; what only the kernel refuses at load time goes to standard error as a warning.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type Diagnostic, readRuleset } from '../../labs/firewall/language/index.ts';
import { includesBeside } from './include.ts';
import { usageOnly } from './terminal.ts';

const HELP = `usage: npm run -s nft -- check FILE…

Prints a line a file: FILE: ok, FILE:LINE:COL: error: …, or FILE:LINE:COL: unsupported: …

Exit code: 0 all ok
           1 an error
           2 something unsupported
          64 wrong use
`;

export async function run(files: string[]): Promise<number> {
  const usage = usageOnly(files, HELP);
  if (usage !== null) return usage;
  let error = false;
  let unsupported = false;
  for (const file of files) {
    const diagnostics = checkFile(file);
    const shown = diagnostics.filter(({ severity, atLoad }) => severity !== 'warning' && atLoad !== true);
    for (const diagnostic of diagnostics) {
      if (!shown.includes(diagnostic))
        process.stderr.write(`${line(file, { ...diagnostic, severity: 'warning' })}\n`);
    }
    if (shown.length === 0) process.stdout.write(`${file}: ok\n`);
    for (const diagnostic of shown) process.stdout.write(`${line(file, diagnostic)}\n`);
    error ||= shown.some(({ severity }) => severity === 'error');
    unsupported ||= shown.some(({ severity }) => severity === 'unsupported');
  }
  return error ? 1 : unsupported ? 2 : 0;
}

function checkFile(file: string): Diagnostic[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    const span = { offset: 0, endOffset: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
    return [
      {
        severity: 'error',
        span,
        token: '',
        expected: [],
        message: { id: `berkas tidak terbaca: ${reason}`, en: `cannot read the file: ${reason}` },
      },
    ]; // prettier-ignore
  }
  return readRuleset(text, { include: includesBeside(file) }).diagnostics;
}

function line(file: string, diagnostic: Diagnostic): string {
  const { span, severity, message, mend } = diagnostic;
  const place = `${span.file ?? file}:${span.line}:${span.column}`;
  return `${place}: ${severity}: ${message.en}${mend === undefined ? '' : ` ${mend.en}`}`;
}
