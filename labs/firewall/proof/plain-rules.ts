/**
 * Runs of plain rules, decided together. A rule that only compares and then accepts, drops or returns can be joined
 * with its neighbours halves first; the work then follows the size of the answer, where taking every rule's packets
 * out of those still under way, one rule after the other, makes thousands of rules dear.
 */
import type { Rule, Statement } from '../language/ruleset.ts';
import { type Bdd, FALSE, TRUE } from './bdd.ts';

/** First match over a run of rules: who matched any, and of those, who was accepted or sent back. The rest is dropped. */
export interface Settled {
  matched: number;
  accepted: number;
  returned: number;
}

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

function isPlain({ statements }: Rule): boolean {
  return statements.every((statement, i) => {
    if (i < statements.length - 1) return CONDITIONS.includes(statement.kind);
    if (statement.kind === 'verdict') return !('chain' in statement.verdict);
    return statement.kind === 'reject' ? statement.type === 'icmpx' : CONDITIONS.includes(statement.kind);
  });
}

/** @param matching Packets that meet all conditions of a rule, of all packets there can be. */
export function settle(
  bdd: Bdd,
  rules: readonly Rule[],
  from: number,
  to: number,
  matching: (rule: Rule) => number,
): Settled {
  if (to - from === 1) {
    const rule = rules[from]!;
    const last = rule.statements.at(-1);
    const kind = last?.kind === 'verdict' ? last.verdict.kind : (last?.kind ?? 'continue');
    const ends = kind === 'accept' || kind === 'drop' || kind === 'return' || kind === 'reject';
    const matched = ends ? matching(rule) : FALSE;
    return {
      matched,
      accepted: kind === 'accept' ? matched : FALSE,
      returned: kind === 'return' ? matched : FALSE,
    };
  }
  const middle = (from + to) >>> 1;
  const first = settle(bdd, rules, from, middle, matching);
  const second = settle(bdd, rules, middle, to, matching);
  return {
    matched: bdd.ite(first.matched, TRUE, second.matched),
    accepted: bdd.ite(first.matched, first.accepted, second.accepted),
    returned: bdd.ite(first.matched, first.returned, second.returned),
  };
}
