/** How a lab tells the learner's progress what was reached. The facade is fetched only when there is something to tell. */
import type { Outcome } from '../../progress/outcome.ts';

export async function recordOutcome(outcome: Outcome): Promise<void> {
  const { progress } = await import('./progress.ts');
  await (await progress()).recordOutcome(outcome);
}
