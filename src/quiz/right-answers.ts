/** The right answer of a question as words, with the reason the content file gives: for the facilitator and for readers without JavaScript. */
import type { ButirSoal } from '../schemas/training.ts';

export interface RightAnswer {
  text: string;
  why: string;
}

/** @returns every part of the right answer; for an order, the parts from first to last. */
export function rightAnswers(item: ButirSoal): RightAnswer[] {
  switch (item.jenis) {
    case 'satu':
    case 'banyak':
      return item.pilihan
        .filter(({ benar }) => benar)
        .map(({ teks, penjelasan }) => ({ text: teks, why: penjelasan }));
    case 'urut':
      return item.urutan.map(({ teks, penjelasan }) => ({ text: teks, why: penjelasan }));
    case 'jodoh':
      return item.pasang.map(({ kiri, kanan, penjelasan }) => ({
        text: `${kiri}: ${kanan}`,
        why: penjelasan,
      }));
    case 'isian':
      return item.jawaban.slice(0, 1).map((text) => ({ text, why: item.penjelasan }));
    case 'temukan':
      return item.gambar.bagian
        .filter(({ salah }) => salah)
        .map(({ teks, penjelasan }) => ({ text: teks, why: penjelasan }));
  }
}
