/**
 * What a learner should be told about an answer that fails the way a known wrong answer fails.
 * At build time `lessonsOf` judges a level's wrong answers once; in the page `lessonFor` compares the learner's own
 * answer with them, without judging anything again.
 */
import { readRuleset } from '../language/index.ts';
import { printRuleset } from '../language/print/ruleset.ts';
import { brokenChecks } from './broken-checks.ts';
import { checkRuleset } from './check.ts';
import { type Policy, REST } from './model.ts';
import { proveCells } from './prove-cells.ts';

export { brokenChecks } from './broken-checks.ts';

/** A judged answer: its ruleset as nft prints it, and the checks it breaks. */
export interface JudgedAnswer {
  listing: string;
  broken: string[];
}

/** What the page needs to recognise a level's wrong answers. Plain data. */
export interface Lessons {
  start: JudgedAnswer;
  wrong: (JudgedAnswer & { name: string; lesson: string })[];
}

export interface Lesson {
  /** File name of the wrong answer without its ending. */
  name: string;
  /** What the learner is told. */
  text: string;
  /** True: the same ruleset. False: it fails in the same way, so the lesson is the likely one ("mungkin"). */
  same: boolean;
}

/** @param level Start and wrong answers of one exercise; all must be free of errors. */
export function lessonsOf(level: {
  policy: Policy;
  start: string;
  wrong: readonly { name: string; text: string; lesson: string }[];
}): Lessons {
  const judge = (text: string): JudgedAnswer => ({
    listing: listingOf(text),
    broken: breaks(text, level.policy),
  });
  return {
    start: judge(level.start),
    wrong: level.wrong.map(({ name, text, lesson }) => ({ name, lesson, ...judge(text) })),
  };
}

/**
 * The lesson of the wrong answer that the learner's text equals, or else fails like: the same checks are broken, and
 * it changes the start in a line that the wrong answer changes too (where the start breaks other checks, that alone
 * is telling enough, but for the closed world: holes that nobody named are many, so they must share a new line). Of several the one with most changed lines in common. Null when none is alike, when nothing is
 * broken, and when the start was not changed.
 */
export function lessonFor(text: string, broken: readonly string[], { start, wrong }: Lessons): Lesson | null {
  const listing = listingOf(text);
  if (broken.length === 0 || listing === start.listing) return null;
  const equal = wrong.find((answer) => answer.listing === listing);
  if (equal) return { name: equal.name, text: equal.lesson, same: true };
  const mine = changes(start.listing, listing);
  const like = wrong
    .filter((answer) => sameMembers(answer.broken, broken))
    .map((answer) => ({ answer, shared: sharedWith(mine, changes(start.listing, answer.listing)) }))
    .filter(({ answer, shared }) =>
      sameMembers(broken, [REST])
        ? sharedWith(added(mine), changes(start.listing, answer.listing)) > 0
        : shared > 0 || !sameMembers(start.broken, broken),
    )
    .sort((a, b) => b.shared - a.shared)[0]?.answer;
  return like ? { name: like.name, text: like.lesson, same: false } : null;
}

function listingOf(text: string): string {
  return printRuleset(readRuleset(text).ruleset);
}

function breaks(text: string, policy: Policy): string[] {
  const { result } = checkRuleset(text, policy);
  if (!result) return [];
  const { cells } = proveCells(text, policy, result.cells);
  return brokenChecks(cells, result.shadowed.length, result.missing);
}

/** Lines taken away from and added to the start, each marked; a moved line counts as neither. */
function changes(start: string, listing: string): Set<string> {
  const before = new Set(start.split('\n'));
  const after = new Set(listing.split('\n'));
  return new Set([
    ...[...before].filter((line) => !after.has(line)).map((line) => `-${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+${line}`),
  ]);
}

function added(lines: ReadonlySet<string>): Set<string> {
  return new Set([...lines].filter((line) => line.startsWith('+')));
}

function sharedWith(mine: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...mine].filter((line) => other.has(line)).length;
}

function sameMembers(one: readonly string[], two: readonly string[]): boolean {
  return one.length === two.length && one.every((id) => two.includes(id));
}
