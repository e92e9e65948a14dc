/** The Bimtek as its content files give it: modules in the order of the agenda, their questions, the test bank. */

import { getCollection } from 'astro:content';
import { globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type ButirSoal, evaluasi, skenario, soal, temuan } from './schemas/training.ts';

/** Modules by day and time. */
export async function modulesInOrder() {
  const when = ({ hari, mulai }: { hari: number; mulai: string }) => `${hari} ${mulai}`;
  return (await getCollection('pelatihan')).sort((a, b) => when(a.data).localeCompare(when(b.data)));
}

/** A YAML file beside a module's text; undefined when the module has none. */
function beside(module: string, file: string): unknown {
  const [path] = globSync(`content/pelatihan/${module}/${file}`);
  return path ? parse(readFileSync(path, 'utf8')) : undefined;
}

/** The questions of a module; empty when it has none. */
export const questionsOf = (module: string): ButirSoal[] => soal.parse(beside(module, 'soal.yaml') ?? []);

/** The log exercise of a module: its logs and what there is to find in them; null when it has none. */
export const logExerciseOf = (module: string) =>
  temuan.nullable().parse(beside(module, 'temuan.yaml') ?? null);

/** The tabletop of a module; null when it has none. */
export const tabletopOf = (module: string) =>
  skenario.nullable().parse(beside(module, 'skenario.yaml') ?? null);

/** Pre and post test share one bank; each item belongs to form A or B. */
export const testBank = (): ButirSoal[] => questionsOf('tes');

/** What participants rate at the end, without a name. */
export const evaluation = evaluasi.parse(parse(readFileSync('content/evaluasi-bimtek.yaml', 'utf8')));

/** Questions that the lesson itself places with `<Soal id="…" />`. */
export function placedQuestions(body: string): Set<string> {
  return new Set([...body.matchAll(/<Soal\s[^>]*\bid="([^"]+)"/g)].map(([, id]) => id ?? ''));
}

/** Minutes between two times written `08.15`. */
export function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(to) - minutes(from);
}

/** The time `minutes` after one written `08.15`. */
export function timeAfter(from: string, minutes: number): string {
  const at = minutesBetween('00.00', from) + minutes;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}.${String(at % 60).padStart(2, '0')}`;
}

/** The pause between two sessions of one day; null when one follows the other at once. */
export function pauseBefore(
  session: { mulai: string; hari: number },
  before: { selesai: string; hari: number } | undefined,
): { from: string; to: string; name: string } | null {
  if (!before || before.hari !== session.hari || before.selesai === session.mulai) return null;
  const length = minutesBetween(before.selesai, session.mulai);
  return {
    from: before.selesai,
    to: session.mulai,
    name: length >= 45 ? 'Istirahat siang' : 'Istirahat',
  };
}
