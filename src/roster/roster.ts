/**
 * Who does a duty on which day: the one named for it, or, while away, the first stand-in who is not away too. The rule
 * behind it comes from S1-13 to S1-15: no duty may rest on one person.
 */
import type { CalendarEvent } from '../calendar/ics.ts';
import type { Facts } from '../forms/facts.ts';
import type { Row } from '../forms/values.ts';

export interface Duty {
  tugas: string;
  /** First the one named, then the stand-ins in their order. */
  people: string[];
}

export interface Leave {
  nama: string;
  /** First and last day, `YYYY-MM-DD`. */
  mulai: string;
  sampai: string;
  alasan: string;
}

export interface Roster {
  tugas: Row[];
  cuti: Row[];
  mulai: string;
}

/** A run of days on which one person does a duty. */
export interface Turn {
  tugas: string;
  /** Empty where nobody is there. */
  nama: string;
  /** 0 is the one named; a stand-in has his place in the order. */
  place: number;
  from: string;
  to: string;
}

export interface RosterFault {
  tugas: string;
  message: string;
  /** A duty nobody does, or that rests on one person; else something to look at. */
  grave: boolean;
}

const DAY_MS = 86_400_000;
const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Duties with a name, and the different people who can do each. */
export function dutiesOf(rows: readonly Row[]): Duty[] {
  return rows
    .filter((row) => row['tugas']?.trim())
    .map((row) => {
      const people = [row['nama'], row['pengganti1'], row['pengganti2']]
        .map((name) => name?.trim() ?? '')
        .filter(Boolean);
      const different = people.filter(
        (name, place) => people.findIndex((other) => same(other, name)) === place,
      );
      return { tugas: row['tugas']!.trim(), people: different };
    });
}

export function leavesOf(rows: readonly Row[]): Leave[] {
  return rows
    .map((row) => ({
      nama: row['nama']?.trim() ?? '',
      mulai: row['mulai'] ?? '',
      sampai: row['sampai'] || (row['mulai'] ?? ''),
      alasan: row['alasan'] ?? '',
    }))
    .filter(({ nama, mulai, sampai }) => nama !== '' && mulai !== '' && sampai >= mulai);
}

/** Leaves that cannot count as they are written. Without a name a row is not begun yet. */
export function leaveFaults(rows: readonly Row[], duties: readonly Duty[]): RosterFault[] {
  return rows.flatMap((row) => {
    const [nama = '', mulai, sampai] = [row['nama']?.trim(), row['mulai'], row['sampai']];
    if (nama === '') return [];
    const fault = (message: string): RosterFault[] => [{ tugas: `Cuti ${nama}`, message, grave: false }];
    if (!mulai) return fault('belum ada tanggal mulai, jadi belum dihitung.');
    if (sampai && sampai < mulai) return fault('tanggal selesai mendahului mulai, jadi belum dihitung.');
    return duties.some(({ people }) => people.some((person) => same(person, nama)))
      ? []
      : fault('namanya tidak ada di daftar tugas. Samakan penulisannya.');
  });
}

const away = (name: string, date: string, leaves: readonly Leave[]): boolean =>
  leaves.some(({ nama, mulai, sampai }) => same(nama, name) && date >= mulai && date <= sampai);

/** @param days how many days from `from` on. @returns for every duty its turns, in order of time. */
export function turnsOf(
  duties: readonly Duty[],
  leaves: readonly Leave[],
  from: string,
  days: number,
): Turn[] {
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return [];
  return duties.flatMap(({ tugas, people }) => {
    const turns: Turn[] = [];
    for (let day = 0; day < days; day += 1) {
      const date = addDays(from, day);
      const place = people.findIndex((name) => !away(name, date, leaves));
      const nama = people[place] ?? '';
      const last = turns.at(-1);
      if (last && last.nama === nama) last.to = date;
      else turns.push({ tugas, nama, place, from: date, to: date });
    }
    return turns;
  });
}

/** What breaks the rule, the gravest first. */
export function faultsOf(duties: readonly Duty[], turns: readonly Turn[]): RosterFault[] {
  const alone = duties
    .filter(({ people }) => people.length < 2)
    .map(({ tugas, people }) => ({
      tugas,
      message:
        people.length === 0
          ? 'Belum ada orangnya.'
          : `Bergantung pada satu orang: ${people[0]}. Tetapkan pengganti lain.`,
      grave: true,
    }));
  const empty = turns
    .filter(
      ({ nama, tugas }) =>
        nama === '' && duties.some((duty) => duty.tugas === tugas && duty.people.length > 0),
    )
    .map(({ tugas, from, to }) => ({
      tugas,
      message: `Kosong ${range(from, to)}: semua orangnya cuti bersamaan.`,
      grave: true,
    }));
  const single = duties
    .filter(({ people }) => people.length === 2)
    .map(({ tugas }) => ({ tugas, message: 'Baru satu pengganti. Yang kedua sebaiknya ada.', grave: false }));
  return [...alone, ...empty, ...doubled(turns), ...single];
}

/** One stand-in who has to do two duties of others on the same day. */
function doubled(turns: readonly Turn[]): RosterFault[] {
  const standing = turns.filter(({ place, nama }) => place > 0 && nama !== '');
  return standing.flatMap((turn, index) =>
    standing
      .slice(index + 1)
      .filter(
        (other) =>
          same(other.nama, turn.nama) &&
          other.tugas !== turn.tugas &&
          other.from <= turn.to &&
          turn.from <= other.to,
      )
      .map((other) => ({
        tugas: turn.tugas,
        message: `${turn.nama} juga menggantikan "${other.tugas}" pada hari yang sama.`,
        grave: false,
      })),
  );
}

const short = (date: string): string => date.split('-').reverse().join('-');

export const range = (from: string, to: string): string =>
  from === to ? short(from) : `${short(from)} sampai ${short(to)}`;

/** One whole-day event for every turn of a stand-in, and for every gap. */
export function eventsOf(turns: readonly Turn[]): CalendarEvent[] {
  const uids = new Map<string, number>();
  return turns
    .filter(({ place }) => place !== 0)
    .map(({ tugas, nama, from, to }) => ({
      uid: uidOf(`siaga-${tugas}-${from}`, uids),
      start: Date.parse(`${from}T00:00:00Z`),
      end: Date.parse(`${addDays(to, 1)}T00:00:00Z`),
      wholeDay: true,
      summary: nama ? `${nama} menggantikan: ${tugas}` : `KOSONG: ${tugas}`,
      description: nama
        ? 'Serah terima dan uji akses sebelum hari pertama.'
        : 'Tidak ada orang. Tetapkan pengganti.',
    }));
}

/** The same at every export, so that a calendar takes the event for the one it has; two duties of one name differ. */
function uidOf(text: string, taken: Map<string, number>): string {
  const uid = text.replace(/[^\w-]/gu, (letter) => `_${letter.codePointAt(0)?.toString(16)}`);
  const count = (taken.get(uid) ?? 0) + 1;
  taken.set(uid, count);
  return count === 1 ? uid : `${uid}-${count}`;
}

/** The decree begins with the matrix as it stands. */
export function factsOfRoster({ tugas }: Roster): Facts {
  return { 'siaga.petugas': tugas.filter((row) => row['tugas']?.trim()) };
}
