/**
 * iptables-save(8) text -> nft twin -> checked ruleset. Each line keeps its twin, so that an office with an old
 * firewall sees its own rules beside the new words. Tables filter, nat, mangle and raw; other things are named.
 */
import { type Diagnostic, say } from '../diagnostics.ts';
import { LENGTH_LIMIT, readRuleset } from '../index.ts';
import type { Ruleset } from '../ruleset.ts';
import { Source, spanOf } from '../syntax/source.ts';
import { type Option, translateMatches, Untranslatable } from './matches.ts';
import { translateTarget } from './targets.ts';
import { BUILT_IN } from './words.ts';

export interface IptablesLine {
  /** Line number of the iptables-save text, from 1. */
  line: number;
  text: string;
  /** The nft rule, chain or table that says the same; null for comments, COMMIT and what could not be translated. */
  nft: string | null;
}

export interface IptablesReading {
  ruleset: Ruleset;
  /** The whole twin, ready for `nft -f`. */
  nft: string;
  lines: IptablesLine[];
  /** Places are those of the iptables-save text. */
  diagnostics: Diagnostic[];
}

interface TableText {
  name: string;
  chains: Map<string, { head: string; rules: { nft: string; line: number }[] }>;
}

/** `family`: ip for iptables-save, ip6 for ip6tables-save. Never throws. */
export function readIptables(text: string, family: 'ip' | 'ip6' = 'ip'): IptablesReading {
  const source = new Source(text.slice(0, LENGTH_LIMIT), null);
  const diagnostics: Diagnostic[] = [];
  const lines: IptablesLine[] = [];
  const tables: TableText[] = [];
  let table: TableText | null = null;
  /** Within a table that was named as unsupported, its lines are not told once more. */
  let skipped = false;
  let offset = 0;
  const report = (severity: Diagnostic['severity'], id: string, en: string, length: number): void => {
    if (diagnostics.length >= 100) return;
    const span = spanOf({ source, start: offset, end: offset + length });
    diagnostics.push({
      severity,
      span,
      token: source.text.slice(offset, offset + length).slice(0, 80),
      expected: [],
      message: say(id, en),
    });
  };
  for (const [index, raw] of source.text.split('\n').entries()) {
    const entry: IptablesLine = { line: index + 1, text: raw, nft: null };
    lines.push(entry);
    const line = raw.trim();
    if (line.startsWith('*')) {
      const name = line.slice(1);
      skipped = !Object.hasOwn(BUILT_IN, name);
      if (!skipped) {
        table = { name, chains: new Map() };
        tables.push(table);
        entry.nft = `table ${family} ${name}`;
      } else {
        table = null;
        report(
          'unsupported',
          `tabel iptables "${name}": belum didukung.`,
          `iptables table "${name}": not supported.`,
          raw.length,
        );
      }
    } else if (skipped) {
      // Said at the head of its table.
    } else if (line.startsWith(':') && table !== null) {
      const [name, policy] = line.slice(1).split(/\s+/) as [string, string | undefined];
      const hook = BUILT_IN[table.name]![name];
      const head = hook === undefined ? '' : `${hook}; policy ${policy === 'DROP' ? 'drop' : 'accept'};`;
      table.chains.set(name, { head, rules: [] });
      entry.nft = `chain ${name} { ${head} }`;
    } else if (line.startsWith('-A ') || /^\[[0-9]+:[0-9]+\] -A /.test(line)) {
      if (table === null)
        report(
          'error',
          'Baris -A ini berada di luar tabel.',
          'This -A line stands outside a table.',
          raw.length,
        );
      else {
        try {
          const { chain, nft } = translateRule(line, table, family);
          const target = table.chains.get(chain);
          if (target === undefined) throw new Untranslatable(`chain ${chain} has no ":${chain}" line`);
          target.rules.push({ nft, line: index });
          entry.nft = nft;
        } catch (problem) {
          if (!(problem instanceof Untranslatable)) throw problem;
          report(
            'unsupported',
            `iptables: ${problem.message}: belum bisa diterjemahkan.`,
            `iptables: ${problem.message}: cannot be translated yet.`,
            raw.length,
          );
        }
      }
    } else if (line !== '' && !line.startsWith('#') && line !== 'COMMIT') {
      // Before the first table it is what a terminal printed around the output; within, it is part of nothing known.
      report(
        table === null ? 'warning' : 'error',
        table === null
          ? 'Baris ini dilewati: bukan bagian dari iptables-save.'
          : 'Baris ini bukan bagian dari iptables-save.',
        'This line does not belong in iptables-save.',
        raw.length,
      );
    }
    offset += raw.length + 1;
  }
  return finish(tables, family, lines, diagnostics, source);
}

