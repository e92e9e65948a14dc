/**
 * What is carried from one visit to the next through the LMS: the events of this page and what the page would keep in
 * `localStorage`. `cmi.suspend_data` holds 4,096 characters (SCORM 1.2 RTE 3.4.4), so it is deflated; each half has a
 * checksum of its own, so that a damaged or cut text loses only the half that is hit, and says so. Pure.
 *
 * `S1.<sum of events>.<events>.<sum of entries>.<entries>`, base64url of raw deflate of JSON.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { type LearningEvent, makeEvent, readEvent } from '../progress/event.ts';
import { merge } from '../progress/history.ts';

export const SUSPEND_ROOM = 4096;

export interface Kept {
  events: LearningEvent[];
  /** Key and value, as in `localStorage`. */
  entries: Record<string, string>;
}

export interface Packed {
  /** ASCII, at most as long as the room. */
  text: string;
  /** Events that had no room; a worse attempt at a question that has a better one is no loss and not counted. */
  eventsLeft: number;
  /** Keys of entries that had no room. */
  entriesLeft: string[];
}

export interface Unpacked extends Kept {
  /** Something stood there that could not be read; what could is here. */
  damaged: boolean;
}

const MARK = 'S1';

/** Everything if it fits; else first middling attempts go, then the longest entries, then the oldest events. */
export function pack({ events, entries }: Kept, room = SUSPEND_ROOM): Packed {
  const whole = write(merge(events), entries);
  if (whole.length <= room) return { text: whole, eventsLeft: 0, entriesLeft: [] };
  let kept = essential(events);
  const all = kept.length;
  const byLength = Object.entries(entries).sort(([, a], [, b]) => a.length - b.length);
  const entriesLeft: string[] = [];
  for (;;) {
    const text = write(kept, Object.fromEntries(byLength));
    if (text.length <= room) return { text, eventsLeft: all - kept.length, entriesLeft };
    const [key] = byLength.pop() ?? [];
    if (key !== undefined) entriesLeft.push(key);
    else if (kept.length > 0) kept = kept.slice(Math.ceil(kept.length / 10));
    else return { text: '', eventsLeft: all, entriesLeft };
  }
}

/** Of each item the last tick, and of its attempts the best and the last: status and score stay as they are. */
function essential(events: readonly LearningEvent[]): LearningEvent[] {
  const kept = new Map<string, LearningEvent>();
  const percent = ({ data }: LearningEvent): number => Number(data.score) / Number(data.max);
  for (const event of merge(events)) {
    if (event.kind !== 'quiz') kept.set(event.kind.endsWith('done') ? `tick ${event.item}` : event.id, event);
    else {
      const best = kept.get(`best ${event.item}`);
      if (!best || percent(event) > percent(best)) kept.set(`best ${event.item}`, event);
      kept.set(`last ${event.item}`, event);
    }
  }
  return merge([...kept.values()]);
}

function write(events: readonly LearningEvent[], entries: Record<string, string>): string {
  const rows = events.map(({ at, kind, item, data, nonce }) => [at, kind, item, data, nonce]);
  return [MARK, ...section(rows), ...section(entries)].join('.');
}

function section(value: unknown): [sum: string, text: string] {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9, mem: 4 });
  return [sumOf(bytes), toBase64(bytes)];
}

export function unpack(text: string): Unpacked {
  if (text === '') return { events: [], entries: {}, damaged: false };
  const [mark, eventSum = '', eventText = '', entrySum = '', entryText = ''] = text.split('.');
  const rows = mark === MARK ? read(eventSum, eventText) : null;
  const entries = mark === MARK ? read(entrySum, entryText) : null;
  const events = (Array.isArray(rows) ? rows : []).map(readRow);
  return {
    events: merge(events.filter((event) => event !== null)),
    entries: isEntries(entries) ? entries : {},
    damaged: !Array.isArray(rows) || events.includes(null) || !isEntries(entries),
  };
}

function read(sum: string, text: string): unknown {
  try {
    const bytes = fromBase64(text);
    return sumOf(bytes) === sum ? JSON.parse(strFromU8(inflateSync(bytes))) : null;
  } catch {
    return null;
  }
}

function readRow(row: unknown): LearningEvent | null {
  if (!Array.isArray(row)) return null;
  const [at, kind, item, data, nonce] = row;
  const plain = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!plain) return null;
  try {
    return readEvent(makeEvent({ at, kind, item, data, nonce }));
  } catch {
    return null;
  }
}

const isEntries = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each === 'string');

const sumOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes)).slice(0, 8);

const toBase64 = (bytes: Uint8Array): string =>
  btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

const fromBase64 = (text: string): Uint8Array =>
  strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
