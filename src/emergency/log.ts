/** The stopwatch log of an emergency: what was done when, on the office's wall clock. */
import type { Facts } from '../forms/facts.ts';
import { dateValue, timeText, type WallTime } from '../notification/clock.ts';

export interface Entry {
  at: WallTime;
  note: string;
}

export interface EmergencyLog {
  /** Title of the situation that was open at the first entry; empty where none was. */
  situation: string;
  entries: Entry[];
}

export const EMPTY_LOG: EmergencyLog = { situation: '', entries: [] };

/** A new entry goes where its time puts it: a clock that was set back must not turn the order round. */
export function withEntry(log: EmergencyLog, entry: Entry, situation: string): EmergencyLog {
  const entries = [...log.entries, { ...entry, note: entry.note.trim() || 'Ditandai tanpa keterangan' }];
  return {
    situation: log.situation || situation,
    entries: entries.sort((a, b) => a.at - b.at),
  };
}

/** `1 jam 05 menit 09 detik`, from the first entry on. */
export function elapsed(log: EmergencyLog, now: WallTime): string {
  const first = log.entries[0];
  if (!first) return '';
  const seconds = Math.max(0, Math.floor((now - first.at) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours} jam ` : ''}${two(Math.floor(seconds / 60) % 60)} menit ${two(seconds % 60)} detik`;
}

/** The log as the incident report wants it. */
export function factsOfLog(log: EmergencyLog): Facts | undefined {
  const first = log.entries[0];
  if (!first) return undefined;
  return {
    'kejadian.tanggal': dateValue(first.at),
    'kejadian.jam': timeText(first.at),
    'kejadian.situasi': log.situation,
    'kejadian.kronologi': log.entries.map(({ at, note }) => ({
      tanggal: dateValue(at),
      jam: timeText(at),
      uraian: note,
    })),
  };
}
