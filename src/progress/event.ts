/**
 * What a learner did, as events that are never changed: the one form in which progress is kept, exported and merged.
 * An event's id is a digest of its content, so two devices can never give one id to two things, and a line damaged on
 * the way no longer matches its id.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface LearningEvent {
  /** First 32 hex digits of SHA-256 over the canonical JSON of everything else. */
  id: string;
  /** ISO 8601 in UTC with milliseconds; `UNKNOWN_TIME` for what was done before times were kept. */
  at: string;
  /** One of `KINDS`; another word comes from a newer version and is kept as it is. */
  kind: string;
  /** What it is about: the address of a page, level or quiz, or `jalur/<role>/<task>` for a task away from the screen. */
  item: string;
  /** What else belongs to it, by kind. */
  data: { [key: string]: Json };
  /** Random, so that the same thing done twice in one millisecond is two events. Empty for what was migrated. */
  nonce: string;
}

export const KINDS = ['done', 'undone', 'quiz', 'name', 'note'] as const;
export const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Lists within lists; more than any event has. A bound of our own, so that every device draws the same line. */
const DEEPEST = 64;

/** JSON with sorted keys: the same value always gives the same text. @throws RangeError when nested too deeply. */
export function canonical(value: Json, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError(`nested more than ${DEEPEST} levels deep`);
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, depth + 1)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null, depth + 1)}`).join(',')}}`;
}

/** @param content everything but the id. */
export function makeEvent(content: Omit<LearningEvent, 'id'>): LearningEvent {
  return { id: idOf(content), ...content };
}

function idOf({ at, kind, item, data, nonce }: Omit<LearningEvent, 'id'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonical({ at, kind, item, data, nonce })))).slice(0, 32);
}

/** An event from outside. @returns null when it is none, or when its content no longer matches its id. */
export function readEvent(value: unknown): LearningEvent | null {
  if (typeof value !== 'object' || value === null) return null;
  const { id, at, kind, item, data, nonce } = value as Record<string, unknown>;
  if (typeof id !== 'string' || typeof kind !== 'string' || typeof item !== 'string') return null;
  if (typeof at !== 'string' || !TIME.test(at) || Number.isNaN(Date.parse(at))) return null;
  if (typeof nonce !== 'string' || typeof data !== 'object' || data === null || Array.isArray(data))
    return null;
  const event = { at, kind, item, data: data as LearningEvent['data'], nonce };
  try {
    return idOf(event) === id ? { id, ...event } : null;
  } catch {
    return null;
  }
}
