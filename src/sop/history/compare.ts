/**
 * What changed between two versions of an SOP, as a person would tell it: which step came, went, moved, and which of its
 * fields reads otherwise. Rows are recognised by what they say, not by their number; a branch that leads to the same row
 * under another number has not changed.
 */
import type { Langkah, Sop } from '../../schemas/sop.ts';
import { labelOf } from '../draft/labels.ts';
import { sayBasis, sayTime } from '../time.ts';

export type Change =
  | { kind: 'tambah'; no: number; kegiatan: string }
  | { kind: 'hapus'; was: number; kegiatan: string }
  | { kind: 'pindah'; was: number; no: number; kegiatan: string }
  | { kind: 'ubah'; no: number; kegiatan: string; label: string; from: string; to: string }
  /** A field outside the steps. */
  | { kind: 'bidang'; label: string; from: string; to: string }
  | { kind: 'panduan' };

/** How alike two wordings must be to count as one step: half of their words in common. */
const ALIKE = 0.5;

export function compareSops(before: { sop: Sop; body: string }, after: { sop: Sop; body: string }): Change[] {
  const changes = [...compareSteps(before.sop, after.sop), ...compareFields(before.sop, after.sop)];
  if (before.body.trim() !== after.body.trim()) changes.push({ kind: 'panduan' });
  return changes;
}

function compareSteps(before: Sop, after: Sop): Change[] {
  const pairs = pairUp(before.langkah, after.langkah);
  const changes: Change[] = [];
  const still = longestRise(after.langkah.map((_, place) => pairs.get(place) ?? -1));
  after.langkah.forEach((step, place) => {
    const was = pairs.get(place);
    const no = place + 1;
    const { kegiatan } = step;
    if (was === undefined) {
      changes.push({ kind: 'tambah', no, kegiatan });
      return;
    }
    if (!still.has(place)) changes.push({ kind: 'pindah', was: was + 1, no, kegiatan });
    for (const { label, from, to } of fieldChanges(before, after, was, place, pairs))
      changes.push({ kind: 'ubah', no, kegiatan, label, from, to });
  });
  const kept = new Set(pairs.values());
  before.langkah.forEach(({ kegiatan }, was) => {
    if (!kept.has(was)) changes.push({ kind: 'hapus', was: was + 1, kegiatan });
  });
  return changes;
}

interface FieldChange {
  label: string;
  from: string;
  to: string;
}

function fieldChanges(
  before: Sop,
  after: Sop,
  was: number,
  place: number,
  pairs: ReadonlyMap<number, number>,
): FieldChange[] {
  const old = before.langkah[was]!;
  const now = after.langkah[place]!;
  const actor = (sop: Sop, id: string) => sop.pelaksana.find((each) => each.id === id)?.nama ?? id;
  const time = ({ waktu }: Langkah) => `${sayTime(waktu)} (${sayBasis(waktu)})`;
  const target = (sop: Sop, ke: number | undefined) =>
    ke === undefined ? '' : `langkah ${ke}: ${sop.langkah[ke - 1]?.kegiatan ?? 'tidak ada'}`;
  const branch = (label: string, from: number | undefined, to: number | undefined): FieldChange[] => {
    const same = from === undefined || to === undefined ? from === to : pairs.get(to - 1) === from - 1;
    return same ? [] : [{ label, from: target(before, from), to: target(after, to) }];
  };
  const plain: FieldChange[] = [
    { label: 'Kegiatan', from: old.kegiatan, to: now.kegiatan },
    { label: 'Rincian', from: old.rincian ?? '', to: now.rincian ?? '' },
    { label: 'Pelaksana', from: actor(before, old.pelaksana), to: actor(after, now.pelaksana) },
    { label: 'Simbol', from: old.simbol, to: now.simbol },
    { label: 'Waktu', from: time(old), to: time(now) },
    { label: 'Kelengkapan', from: old.kelengkapan, to: now.kelengkapan },
    { label: 'Output', from: old.output, to: now.output },
    { label: 'Keterangan', from: old.keterangan, to: now.keterangan },
    { label: 'Arti Ya', from: old.ya?.label ?? '', to: now.ya?.label ?? '' },
    { label: 'Arti Tidak', from: old.tidak?.label ?? '', to: now.tidak?.label ?? '' },
  ];
  return [
    ...plain.filter(({ from, to }) => from !== to),
    ...branch('Jalan Ya', old.ya?.ke, now.ya?.ke),
    ...branch('Jalan Tidak', old.tidak?.ke, now.tidak?.ke),
    ...branch('Lanjut ke', old.lanjut, now.lanjut),
  ];
}

