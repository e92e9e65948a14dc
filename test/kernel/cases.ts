/** The cases of the differential test: the same every time, a few hundred packets for each profile. */
import { readFileSync } from 'node:fs';
import type { KernelCase, Outcome } from './converse.ts';
import { generateCase, PROFILES } from './generate.ts';

const SEED = 20_261;
const CASES_EACH = 18;
export const FIXTURE = new URL('fixtures/verdicts.jsonl', import.meta.url);

/** First line of the fixture: which kernel and which nft answered. */
export interface FixtureHead {
  kernel: string;
  nft: string;
  recorded: string;
}

export function fixedCases(): KernelCase[] {
  return PROFILES.flatMap((profile) =>
    Array.from({ length: CASES_EACH }, (_, number) => generateCase(profile, SEED, number)),
  );
}

export function readFixture(): { head: FixtureHead; outcomes: Map<string, Outcome> } {
  const [head, ...lines] = readFileSync(FIXTURE, 'utf8').trim().split('\n');
  const outcomes = lines.map((line) => JSON.parse(line) as Outcome & { id: string });
  return { head: JSON.parse(head!) as FixtureHead, outcomes: new Map(outcomes.map((one) => [one.id, one])) };
}
