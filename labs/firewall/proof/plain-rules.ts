/**
 * Runs of plain rules, decided together: rules that only compare and then accept, drop or return. The work then follows
 * the size of the answer, where taking every rule's packets out of those still under way, one rule after the other,
 * makes thousands of rules dear.
 */
import type { Chain, Rule, Statement } from '../language/ruleset.ts';
import { type Bdd, DROPPED, FALSE, leaves, RETURNED, TRUE } from './bdd.ts';
import { firstOf } from './first-match.ts';

/** Shorter runs are not worth it. */
const SHORTEST = 3;
const CONDITIONS: readonly Statement['kind'][] = [
  'match',
  'counter',
  'log',
  'limit',
  'quota',
  'connection-limit',
  'object',
];

/** The rule behind the run of plain rules that starts at `from`; `from` itself when there is none worth it. */
export function endOfRun(rules: readonly Rule[], from: number): number {
  let to = from;
  while (to < rules.length && isPlain(rules[to]!)) to++;
  return to - from < SHORTEST ? from : to;
}

/** Does a rule of this run return? */
export function sendsBack(rules: readonly Rule[], from: number, to: number): boolean {
  return rules.slice(from, to).some((rule) => leafOf(rule) === RETURNED);
}

/** What of the last run of a base chain is accepted: its policy decides about what no rule does, or a rule sends back. */
export function acceptedAtEnd({ base }: Chain): number {
  return base?.policy === 'drop' ? leaves(TRUE) : leaves(TRUE, FALSE, RETURNED);
}

/** Only compares, then accepts, drops, returns, or goes on. */
export function isPlain({ statements }: Rule): boolean {
  return statements.every((statement, i) => {
    if (i < statements.length - 1) return CONDITIONS.includes(statement.kind);
    if (statement.kind === 'verdict') return !('chain' in statement.verdict);
    return statement.kind === 'reject' ? statement.type === 'icmpx' : CONDITIONS.includes(statement.kind);
  });
}

/**
 * One diagram with four leaves: what the first rule that matches does, FALSE where none does.
 * @param matching Packets that meet all conditions of a rule, of all packets there can be; they end in `leaf`.
 */
export function decide(
  bdd: Bdd,
  rules: readonly Rule[],
  from: number,
  to: number,
  matching: (rule: Rule, leaf: number) => number,
): number {
  const decided = rules.slice(from, to).flatMap((rule) => {
    const leaf = leafOf(rule);
    return leaf === FALSE ? [] : [matching(rule, leaf)];
  });
  return firstOf(bdd, decided);
}

/** What the rule does with its packets; FALSE: it goes on. */
export function leafOf({ statements }: Rule): number {
  const last = statements.at(-1);
  const kind = last?.kind === 'verdict' ? last.verdict.kind : last?.kind;
  if (kind === 'accept') return TRUE;
  if (kind === 'return') return RETURNED;
  return kind === 'drop' || kind === 'reject' ? DROPPED : FALSE;
}
