/**
 * Version 1: the labs kept what was solved in `localStorage`, each in its own shape. The same entries always give
 * the same events, so migrating twice, or on two devices, adds nothing twice.
 */
import { type LearningEvent, makeEvent, UNKNOWN_TIME } from './event.ts';

const FIREWALL = 'sigap:lab-firewall:';
const TTE = 'sigap:lab-tte';

/** @param entries key and value of everything in the storage. */
export function migrateFirstVersion(entries: Iterable<readonly [string, string]>): LearningEvent[] {
  const done: string[] = [];
  for (const [key, text] of entries) {
    const value = parse(text);
    if (key.startsWith(FIREWALL) && value.solved === true)
      done.push(`/lab/firewall/${key.slice(FIREWALL.length)}/`);
    if (key === TTE) {
      const right = Object.entries(value).filter(([, decided]) => isRight(decided));
      done.push(...right.map(([letter]) => `/lab/tte/#${letter}`));
    }
  }
  return done.map((item) => makeEvent({ at: UNKNOWN_TIME, kind: 'done', item, data: {}, nonce: '' }));
}

/** A letter that was decided wrongly is not done. */
function isRight(decided: unknown): boolean {
  return typeof decided === 'object' && decided !== null && 'right' in decided && decided.right === true;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
