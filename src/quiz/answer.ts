/** What a learner answers, by kind of question. Options are named by their place (from 0) in the content file. */
export type Answer =
  | { jenis: 'satu'; pilih: number | null }
  | { jenis: 'banyak'; pilih: number[] }
  | { jenis: 'temukan'; pilih: number[] }
  /** `urut`: the places of the content file in the order the learner gave. */
  | { jenis: 'urut'; urutan: number[] }
  /** `jodoh`: for each left side, the place of the right side chosen; null for none. */
  | { jenis: 'jodoh'; pasang: (number | null)[] }
  | { jenis: 'isian'; teks: string };

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
