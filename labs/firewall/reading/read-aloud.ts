/**
 * A ruleset read aloud: one plain Indonesian sentence for each rule and each base chain, from the checked ruleset.
 * What has no plain words is quoted as it is written, so a sentence never says more than the rule does.
 */
import { printInterval, printValue } from '../language/print/values.ts';
import type {
  BaseChain,
  Chain,
  ComponentType,
  Interval,
  MatchStatement,
  Rule,
  Ruleset,
  Statement,
} from '../language/ruleset.ts';
import { fieldWords, STATES } from './fields.ts';

export interface Reading {
  /** Lines of the text this sentence is about. */
  line: number;
  endLine: number;
  sentence: string;
}

/** What addresses, networks and interfaces are called by the people who use them. */
export type Names = ReadonlyMap<string, string>;

/** Sentences in the order of the text. `text` is what the ruleset was read from. */
export function readAloud(ruleset: Ruleset, text: string, names: Names = new Map()): Reading[] {
  const readings = ruleset.tables.flatMap((table) =>
    table.chains.flatMap((chain) => [
      ...(chain.base ? [readChain(chain, chain.base, text)] : []),
      ...chain.rules.map((rule) => ({
        line: rule.span.line,
        endLine: rule.span.endLine,
        sentence: readRule(rule, text, names),
      })),
    ]),
  );
  return readings.sort((a, b) => a.line - b.line);
}

const HOOKS: Readonly<Record<string, string>> = {
  input: 'yang menuju gerbang sendiri',
  forward: 'yang lewat dari satu jaringan ke jaringan lain',
  output: 'yang dibuat gerbang sendiri',
  prerouting: 'yang baru tiba, sebelum tujuannya ditentukan',
  postrouting: 'yang akan keluar',
};

function readChain(chain: Chain, base: BaseChain, text: string): Reading {
  const lines = text.split('\n').slice(chain.span.line - 1, chain.span.endLine);
  const at = lines.findIndex((line) => /^[^#]*\bhook\s/.test(line));
  const line = chain.span.line + Math.max(at, 0);
  const rest = base.policy === 'drop' ? 'dibuang' : 'diterima';
  const subject = HOOKS[base.hook] ?? `pada hook ${base.hook}`;
  const sentence = `Rantai ini memeriksa paket ${subject}. Yang tidak cocok dengan aturan mana pun ${rest}.`;
  return { line, endLine: line, sentence };
}

function readRule(rule: Rule, text: string, names: Names): string {
  const conditions: string[] = [];
  const actions: string[] = [];
  for (const statement of rule.statements) {
    const written = text.slice(statement.span.offset, statement.span.endOffset).trim();
    if (statement.kind === 'match') {
      if (!statement.implicit) conditions.push(readMatch(statement, names) ?? `memenuhi "${written}"`);
    } else if (statement.kind === 'limit') {
      const over = statement.over ? 'sudah melewati' : 'belum melewati';
      conditions.push(`lajunya ${over} batas "${written}"`);
    } else actions.push(readAction(statement) ?? `jalankan "${written}"`);
  }
  const deeds = actions.length === 0 ? 'tidak ada yang dilakukan' : sequence(actions, 'lalu');
  if (conditions.length === 0) return `Semua paket yang sampai ke baris ini: ${deeds}.`;
  return `Paket yang ${sequence(conditions, 'dan')}: ${deeds}.`;
}

/** `a`, `a dan b`, `a, b, dan c`. */
function sequence(parts: readonly string[], last: 'dan' | 'lalu'): string {
  const end = parts.at(-1) ?? '';
  if (parts.length <= 1) return end;
  const comma = parts.length > 2 || last === 'lalu' ? ',' : '';
  return `${parts.slice(0, -1).join(', ')}${comma} ${last} ${end}`;
}

function readMatch(match: MatchStatement, names: Names): string | null {
  const { left, right, op } = match;
  if (op !== '==' && op !== '!=') return null;
  const not = op === '!=' ? 'bukan ' : '';
  if (left.kind === 'ct' && left.key === 'state' && left.direction === null) {
    const mask = right.kind === 'flags' ? right.mask : right.kind === 'value' ? Number(right.value) : null;
    if (mask === null) return null;
    const states = STATES.filter(([bit]) => (mask & bit) !== 0).map(([, words]) => words);
    return states.length === 0 ? null : `${not}${states.join(' atau ')}`;
  }
  const field = fieldWords(left);
  if (field === null || left.kind === 'concat') return null;
  const type: ComponentType = {
    type: 'type' in left ? left.type : 'integer',
    bits: 'bits' in left ? left.bits : 32,
  };
  switch (right.kind) {
    case 'value':
      return `${field} ${not}${plain(printValue(right.value, type), names)}`;
    case 'range':
      return `${field} ${not}${readInterval(right, type, names)}`;
    case 'set': {
      if (right.set.kind === 'named') return `${field} ${not}salah satu dari daftar @${right.set.name}`;
      const { elements } = right.set.set;
      if (elements.some((element) => element.key.length !== 1)) return null;
      const members = elements.flatMap((element) => element.key.map((key) => readInterval(key, type, names)));
      return `${field} ${not}${members.join(' atau ')}`;
    }
    case 'flags':
      return null;
  }
}

function readInterval(interval: Interval, type: ComponentType, names: Names): string {
  return plain(printInterval(interval, type), names);
}

function plain(printed: string, names: Names): string {
  const bare = printed.replace(/^"(.*)"$/, '$1').replace(/^([\d.]+)-([\d.]+)$/, '$1 sampai $2');
  const name = names.get(bare);
  return name === undefined ? bare : `${bare} (${name})`;
}

function readAction(statement: Exclude<Statement, MatchStatement>): string | null {
  switch (statement.kind) {
    case 'counter':
      return 'hitung';
    case 'log':
      return statement.prefix === null ? 'catat' : `catat dengan awalan "${statement.prefix.trim()}"`;
    case 'reject':
      return 'tolak dan beri tahu pengirimnya';
    case 'nat':
      return statement.action === 'masquerade' ? 'ganti alamat asalnya dengan alamat gerbang' : null;
    case 'verdict':
      switch (statement.verdict.kind) {
        case 'accept':
          return 'terima';
        case 'drop':
          return 'buang';
        case 'return':
          return 'kembali ke rantai sebelumnya';
        case 'continue':
          return 'lanjut ke aturan berikutnya';
        default:
          return `periksa di rantai ${statement.verdict.chain}`;
      }
    default:
      return null;
  }
}
