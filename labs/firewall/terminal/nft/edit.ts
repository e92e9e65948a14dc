/**
 * A command that changes rules becomes a change of the file: the new rule stands in its chain, indented like its
 * neighbours, and every comment stays. Whether the changed file means what the command means is checked by reading it;
 * where no such place is found, the command itself is written at the end of the file, which nft reads as well.
 */
import { printRuleset } from '../../language/print/ruleset.ts';
import type { Chain, Rule, Ruleset } from '../../language/ruleset.ts';
import { tryRead } from '../session.ts';

const HEADING = '# dari terminal';

/** The file with the command at its end. */
export function withCommand(text: string, command: string): string {
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const heading = body.includes(`${HEADING}\n`) ? '' : `\n${HEADING}\n`;
  return `${body}${heading}${command}\n`;
}

export interface NewRule {
  chain: Chain;
  /** The rule as typed. */
  rule: string;
  /** Stands before the rule with this number in the chain; the number of rules: at the end. */
  at: number;
}

/** @param wanted What the command makes of the rules, as read from the file with the command behind it. */
export function insertRule(
  text: string,
  { chain, rule, at }: NewRule,
  command: string,
  wanted: Ruleset,
): string {
  const lines = text.split('\n');
  const before = chain.rules[at - 1];
  const after = chain.rules[at];
  const tries: (string | null)[] = [
    before ? addBelow(lines, before, rule) : null,
    after ? addAbove(lines, after, rule) : null,
    before || after ? null : addToEmpty(lines, chain, rule),
  ];
  return tries.find((each) => each !== null && means(each, wanted)) ?? withCommand(text, command);
}

/** Null when taking the rule out of the text does not do what deleting it does. */
export function removeRule(text: string, rule: Rule, wanted: Ruleset): string | null {
  const { offset, endOffset, line, endLine } = rule.span;
  const lines = text.split('\n');
  const own = lines
    .slice(line - 1, endLine)
    .join('\n')
    .trim()
    .replace(/\s*#.*$/, '');
  const whole = own === text.slice(offset, endOffset).trim();
  const without = [...lines.slice(0, line - 1), ...lines.slice(endLine)].join('\n');
  const cut = text.slice(0, offset) + text.slice(endOffset).replace(/^\s*;\s*/, ' ');
  return (whole ? [without, cut] : [cut]).find((each) => means(each, wanted)) ?? null;
}

export function replaceRule(text: string, old: Rule, rule: string, wanted: Ruleset): string | null {
  const replaced = text.slice(0, old.span.offset) + rule + text.slice(old.span.endOffset);
  return means(replaced, wanted) ? replaced : null;
}

function means(text: string, wanted: Ruleset): boolean {
  const { ruleset } = tryRead(text);
  return ruleset !== null && printRuleset(ruleset) === printRuleset(wanted);
}

function indentOf(line: string | undefined): string {
  return /^[ \t]*/.exec(line ?? '')?.[0] ?? '';
}

function addBelow(lines: readonly string[], { span }: Rule, rule: string): string {
  const indent = indentOf(lines[span.line - 1]);
  return [...lines.slice(0, span.endLine), indent + rule, ...lines.slice(span.endLine)].join('\n');
}

/** Above the comment lines that belong to the rule. */
function addAbove(lines: readonly string[], { span }: Rule, rule: string): string {
  let at = span.line - 1;
  while (at > 0 && /^\s*#/.test(lines[at - 1] ?? '')) at--;
  return [...lines.slice(0, at), indentOf(lines[span.line - 1]) + rule, ...lines.slice(at)].join('\n');
}

/** Below the last line of the chain's head, before its closing brace. */
function addToEmpty(lines: readonly string[], { span }: Chain, rule: string): string {
  const close = span.endLine - 1;
  const indent = indentOf(lines[close]);
  const step = indent.includes('\t') ? '\t' : '  ';
  return [...lines.slice(0, close), `${indent}${step}${rule}`, ...lines.slice(close)].join('\n');
}
