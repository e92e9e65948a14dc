/** Places of a ruleset as the files have them that somebody brought. */
import type { Ruleset, Span } from '../language/ruleset.ts';

/** Gives every place in the ruleset, also those inside rules, the one that `to` says. */
export function moveSpans(ruleset: Ruleset, to: (span: Span) => Span): void {
  const seen = new Set<object>();
  const moved = new Map<Span, Span>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if ('span' in value && isSpan(value.span)) {
      const span = moved.get(value.span) ?? to(value.span);
      moved.set(value.span, span);
      value.span = span;
      seen.add(span);
    }
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(ruleset);
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'offset' in value && 'line' in value;
}

/**
 * Lines of an iptables-save text by the lines of its nft twin: the twin lists the rules of one chain together and in
 * order, the text may mix the chains of a table.
 */
export function originLines(
  { name, text }: { name: string; text: string },
  twin: string,
  family: 'ip' | 'ip6',
): (twinLine: number) => Span {
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  const rulesOf = new Map<string, number[]>();
  let table = '';
  for (const [i, raw] of lines.entries()) {
    const line = raw.trim();
    if (line.startsWith('*')) table = line.slice(1);
    const chain = /^(?:\[\d+:\d+\] )?-A (\S+)/.exec(line)?.[1];
    const head = /^:(\S+)/.exec(line)?.[1];
    const at = `${table} ${chain ?? head ?? ''}`;
    if (head !== undefined) rulesOf.set(at, [i]);
    else if (chain !== undefined) rulesOf.get(at)?.push(i);
    else if (line.startsWith('*')) rulesOf.set(`${table} `, [i]);
  }
  const origin = new Map<number, number>();
  let chain = '';
  let rule = 0;
  table = '';
  for (const [i, line] of twin.split('\n').entries()) {
    if (line.startsWith(`table ${family} `)) {
      table = line.slice(`table ${family} `.length).replace(/ \{$/, '');
      chain = '';
      origin.set(i + 1, rulesOf.get(`${table} `)?.[0] ?? 0);
    } else if (line.startsWith('\tchain ')) {
      chain = line.slice('\tchain '.length).replace(/ \{$/, '');
      rule = 0;
      origin.set(i + 1, rulesOf.get(`${table} ${chain}`)?.[0] ?? 0);
    } else if (line.startsWith('\t\t') && !line.startsWith('\t\ttype ')) {
      rule += 1;
      origin.set(i + 1, rulesOf.get(`${table} ${chain}`)?.[rule] ?? 0);
    }
  }
  return (twinLine) => {
    const at = origin.get(twinLine) ?? 0;
    const length = lines[at]?.length ?? 0;
    return {
      offset: starts[at]!,
      endOffset: starts[at]! + length,
      line: at + 1,
      column: 1,
      endLine: at + 1,
      endColumn: length + 1,
      file: name,
    };
  };
}
