/** What the organiser writes once for all certificates of one Bimtek, and what is wrong with it. Pure. */
import { longDate } from '../format.ts';
import { paperText } from './name.ts';

export const KINDS = ['Sertifikat', 'Surat keterangan'] as const;

/** Every field as typed. Dates are `YYYY-MM-DD`. */
export interface BimtekEvent {
  kind: string;
  title: string;
  organiser: string;
  from: string;
  until: string;
  place: string;
  /** `{no}` stands for the running number. */
  number: string;
  first: string;
  /** Training hours as the organiser has set them; empty: the sheet is silent about them. */
  hours: string;
  issuedIn: string;
  issuedOn: string;
  signer: string;
  office: string;
  /** NIP; may be empty. */
  signerId: string;
}

export interface EventFault {
  field: keyof BimtekEvent;
  message: string;
}

const REQUIRED: readonly (readonly [keyof BimtekEvent, string])[] = [
  ['title', 'Tulis nama Bimtek.'],
  ['organiser', 'Tulis penyelenggaranya.'],
  ['from', 'Pilih tanggal mulai.'],
  ['until', 'Pilih tanggal selesai.'],
  ['place', 'Tulis tempatnya.'],
  ['number', 'Tulis nomor, misalnya {no}/BIMTEK/2026.'],
  ['issuedIn', 'Tulis kota penetapan.'],
  ['issuedOn', 'Pilih tanggal penetapan.'],
  ['signer', 'Tulis nama penanda tangan.'],
  ['office', 'Tulis jabatan penanda tangan.'],
];
const LONGEST: Partial<Record<keyof BimtekEvent, number>> = {
  title: 140,
  organiser: 120,
  place: 90,
  number: 60,
  issuedIn: 40,
  signer: 80,
  office: 110,
  signerId: 30,
};

/** @param count certificates to be made. */
export function eventFaults(event: BimtekEvent, count: number): EventFault[] {
  const faults: EventFault[] = REQUIRED.filter(([field]) => paperText(event[field]) === '').map(
    ([field, message]) => ({ field, message }),
  );
  const add = (field: keyof BimtekEvent, message: string): void => {
    if (!faults.some((fault) => fault.field === field)) faults.push({ field, message });
  };
  for (const [field, most] of Object.entries(LONGEST) as [keyof BimtekEvent, number][])
    if ([...paperText(event[field])].length > most)
      add(field, `Terlalu panjang untuk lembarnya: paling banyak ${most} huruf.`);
  for (const field of ['from', 'until', 'issuedOn'] as const)
    if (event[field] !== '' && longDate(event[field]) === '') add(field, 'Tanggal ini tidak terbaca.');
  if (event.from > event.until) add('until', 'Tanggal selesai mendahului tanggal mulai.');
  if (event.issuedOn < event.until) add('issuedOn', 'Penetapan mendahului hari terakhir Bimtek.');
  if (!/^\d{1,6}$/.test(event.first.trim())) add('first', 'Nomor pertama berupa angka, misalnya 1.');
  if (count > 1 && !event.number.includes('{no}'))
    add('number', 'Tulis {no} di tempat nomor urut, agar tiap lembar berbeda nomornya.');
  const hours = event.hours.trim();
  if (hours !== '' && !/^[1-9]\d{0,2}$/.test(hours))
    add('hours', 'JP berupa bilangan bulat, misalnya 16. Kosongkan bila tidak ditetapkan.');
  return faults;
}

/** @param place 0 for the first certificate. */
export function numberOf({ number, first }: BimtekEvent, place: number): string {
  return paperText(number).replaceAll('{no}', String(Number(first) + place).padStart(3, '0'));
}

/** `22–23 November 2026`, `30 November–1 Desember 2026`, or one day. */
export function daysOf({ from, until }: Pick<BimtekEvent, 'from' | 'until'>): string {
  if (from === until) return longDate(from);
  const [start, end] = [longDate(from).split(' '), longDate(until).split(' ')];
  if (start[2] !== end[2]) return `${start.join(' ')}–${end.join(' ')}`;
  const opening = start[1] === end[1] ? start[0] : `${start[0]} ${start[1]}`;
  return `${opening}–${end.join(' ')}`;
}