/** Place in the new list to place in the old one, for every step that is in both. Best likeness first. */
function pairUp(before: readonly Langkah[], after: readonly Langkah[]): Map<number, number> {
  const candidates = after.flatMap((now, to) =>
    before.map((old, from) => ({ to, from, ...likeness(old, now, Math.abs(to - from)) })),
  );
  candidates.sort((a, b) => b.score - a.score);
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { to, from, words } of candidates) {
    if (words < ALIKE || pairs.has(to) || taken.has(from)) continue;
    pairs.set(to, from);
    taken.add(from);
  }
  return pairs;
}

/** Words in common (Dice), helped by the same actor and output, so that rows worded alike find their own. */
function likeness(old: Langkah, now: Langkah, distance: number): { words: number; score: number } {
  const a = new Set(wordsOf(old.kegiatan));
  const b = new Set(wordsOf(now.kegiatan));
  const common = [...a].filter((word) => b.has(word)).length;
  const words = a.size + b.size === 0 ? 1 : (2 * common) / (a.size + b.size);
  const help =
    (old.pelaksana === now.pelaksana ? 0.1 : 0) +
    (old.output !== '' && old.output === now.output ? 0.1 : 0) -
    distance * 0.001;
  return { words, score: words + help };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

/** Places of the longest rising run: what stands outside it has moved. Negative values are passed over. */
function longestRise(values: readonly number[]): Set<number> {
  const best: { length: number; before: number }[] = [];
  let last = -1;
  values.forEach((value, at) => {
    best[at] = { length: value < 0 ? 0 : 1, before: -1 };
    if (value < 0) return;
    for (let each = 0; each < at; each++) {
      const run = best[each]!;
      if (values[each]! >= 0 && values[each]! < value && run.length >= best[at]!.length)
        best[at] = { length: run.length + 1, before: each };
    }
    if (last < 0 || best[at]!.length > best[last]!.length) last = at;
  });
  const rise = new Set<number>();
  for (let at = last; at >= 0; at = best[at]!.before) rise.add(at);
  return rise;
}

/** Fields of the page and of the identity block, lists item by item. */
function compareFields(before: Sop, after: Sop): Change[] {
  const { langkah: _one, identitas: oldIdentity, ...oldTop } = before;
  const { langkah: _two, identitas: newIdentity, ...newTop } = after;
  const flat = (top: object, identity: object) =>
    new Map<string, unknown>([
      ...Object.entries(top),
      ...Object.entries(identity).map(([key, value]) => [`identitas.${key}`, value] as [string, unknown]),
    ]);
  const old = flat(oldTop, oldIdentity);
  const now = flat(newTop, newIdentity);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path): Change[] => {
    const from = items(old.get(path));
    const to = items(now.get(path));
    if (from.join('\n') === to.join('\n')) return [];
    const gone = from.filter((item) => !to.includes(item));
    const come = to.filter((item) => !from.includes(item));
    const order = gone.length === 0 && come.length === 0;
    return [
      {
        kind: 'bidang',
        label: labelOf(path),
        from: order ? 'urutan lama' : gone.join('; '),
        to: order ? 'urutan baru' : come.join('; '),
      },
    ];
  });
}

/** A value as the lines a reader would compare. */
function items(value: unknown): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.map((item) => items(item).join(', '));
  if (typeof value === 'object') return Object.values(value).flatMap(items);
  return [String(value)];
}
