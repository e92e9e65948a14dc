/** Judges one answer. Partial credit where a question has parts; guessing everything earns nothing. Pure. */
import type { ButirSoal } from '../schemas/training.ts';
import type { Answer } from './answer.ts';

export interface PartResult {
  /** The part as it stands in the content file. */
  text: string;
  /** Did the learner do the right thing with this part? */
  right: boolean;
  explanation: string;
}

export interface Grade {
  /** 0 to 1. */
  score: number;
  parts: PartResult[];
}

/** @throws TypeError when the answer is of another kind than the question. */
export function grade(item: ButirSoal, answer: Answer): Grade {
  if (item.jenis !== answer.jenis) {
    throw new TypeError(`question ${item.id} is "${item.jenis}", the answer is "${answer.jenis}"`);
  }
  switch (item.jenis) {
    case 'satu':
      return gradeOne(item, answer as Extract<Answer, { jenis: 'satu' }>);
    case 'banyak':
      return gradeMany(item.pilihan, (answer as Extract<Answer, { jenis: 'banyak' }>).pilih);
    case 'temukan':
      return gradeMany(
        item.gambar.bagian.map(({ teks, salah, penjelasan }) => ({ teks, benar: salah, penjelasan })),
        (answer as Extract<Answer, { jenis: 'temukan' }>).pilih,
      );
    case 'urut':
      return gradeOrder(item, (answer as Extract<Answer, { jenis: 'urut' }>).urutan);
    case 'jodoh':
      return gradePairs(item, (answer as Extract<Answer, { jenis: 'jodoh' }>).pasang);
    case 'isian':
      return gradeText(item, (answer as Extract<Answer, { jenis: 'isian' }>).teks);
  }
}

type Of<Kind extends ButirSoal['jenis']> = Extract<ButirSoal, { jenis: Kind }>;

function gradeOne(item: Of<'satu'>, { pilih }: { pilih: number | null }): Grade {
  const parts = item.pilihan.map(({ teks, benar, penjelasan }, place) => ({
    text: teks,
    right: (place === pilih) === benar,
    explanation: penjelasan,
  }));
  return { score: pilih !== null && item.pilihan[pilih]?.benar ? 1 : 0, parts };
}

/** The share of the right options chosen less the share of the wrong ones: choosing everything earns nothing. */
function gradeMany(
  options: readonly { teks: string; benar: boolean; penjelasan: string }[],
  chosen: readonly number[],
): Grade {
  const picked = new Set(chosen);
  const rightOnes = options.filter(({ benar }) => benar).length;
  const hits = options.filter(({ benar }, place) => benar && picked.has(place)).length;
  const misses = options.filter(({ benar }, place) => !benar && picked.has(place)).length;
  const wrongOnes = options.length - rightOnes;
  return {
    score: Math.max(0, hits / rightOnes - misses / wrongOnes),
    parts: options.map(({ teks, benar, penjelasan }, place) => ({
      text: teks,
      right: picked.has(place) === benar,
      explanation: penjelasan,
    })),
  };
}

/** Kendall's measure: the share of pairs in the right order, above what chance gives. */
function gradeOrder(item: Of<'urut'>, order: readonly number[]): Grade {
  const count = item.urutan.length;
  let inOrder = 0;
  for (let i = 0; i < count; i += 1)
    for (let j = i + 1; j < count; j += 1) inOrder += (order[i] ?? 0) < (order[j] ?? 0) ? 1 : 0;
  const pairs = (count * (count - 1)) / 2;
  return {
    score: Math.max(0, (2 * inOrder) / pairs - 1),
    parts: item.urutan.map(({ teks, penjelasan }, place) => ({
      text: teks,
      right: order[place] === place,
      explanation: penjelasan,
    })),
  };
}

function gradePairs(item: Of<'jodoh'>, chosen: readonly (number | null)[]): Grade {
  const parts = item.pasang.map(({ kiri, kanan, penjelasan }, place) => ({
    text: `${kiri}: ${kanan}`,
    // Two left sides may share one right text.
    right: item.pasang[chosen[place] ?? -1]?.kanan === kanan,
    explanation: penjelasan,
  }));
  return { score: parts.filter(({ right }) => right).length / parts.length, parts };
}

function gradeText(item: Of<'isian'>, text: string): Grade {
  const right = item.jawaban.some((answer) => sameAnswer(answer, text));
  const known = item.keliru.find(({ jawaban }) => sameAnswer(jawaban, text));
  const explanation = !right && known ? known.penjelasan : item.penjelasan;
  return { score: right ? 1 : 0, parts: [{ text: item.jawaban[0] ?? '', right, explanation }] };
}

/** Words may be written apart or together ("pass phrase"); figures may not, since 1.24 is not 12.4. */
export function sameAnswer(one: string, other: string): boolean {
  const [a, b] = [normalise(one), normalise(other)];
  const together = (words: string): string => words.replaceAll(' ', '');
  return a === b || (!/\d/.test(a) && together(a) === together(b));
}

/** `  Port  22. `, `port-22` and `port 22` are the same answer. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.,;:!?"'()\p{Dash}/]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
