/** The content an item had when it was done, and what has changed since: "SOP-07 versi baru: ulangi langkah 3". */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, type Json } from './event.ts';

export interface ContentMark {
  /** Version as the page prints it; empty for what has none, such as a level or a module. */
  version: string;
  /** One fingerprint a step, in order: 8 hex digits. */
  steps: string[];
}

export type Change =
  /** Steps (from 1) of the version of now that were not in the version that was done. */
  | { kind: 'steps'; version: string; steps: number[] }
  /** Nothing new, but the version has another number, or steps were dropped or moved. */
  | { kind: 'version'; version: string };

/** Fingerprint of what a reader has to do in one step. */
export function stepMark(step: Json): string {
  return bytesToHex(sha256(utf8ToBytes(canonical(step)))).slice(0, 8);
}

/** @returns null when nothing has changed since. */
export function changeSince(then: ContentMark, now: ContentMark): Change | null {
  const known = new Map<string, number>();
  for (const step of then.steps) known.set(step, (known.get(step) ?? 0) + 1);
  const fresh: number[] = [];
  now.steps.forEach((step, place) => {
    const left = known.get(step) ?? 0;
    if (left === 0) fresh.push(place + 1);
    else known.set(step, left - 1);
  });
  if (fresh.length > 0) return { kind: 'steps', version: now.version, steps: fresh };
  // Without a version, less to do is no reason to do it again.
  if (now.version === '') return null;
  const same = then.version === now.version && then.steps.join() === now.steps.join();
  return same ? null : { kind: 'version', version: now.version };
}

/** @returns null for anything that is no mark. */
export function readMark(value: unknown): ContentMark | null {
  if (typeof value !== 'object' || value === null) return null;
  const { version, steps } = value as Record<string, unknown>;
  if (typeof version !== 'string' || !Array.isArray(steps)) return null;
  return steps.every((step): step is string => typeof step === 'string') ? { version, steps } : null;
}
