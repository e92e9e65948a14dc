/**
 * The progress file: JSON Lines, a header and then one event a line. A file cut short or damaged in one place loses
 * only the lines that are hit, and says which.
 */
import { type LearningEvent, readEvent } from './event.ts';
import { type History, merge } from './history.ts';

export const FILE_VERSION = 2;

export interface Learner {
  /** Random, 32 hex digits; made once, says nothing about the person. */
  id: string;
  /** As the learner wrote it; may be empty. */
  name: string;
}

export interface ProgressFile {
  learner: Learner;
  events: LearningEvent[];
  /** Lines (from 1) that could not be read. What stood there is not in `events`. */
  damaged: number[];
  /** Written by a newer version of the site: kinds of events unknown here are kept as they are. */
  newer: boolean;
}

/**
 * Merging cannot be taken back, so a neighbour's file is worth a question. One person has another id on every device;
 * only another name as well tells two people apart.
 */
export function belongsToAnother(own: Learner, other: Learner): boolean {
  const plain = ({ name }: Learner): string => name.trim().toLowerCase();
  if (own.id === other.id || plain(own) === '' || plain(other) === '') return false;
  return plain(own) !== plain(other);
}

/** Why a file is none of ours. */
export class NotAProgressFile extends Error {}

export function writeProgress(learner: Learner, events: History): string {
  const header = { sigap: 'kemajuan', versi: FILE_VERSION, pelajar: { id: learner.id, nama: learner.name } };
  return [header, ...merge(events)].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @throws NotAProgressFile when no line of it is ours. */
export function readProgress(text: string): ProgressFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const events: LearningEvent[] = [];
  const damaged: number[] = [];
  let learner: Learner | null = null;
  let newer = false;
  lines.forEach((line, place) => {
    if (line.trim() === '') return;
    const value = parse(line);
    const header = place === 0 ? readHeader(value) : null;
    const event = header ? null : readEvent(value);
    if (header) {
      learner = header.learner;
      newer = header.version > FILE_VERSION;
    } else if (event) events.push(event);
    else damaged.push(place + 1);
  });
  if (learner === null && events.length === 0) {
    throw new NotAProgressFile(
      'Berkas ini bukan berkas kemajuan Sigap. Pilih berkas berakhiran .jsonl yang disimpan dari halaman Kemajuan.',
    );
  }
  return { learner: learner ?? { id: '', name: '' }, events: merge(events), damaged, newer };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function readHeader(value: unknown): { learner: Learner; version: number } | null {
  if (typeof value !== 'object' || value === null) return null;
  const { sigap, versi, pelajar } = value as Record<string, unknown>;
  if (sigap !== 'kemajuan' || typeof versi !== 'number') return null;
  const { id, nama } = (pelajar ?? {}) as Record<string, unknown>;
  return {
    learner: { id: typeof id === 'string' ? id : '', name: typeof nama === 'string' ? nama : '' },
    version: versi,
  };
}
