/** One rule: statements and, last, its comment. grammar: rule, rule_alloc, stmt. */
import { say } from '../diagnostics.ts';
import { STATEMENT_WORDS } from '../words/keywords.ts';
import { parseAction, startsAction } from './actions.ts';
import { startsField } from './fields.ts';
import { parseMatch } from './matches.ts';
import type { Parser } from './state.ts';
import { parseComment, parseStateful, startsStateful } from './stateful.ts';
import type { RuleNode, StatementNode } from './tree.ts';
import { parseVerdictStatement, startsVerdict } from './verdicts.ts';

export function parseRuleLine(p: Parser): RuleNode {
  const first = p.token;
  const statements = [parseStatement(p)];
  while (!p.isEndOfStatement() && !p.isWord('comment')) statements.push(parseStatement(p));
  const comment = p.isWord('comment') ? parseComment(p, null) : null;
  return { statements, comment, place: p.since(first) };
}

/** Can the current token start a rule (as against an option of the chain)? */
export function parseStatement(p: Parser): StatementNode {
  const first = p.token;
  if (startsVerdict(p)) return { kind: 'verdict', verdict: parseVerdictStatement(p), place: p.since(first) };
  if (startsStateful(p)) return parseStateful(p);
  if (startsAction(p)) return parseAction(p);
  if (startsField(p) || p.isSymbol('(')) return parseMatch(p);
  p.wanted(...STATEMENT_WORDS);
  if (first.kind === 'word' || first.kind === 'number' || first.kind === 'quoted') notAStatement(p);
  return p.unexpected();
}

/** nft reads such a word as a value to compare and fails later; a learner is better told at once. */
function notAStatement(p: Parser): void {
  const text = p.token.text;
  const field = ['dport', 'sport'].includes(text) ? 'tcp' : ['saddr', 'daddr'].includes(text) ? 'ip' : null;
  const alone: Record<string, string> = {
    l4proto: 'meta l4proto',
    nfproto: 'meta nfproto',
    protocol: 'ip protocol',
    state: 'ct state',
  }; // prettier-ignore
  const full = field !== null ? `${field} ${text}` : (alone[text] ?? null);
  if (p.token.kind !== 'word' || full === null) return;
  p.fault(
    p.place(p.token),
    [full],
    say(
      `"${text}" tidak bisa berdiri sendiri: sebutkan juga bagian mana yang diperiksa.`,
      `"${text}" cannot stand alone: say also which part is looked at.`,
    ),
    { ...say(`Maksud Anda \`${full}\`?`, `Did you mean \`${full}\`?`), replacement: full },
  );
}
