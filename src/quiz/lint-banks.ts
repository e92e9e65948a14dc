/** Rules over all question files at once: each outcome is tested, each module has enough items, no stem twice. Pure. */
import type { ButirSoal } from '../schemas/training.ts';
import { normalise } from './grade.ts';

export interface QuizBank {
  /** Folder below `pelatihan/`: the module, or `tes`. */
  name: string;
  items: readonly ButirSoal[];
}

export interface BankFinding {
  bank: string;
  /** Place (from 0) in the bank's file; null for the file as a whole. */
  place: number | null;
  message: string;
  mend: string;
}

/** Folder of the pre and post test, which is no module. */
export const TESTS = 'tes';
/** So few questions say little about what somebody knows. */
const FEWEST = 4;

/** @param outcomes what one can do after each module, by module; every module has a bank. */
export function lintBanks(
  banks: readonly QuizBank[],
  outcomes: ReadonlyMap<string, readonly string[]>,
): BankFinding[] {
  return [
    ...[...outcomes].flatMap(([name, lines]) => moduleFindings(name, lines, banks)),
    ...outcomeFindings(banks, outcomes),
    ...stemFindings(banks),
  ];
}

function moduleFindings(name: string, lines: readonly string[], banks: readonly QuizBank[]): BankFinding[] {
  const items = banks.find((bank) => bank.name === name)?.items ?? [];
  const findings: BankFinding[] = [];
  const add = (message: string, mend: string): number =>
    findings.push({ bank: name, place: null, message, mend });
  if (items.length < FEWEST) {
    add(`modul "${name}" punya ${items.length} soal`, `tulis sekurangnya ${FEWEST} soal di soal.yaml`);
  }
  const tested = new Set(
    banks.flatMap((bank) => bank.items.flatMap((item) => outcomeOf(bank.name, item) ?? [])),
  );
  lines.forEach((line, place) => {
    if (!tested.has(`${name}/${place + 1}`)) {
      add(`hasil ke-${place + 1} tidak diuji: ${line}`, `tulis soal dengan hasil: ${place + 1}`);
    }
  });
  return findings;
}

/** An item of a module tests an outcome of that module; an item of the tests says whose. */
const outcomeOf = (bank: string, { modul, hasil }: ButirSoal): string | null =>
  hasil === undefined ? null : `${bank === TESTS ? (modul ?? '') : bank}/${hasil}`;

function outcomeFindings(
  banks: readonly QuizBank[],
  outcomes: ReadonlyMap<string, readonly string[]>,
): BankFinding[] {
  const known = new Set([...outcomes].flatMap(([name, lines]) => lines.map((_, i) => `${name}/${i + 1}`)));
  return banks.flatMap(({ name, items }) =>
    items.flatMap((item, place): BankFinding[] => {
      const outcome = outcomeOf(name, item);
      if (outcome !== null && known.has(outcome)) return [];
      const mend =
        name === TESTS
          ? 'tulis modul dan hasil yang diuji, misalnya modul: zona-jaringan dan hasil: 2'
          : 'tulis hasil: nomor urut hasil belajar modul ini, dari 1';
      const message = outcome === null ? 'hasil yang diuji tidak disebut' : `hasil ${outcome} tidak ada`;
      return [{ bank: name, place, message: `soal "${item.id}": ${message}`, mend }];
    }),
  );
}

function stemFindings(banks: readonly QuizBank[]): BankFinding[] {
  const seen = new Map<string, string>();
  return banks.flatMap(({ name, items }) =>
    items.flatMap((item, place): BankFinding[] => {
      const stem = normalise(item.tanya);
      const before = seen.get(stem);
      seen.set(stem, `${name}/${item.id}`);
      if (before === undefined) return [];
      const mend = 'ubah pertanyaannya, supaya jawaban yang satu bukan jawaban yang lain';
      return [{ bank: name, place, message: `pertanyaan sama dengan soal ${before}`, mend }];
    }),
  );
}
