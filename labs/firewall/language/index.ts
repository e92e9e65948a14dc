/**
 * The way in: nftables text -> checked ruleset and diagnostics. What is accepted follows nftables 1.0.6
 * (`nft -c -f`, nft(8)); every fault of the text is reported in one pass.
 */
import { Checker } from './check/commands.ts';
import { checkLoad } from './check/load.ts';
import { DIAGNOSTIC_LIMIT, type Diagnostic, say } from './diagnostics.ts';
import type { Ruleset } from './ruleset.ts';
import { parseFile } from './syntax/commands.ts';
import { Source, spanOf } from './syntax/source.ts';
import { type IncludeResolver, Parser } from './syntax/state.ts';
import type { CommandNode } from './syntax/tree.ts';

export type { Bilingual, Diagnostic, Mend } from './diagnostics.ts';
export { type Highlight, highlight } from './highlight.ts';
export { printRule } from './print/rules.ts';
export { printRuleset } from './print/ruleset.ts';
export type * from './ruleset.ts';
export type { IncludeResolver } from './syntax/state.ts';

export interface ReadOptions {
  /** Text of an included file; without it every include is an error that names the path. */
  include?: IncludeResolver;
}

export interface Reading {
  /** What could be understood. Only to be evaluated when no diagnostic is an error or unsupported. */
  ruleset: Ruleset;
  /** In the order of the text. */
  diagnostics: Diagnostic[];
}

/** Longer texts are refused at once (4 MiB of UTF-16 units; the largest ruleset we have seen has 10 kB). */
export const LENGTH_LIMIT = 4 * 1024 * 1024;

/** Read a whole ruleset text. Never throws for any input. */
export function readRuleset(text: string, options: ReadOptions = {}): Reading {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length < DIAGNOSTIC_LIMIT) diagnostics.push(diagnostic);
  };
  const checker = new Checker(report);
  if (text.length > LENGTH_LIMIT) {
    const source = new Source(text.slice(0, 100), null);
    report({
      severity: 'error',
      span: spanOf({ source, start: 0, end: 0 }),
      token: '',
      expected: [],
      message: say(
        `Berkas ini terlalu besar (${text.length} karakter); batasnya ${LENGTH_LIMIT}.`,
        `This file is too large (${text.length} characters); the limit is ${LENGTH_LIMIT}.`,
      ),
    });
    return { ruleset: checker.ruleset, diagnostics };
  }
  const commands: CommandNode[] = [];
  const scope = { variables: new Map(), outer: null };
  const parser = new Parser(new Source(text, null), diagnostics, scope, options.include ?? (() => null));
  parseFile(parser, commands);
  for (const command of commands) checker.apply(command);
  if (!diagnostics.some(({ severity }) => severity === 'error')) checkLoad(checker.ruleset, report);
  const main = (diagnostic: Diagnostic): number => (diagnostic.span.file === undefined ? 0 : 1);
  diagnostics.sort((a, b) => main(a) - main(b) || a.span.offset - b.span.offset);
  return { ruleset: checker.ruleset, diagnostics };
}
