/** Words, dates and sizes of the signature pages. */
import type { DocumentVerdict, Explanation } from '../../../labs/signature/index.ts';

export type State = Explanation['state'];

interface Look {
  readonly word: string;
  readonly icon: string;
  /** Class of the colour; `kosong` has none, since what was not checked must never look good. */
  readonly tone: 'lolos' | 'tolak' | 'ragu' | 'kosong';
}

export const STATES: Readonly<Record<State, Look>> = {
  pass: { word: 'Lolos', icon: 'circle-check', tone: 'lolos' },
  fail: { word: 'Gagal', icon: 'octagon-x', tone: 'tolak' },
  unsure: { word: 'Belum pasti', icon: 'circle-question-mark', tone: 'ragu' },
  'not-checked': { word: 'Tidak diperiksa', icon: 'circle-dashed', tone: 'kosong' },
};

interface VerdictLook extends Omit<Look, 'tone'> {
  readonly tone: Look['tone'] | 'ingat';
  /** The action, before its cause. */
  readonly action: string;
}

export const VERDICTS: Readonly<Record<DocumentVerdict, VerdictLook>> = {
  valid: { word: 'Boleh diproses', icon: 'circle-check', tone: 'lolos', action: 'Boleh diproses.' },
  invalid: { word: 'Jangan dipakai', icon: 'octagon-x', tone: 'tolak', action: 'Jangan dipakai.' },
  indeterminate: {
    word: 'Belum pasti',
    icon: 'circle-question-mark',
    tone: 'ingat',
    action: 'Jangan dulu diterima.',
  },
  'no-signature': {
    word: 'Tanpa tanda tangan',
    icon: 'file-x',
    tone: 'ingat',
    action: 'Minta berkas aslinya.',
  },
  'not-checked': {
    word: 'Tidak diperiksa',
    icon: 'circle-dashed',
    tone: 'kosong',
    action: 'Tidak dapat diperiksa.',
  },
};

/** The agency's clock, as the page hands it over. */
export interface Zone {
  readonly name: string;
  readonly short: string;
}

/** `12 November 2026 pukul 10.00 WITA`. @param iso an ISO 8601 time; shown as it stands when it is none. */
export function moment(iso: string, zone: Zone): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const clock = new Intl.DateTimeFormat('id-ID', {
    timeZone: zone.name,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${day(iso, zone)} pukul ${clock.format(at).replace(':', '.')} ${zone.short}`;
}

/** `12 November 2026`. */
export function day(iso: string, zone: Zone): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat('id-ID', { timeZone: zone.name, dateStyle: 'long' }).format(at);
}

/** `84,2 KB`; thousands, as file managers show them. */
export function size(bytes: number): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}

/** `AB12 CD34 …`, so that two people can compare it aloud. */
export function grouped(fingerprint: string): string {
  return fingerprint.replace(/(.{4})(?=.)/g, '$1 ');
}