/** Put the twin together, read it, and bring its diagnostics back to the iptables lines. */
function finish(
  tables: readonly TableText[],
  family: 'ip' | 'ip6',
  lines: IptablesLine[],
  diagnostics: Diagnostic[],
  source: Source,
): IptablesReading {
  const out: string[] = [];
  const origin = new Map<number, number>();
  for (const table of tables) {
    out.push(`table ${family} ${table.name} {`);
    for (const [name, { head, rules }] of table.chains) {
      out.push(`\tchain ${name} {`);
      if (head !== '') out.push(`\t\t${head}`);
      for (const { nft, line } of rules) {
        out.push(`\t\t${nft}`);
        origin.set(out.length, line);
      }
      out.push('\t}');
    }
    out.push('}');
  }
  const nft = out.length === 0 ? '' : `${out.join('\n')}\n`;
  const reading = readRuleset(nft);
  const starts = [0];
  for (const line of source.text.split('\n')) starts.push(starts.at(-1)! + line.length + 1);
  for (const diagnostic of reading.diagnostics) {
    const line = origin.get(diagnostic.span.line) ?? 0;
    const start = starts[line]!;
    const span = spanOf({ source, start, end: Math.min(source.text.length, starts[line + 1]! - 1) });
    diagnostics.push({ ...diagnostic, span });
  }
  return { ruleset: reading.ruleset, nft, lines, diagnostics };
}

/** Shell-like words: quotes group, a backslash escapes. */
function words(line: string): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)) {
    found.push(match[1] === undefined ? match[2]! : match[1].replace(/\\(.)/g, '$1'));
  }
  return found;
}

function translateRule(line: string, table: TableText, family: 'ip' | 'ip6'): { chain: string; nft: string } {
  const counters = /^\[([0-9]+):([0-9]+)\] /.exec(line);
  const list = words(counters === null ? line : line.slice(counters[0].length));
  const chain = list[1] ?? '';
  const options: Option[] = [];
  let negated = false;
  for (const word of list.slice(2)) {
    if (word === '!') negated = true;
    else if (/^--?[a-zA-Z0-9]/.test(word)) {
      options.push({ name: word, negated, values: [] });
      negated = false;
    } else {
      const last = options.at(-1);
      if (last === undefined) throw new Untranslatable(word);
      last.values.push(word);
    }
  }
  const targetAt = options.findIndex(({ name }) => ['-j', '--jump', '-g', '--goto'].includes(name));
  const before = targetAt < 0 ? options : options.slice(0, targetAt);
  const comments = before.filter(({ name }) => name === '--comment').map(({ values }) => values.join(' '));
  const parts = translateMatches(
    before.filter(({ name }) => name !== '--comment'),
    family,
  );
  if (counters !== null) parts.push(`counter packets ${counters[1]} bytes ${counters[2]}`);
  if (targetAt >= 0) {
    const { name, values } = options[targetAt]!;
    const userChains = new Set(table.chains.keys());
    const nft = translateTarget(values[0] ?? '', options.slice(targetAt + 1), userChains, family);
    parts.push(name === '-g' || name === '--goto' ? nft.replace(/^jump /, 'goto ') : nft);
  }
  if (parts.length === 0) parts.push('counter');
  if (comments.length > 0) parts.push(`comment "${comments.join(' ').replaceAll('"', "'").slice(0, 120)}"`);
  return { chain, nft: parts.join(' ') };
}
