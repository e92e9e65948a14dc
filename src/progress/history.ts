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

const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The time of a new event about `item`: now, but never before what is known of the item already. A clock that was once
 * ahead, or was set back since, would else let an old event overrule a new one.
 * @param now milliseconds since 1970. @returns ISO 8601 in UTC.
 */
export function momentAfter(history: History, item: string, now: number): string {
  const last = history.reduce(
    (latest, event) => (event.item === item && event.at > latest ? event.at : latest),
    '',
  );
  const earliest = last === '' ? now : Date.parse(last) + 1;
  return new Date(Math.min(Math.max(now, earliest), LAST_MOMENT)).toISOString();
}

/** How many events of `other` are not in `own`. */
export function countNew(own: History, other: History): number {
  const known = new Set(own.map(({ id }) => id));
  return other.filter(({ id }) => !known.has(id)).length;
}
