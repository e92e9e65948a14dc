/** Recorded answers of a kernel to the cases of the levels, for where there is no kernel to ask. */
import { existsSync, readFileSync } from 'node:fs';
import type { FixtureHead } from './cases.ts';
import type { Arrival } from './level-cases.ts';

export const LEVEL_FIXTURE = new URL('fixtures/level-verdicts.jsonl', import.meta.url);

export interface Recorded extends Arrival {
  id: string;
  digest: string;
}

export function readLevelFixture(): { head: FixtureHead; recorded: Map<string, Recorded> } | null {
  if (!existsSync(LEVEL_FIXTURE)) return null;
  const [head = '{}', ...lines] = readFileSync(LEVEL_FIXTURE, 'utf8').trim().split('\n');
  const all = lines.map((line) => JSON.parse(line) as Recorded);
  return { head: JSON.parse(head) as FixtureHead, recorded: new Map(all.map((one) => [one.id, one])) };
}
