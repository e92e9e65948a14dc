/**
 * Rules that can never be reached because one rule above takes every packet they ask for. Sound, not complete: each
 * finding is true, but a rule covered only by several others together, or behind a jump, is not found.
 */
import type { Chain, MatchRight, MatchStatement, Rule, Ruleset, Value } from '../language/ruleset.ts';

export interface Shadowed {
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** The rule above that takes the packets, and what it does with them. */
  by: { line: number; verdict: 'accept' | 'drop' };
}

export function findShadowed(ruleset: Ruleset): Shadowed[] {
  return ruleset.tables.flatMap((table) => table.chains.flatMap(findInChain));
}

function findInChain(chain: Chain): Shadowed[] {
  // A rule that changes the packet or a mark makes equal conditions mean different things above and below it.
  const changes = chain.rules.some((rule) =>
    rule.statements.some((statement) => statement.kind === 'assign' || statement.kind === 'set-update'),
  );
  if (changes) return [];
  return chain.rules.flatMap((rule, i) => {
    for (const above of chain.rules.slice(0, i)) {
      const verdict = takesAllOf(above, rule);
      if (verdict === null) continue;
      const { line, column, endLine, endColumn } = rule.span;
      return [{ line, column, endLine, endColumn, by: { line: above.span.line, verdict } }];
    }
    return [];
  });
}

/** The final verdict of `above` when each of its conditions follows from one of `below`; else null. */
function takesAllOf(above: Rule, below: Rule): 'accept' | 'drop' | null {
  const conditions = below.statements.filter((statement) => statement.kind === 'match');
  for (const statement of above.statements) {
    if (statement.kind === 'counter' || statement.kind === 'log') continue;
    if (statement.kind === 'match') {
      if (!conditions.some((condition) => follows(condition, statement))) return null;
      continue;
    }
    if (statement.kind !== 'verdict') return null;
    const { kind } = statement.verdict;
    return kind === 'accept' || kind === 'drop' ? kind : null;
  }
  return null;
}

/** Does every packet that meets `narrow` also meet `wide`? */
function follows(narrow: MatchStatement, wide: MatchStatement): boolean {
  if (narrow.op !== wide.op || comparable(narrow.left) !== comparable(wide.left)) return false;
  if (sameRight(narrow.right, wide.right)) return true;
  if (narrow.op !== '==') return false;
  if (narrow.right.kind === 'flags' && wide.right.kind === 'flags') {
    return (narrow.right.mask & ~wide.right.mask) === 0;
  }
  const inner = intervalsOf(narrow.right);
  const outer = intervalsOf(wide.right);
  if (!inner || !outer) return false;
  return inner.every((small) => outer.some((big) => big.low <= small.low && small.high <= big.high));
}

function sameRight(one: MatchRight, two: MatchRight): boolean {
  if (one.kind === 'set' && two.kind === 'set') {
    return one.set.kind === 'named' && two.set.kind === 'named' && one.set.name === two.set.name;
  }
  if (one.kind === 'set' || two.kind === 'set') return false;
  return comparable(one) === comparable(two);
}

/** Values and places of an anonymous set or a range; null where members are not simple intervals of numbers or names. */
function intervalsOf(right: MatchRight): { low: Value; high: Value }[] | null {
  if (right.kind === 'value') return [{ low: right.value, high: right.value }];
  if (right.kind === 'range') return [right];
  if (right.kind !== 'set' || right.set.kind !== 'anonymous' || right.set.set.key.length !== 1) return null;
  const elements = right.set.set.elements;
  if (elements.some((element) => element.catchAll || element.key.length !== 1)) return null;
  return elements.flatMap((element) => element.key);
}

const written = new WeakMap<object, string>();

/** A text that is equal for equal expressions, wherever they stand. Each is asked for by every rule below: kept. */
function comparable(expression: object): string {
  const before = written.get(expression);
  if (before !== undefined) return before;
  const text = JSON.stringify(expression, (key, each: unknown) => {
    if (key === 'span') return undefined;
    return typeof each === 'bigint' ? `${each}n` : each;
  });
  written.set(expression, text);
  return text;
}
