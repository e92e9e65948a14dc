/**
 * Rules of the craft: what lets a learner guess without knowing, and what leaves a learner who guessed wrong without a
 * reason. Haladyna, Downing and Rodriguez, "A Review of Multiple-Choice Item-Writing Guidelines" (2002). Pure.
 */
import type { ButirSoal } from '../schemas/training.ts';
import { normalise } from './grade.ts';
import { shuffled } from './shuffle.ts';

/** A fault and how to mend it. */
export type Fault = [message: string, mend: string];

/** A right option may be this much longer than the longest wrong one; more than that gives it away. */
const LONGER = 1.4;
/** Of the single-choice questions of one file, this share may have its right option as the longest. */
const LONGEST_SHARE = 0.4;
/** And this share may show it at one and the same place. */
const PLACE_SHARE = 0.5;
/** A file with fewer single-choice questions says nothing about shares. */
const ENOUGH = 8;

const CATCH_ALL =
  /\b(?:semua(?:nya)? (?:jawaban )?(?:benar|salah)|semua di atas|tidak ada yang (?:benar|tepat)|[a-d] dan [a-d] benar)\b/i;
const NEGATED = /\bkecuali\b|\b(?:mana|apa|siapa)(?:kah)? yang (?:bukan|tidak)\b/i;

type Single = Extract<ButirSoal, { jenis: 'satu' }>;

/** What one question shows by itself. */
export function craftFaults(item: ButirSoal): Fault[] {
  const faults = explanationFaults(item);
  if (item.jenis === 'satu' || item.jenis === 'banyak') faults.push(...choiceFaults(item));
  if (item.jenis === 'satu') faults.push(...lengthFault(item));
  if (item.jenis === 'isian') faults.push(...spellingFaults(item));
  if (item.jenis === 'jodoh') {
    const telling = item.pasang.find(({ kiri, kanan }) => contains(kiri, kanan) || contains(kanan, kiri));
    if (telling) {
      faults.push([
        `"${telling.kiri}" menyebut pasangannya sendiri`,
        'tulis sisi kiri tanpa kata dari sisi kanan',
      ]);
    }
  }
  return faults;
}

const contains = (text: string, part: string): boolean =>
  ` ${normalise(text)} `.includes(` ${normalise(part)} `);

function choiceFaults(item: Extract<ButirSoal, { jenis: 'satu' | 'banyak' }>): Fault[] {
  const faults: Fault[] = [];
  const catchAll = item.pilihan.find(({ teks }) => CATCH_ALL.test(teks));
  if (catchAll)
    faults.push([`pilihan "${catchAll.teks}" menunjuk pilihan lain`, 'tulis pilihan yang berdiri sendiri']);
  if (NEGATED.test(item.tanya)) {
    faults.push(['pertanyaan menanyakan yang bukan atau kecuali', 'tanyakan yang benar, bukan yang keliru']);
  }
  const wrong = item.pilihan.filter(({ benar }) => !benar).length;
  if (item.jenis === 'banyak' && wrong < 2) {
    faults.push([`hanya ${wrong} pilihan yang keliru`, 'tulis sekurangnya dua pengecoh']);
  }
  if (item.jenis === 'satu' && item.pilihan.length < 4) {
    faults.push([`hanya ${item.pilihan.length} pilihan`, 'tulis empat pilihan, supaya tebakan jarang benar']);
  }
  return faults;
}

function lengthFault({ pilihan }: Single): Fault[] {
  const right = Math.max(...pilihan.filter(({ benar }) => benar).map(({ teks }) => teks.length));
  const wrong = Math.max(...pilihan.filter(({ benar }) => !benar).map(({ teks }) => teks.length));
  // Short options differ by a word or two without telling anything.
  if (right <= wrong * LONGER || right - wrong < 8) return [];
  return [[`jawaban yang benar ${right} huruf, pengecoh terpanjang ${wrong}`, 'samakan panjangnya']];
}

