/** A learner's events as a set that only grows: merging is union, so the order of merges never matters. */
import type { LearningEvent } from './event.ts';

export type History = readonly LearningEvent[];

/** Oldest first; at the same time by id, so that every device sees the same order. */
const byTime = (a: LearningEvent, b: LearningEvent): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** All events of all histories, each once. Commutative, associative and idempotent. */
export function merge(...histories: readonly History[]): LearningEvent[] {
  const events = new Map<string, LearningEvent>();
  for (const history of histories) for (const event of history) events.set(event.id, event);
  return [...events.values()].sort(byTime);
}

/** How many events of `other` are not in `own`. */
export function countNew(own: History, other: History): number {
  const known = new Set(own.map(({ id }) => id));
  return other.filter(({ id }) => !known.has(id)).length;
}
