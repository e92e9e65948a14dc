/**
 * Rules that the language does not know, bounded instead of dropped: such a rule may or may not match, and where its
 * verdict cannot be told either, it may accept or drop. Answers then say "may" where they hang on it.
 */
import type { Diagnostic } from '../language/diagnostics.ts';
import type { MatchStatement, Rule } from '../language/ruleset.ts';
import { type Opened, openFiles, type SourceFile } from './open-files.ts';

export interface Bounded extends Opened {
  /** What stands in the ruleset as "may or may not match"; all other diagnostics remain in `diagnostics`. */
  unknown: Diagnostic[];
}

/** More unknown rules than these and the answer would say nothing. */
const MOST_UNKNOWN = 40;
const MARK = 'tak dikenal';
/** Lines of nft that are no rules: they open, close or describe something. */
const NO_RULE =
  /^(table|chain|set|map|flowtable|counter|quota|limit|ct (helper|timeout|expectation)|type|policy|define|redefine|undefine|include|elements|flags|hook|devices|size|timeout|gc-interval|flush|delete|list|reset|#|\}|\{)/;

/** Never throws. */
export function openBounded(files: readonly SourceFile[]): Bounded {
  const texts = files.map(({ name, text }) => ({ name, lines: text.split('\n') }));
  const unknown: Diagnostic[] = [];
  for (let round = 0; ; round++) {
    const opened = openFiles(texts.map(({ name, lines }) => ({ name, text: lines.join('\n') })));
    const { diagnostics, dialect, ruleset } = opened;
    const first = diagnostics.find(({ severity }) => severity === 'unsupported');
    const faulty = diagnostics.some(({ severity }) => severity === 'error');
    if (!first || faulty || round >= MOST_UNKNOWN) {
      if (!first && !faulty)
        for (const table of ruleset.tables)
          for (const chain of table.chains) chain.rules = chain.rules.flatMap(withDoubt);
      return {
        ...opened,
        diagnostics: first || faulty ? [...diagnostics, ...unknown] : diagnostics,
        unknown: first || faulty ? [] : unknown,
      };
    }
    const lines = texts.find(({ name }) => name === first.span.file)?.lines;
    const at = first.span.line - 1;
    const replaced =
      lines?.[at] === undefined
        ? null
        : dialect === 'iptables'
          ? iptablesTwin(lines[at])
          : nftTwin(lines[at]);
    if (!lines || replaced === null || first.span.endLine !== first.span.line)
      return { ...opened, diagnostics: [...diagnostics, ...unknown], unknown: [] };
    lines[at] = replaced;
    unknown.push(first);
  }
}

/** A line of the same verdict with a mark in the place of its conditions; null when the line is not one rule. */
function nftTwin(line: string): string | null {
  const rule = line
    .replace(/\s*#.*$/, '')
    .replace(/\s+comment\s+"[^"]*"\s*$/, '')
    .trim();
  if (rule === '' || NO_RULE.test(rule) || /[{;]\s*$/.test(rule) || rule.includes(MARK)) return null;
  const called = /\b(jump|goto)\s+([\w.-]+)$/.exec(rule);
  if (called) return `${called[1]} ${called[2]} comment "${MARK}"`;
  if (/\baccept$/.test(rule)) return `accept comment "${MARK}"`;
  if (/\b(drop|reject( with .*)?)$/.test(rule)) return `drop comment "${MARK}"`;
  return `accept comment "${MARK}: juga drop"`;
}

function iptablesTwin(line: string): string | null {
  const chain = /^(?:\[\d+:\d+\] )?-A (\S+)/.exec(line.trim())?.[1];
  if (chain === undefined || line.includes(MARK)) return null;
  const target = /\s-[jg] (\S+)/.exec(line)?.[1] ?? '';
  const known = ['ACCEPT', 'DROP', 'REJECT'].includes(target);
  const note = known ? MARK : `${MARK}: juga drop`;
  return `-A ${chain} -m comment --comment "${note}" -j ${known ? target : 'ACCEPT'}`;
}

/** The marked rule with a condition that nobody knows; where its verdict is not known either, twice. */
function withDoubt(rule: Rule): Rule[] {
  if (!rule.comment?.startsWith(MARK)) return [rule];
  const doubtful = (one: Rule): Rule => ({
    ...one,
    comment: null,
    statements: [unknowable(one), ...one.statements],
  });
  if (rule.comment === MARK) return [doubtful(rule)];
  const dropping = rule.statements.map((one) =>
    one.kind === 'verdict' ? ({ ...one, verdict: { kind: 'drop' } } as const) : one,
  );
  return [doubtful(rule), doubtful({ ...rule, statements: dropping })];
}

/** The route realm of a packet, which neither the kernel model nor the proof knows: it stands for "anything". */
function unknowable({ span }: Rule): MatchStatement {
  const left = { kind: 'rt', key: 'classid', family: null, type: 'realm', bits: 32 } as const;
  return { kind: 'match', left, op: '==', right: { kind: 'value', value: 1 }, implicit: false, span };
}