/** An explanation gives a reason, and each part has its own. */
function explanationFaults(item: ButirSoal): Fault[] {
  const given = explanationsOf(item);
  const short = given.find((text) => normalise(text).split(' ').length < 4);
  const faults: Fault[] = [];
  if (short)
    faults.push([`penjelasan "${short}" tidak memberi sebab`, 'tulis mengapa benar, atau mengapa keliru']);
  const twice = given.find(
    (text, place) => given.findIndex((other) => normalise(other) === normalise(text)) < place,
  );
  // Answers of a short text may be wrong for one reason: "9" and "sembilan".
  if (twice && item.jenis !== 'isian') {
    faults.push([`penjelasan "${twice}" dipakai dua kali`, 'beri setiap pilihan sebabnya sendiri']);
  }
  return faults;
}

function explanationsOf(item: ButirSoal): string[] {
  switch (item.jenis) {
    case 'satu':
    case 'banyak':
      return item.pilihan.map(({ penjelasan }) => penjelasan);
    case 'urut':
      return item.urutan.map(({ penjelasan }) => penjelasan);
    case 'jodoh':
      return item.pasang.map(({ penjelasan }) => penjelasan);
    case 'temukan':
      return item.gambar.bagian.map(({ penjelasan }) => penjelasan);
    case 'isian':
      return [item.penjelasan, ...item.keliru.map(({ penjelasan }) => penjelasan)];
  }
}

const ONES = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];
/** Numbers that people write as a word as readily as in figures: 0 to 20, each at its own place. */
const NUMERALS = [...ONES, 'sepuluh', 'sebelas', ...ONES.slice(2).map((one) => `${one} belas`), 'dua puluh'];

function spellingFaults(item: Extract<ButirSoal, { jenis: 'isian' }>): Fault[] {
  const faults: Fault[] = [];
  const accepted = new Set(item.jawaban.map(normalise));
  NUMERALS.forEach((word, number) => {
    if (accepted.has(String(number)) !== accepted.has(word)) {
      faults.push([
        `jawaban "${number}" dan "${word}" tidak sama-sama diterima`,
        'tulis keduanya dalam jawaban',
      ]);
    }
  });
  const given = item.jawaban.find((answer) => normalise(answer).length > 3 && contains(item.tanya, answer));
  if (given && !/\d/.test(given))
    faults.push([`pertanyaan memuat jawabannya, "${given}"`, 'ubah pertanyaannya']);
  return faults;
}

/** What the questions of one file show together. */
export function bankFaults(items: readonly ButirSoal[]): Fault[] {
  const singles = items.filter((item): item is Single => item.jenis === 'satu');
  if (singles.length < ENOUGH) return [];
  const faults: Fault[] = [];
  const longest = singles.filter(rightIsLongest).length;
  if (longest > singles.length * LONGEST_SHARE) {
    faults.push([
      `jawaban yang benar paling panjang pada ${longest} dari ${singles.length} soal`,
      'panjangkan pengecohnya, atau pendekkan jawabannya',
    ]);
  }
  const shown = singles.map(shownPlace);
  for (const place of new Set(shown)) {
    const count = shown.filter((other) => other === place).length;
    if (count > singles.length * PLACE_SHARE) {
      faults.push([
        `jawaban yang benar tampil di tempat ke-${place + 1} pada ${count} dari ${singles.length} soal`,
        'ubah urutan pilihan pada sebagian soal',
      ]);
    }
  }
  return faults;
}

/** Is the right option longer than each of the others? */
export function rightIsLongest({ pilihan }: Single): boolean {
  const right = pilihan.find(({ benar }) => benar)?.teks.length ?? 0;
  return pilihan.every(({ benar, teks }) => benar || teks.length < right);
}

/** Place (from 0) at which the page shows the right option. */
export function shownPlace({ id, pilihan }: Single): number {
  return shuffled(pilihan.length, id).indexOf(pilihan.findIndex(({ benar }) => benar));
}
