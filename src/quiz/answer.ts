/** What a learner answers, by kind of question. Options are named by their place (from 0) in the content file. */
import type { ButirSoal } from '../schemas/training.ts';

export type Answer =
  | { jenis: 'satu'; pilih: number | null }
  | { jenis: 'banyak'; pilih: number[] }
  | { jenis: 'temukan'; pilih: number[] }
  /** `urut`: the places of the content file in the order the learner gave. */
  | { jenis: 'urut'; urutan: number[] }
  /** `jodoh`: for each left side, the place of the right side chosen; null for none. */
  | { jenis: 'jodoh'; pasang: (number | null)[] }
  | { jenis: 'isian'; teks: string };

/** Nothing answered yet. For `urut` that is the order in which the page shows the parts. */
export function emptyAnswer(item: ButirSoal, shown: readonly number[]): Answer {
  switch (item.jenis) {
    case 'satu':
      return { jenis: 'satu', pilih: null };
    case 'banyak':
    case 'temukan':
      return { jenis: item.jenis, pilih: [] };
    case 'urut':
      return { jenis: 'urut', urutan: [...shown] };
    case 'jodoh':
      return { jenis: 'jodoh', pasang: item.pasang.map(() => null) };
    case 'isian':
      return { jenis: 'isian', teks: '' };
  }
}

/** Has the learner said enough for the answer to be judged? */
export function isComplete(answer: Answer): boolean {
  switch (answer.jenis) {
    case 'satu':
      return answer.pilih !== null;
    case 'banyak':
    case 'temukan':
      return answer.pilih.length > 0;
    case 'urut':
      return true;
    case 'jodoh':
      return answer.pasang.every((place) => place !== null);
    case 'isian':
      return answer.teks.trim() !== '';
  }
}
