/** Answers a question of a page rightly, as its content file has it. */
import type { Locator } from 'playwright/test';
import type { ButirSoal } from '../../src/schemas/training.ts';

const placesOf = (parts: readonly boolean[]): number[] =>
  parts.flatMap((right, place) => (right ? [place] : []));

/** @param question its `.question`; ordering, lists, words and boxes are used as a learner would. */
export async function answer(question: Locator): Promise<void> {
  const item = JSON.parse((await question.getAttribute('data-item')) ?? 'null') as ButirSoal;
  switch (item.jenis) {
    case 'satu':
    case 'banyak':
      for (const place of placesOf(item.pilihan.map(({ benar }) => benar)))
        await question.locator(`input[value="${place}"]`).check();
      break;
    case 'temukan':
      for (const place of placesOf(item.gambar.bagian.map(({ salah }) => salah)))
        await question.locator(`input[value="${place}"]`).check();
      break;
    case 'jodoh':
      // Two rows may share one partner; the list then offers it once.
      for (const [row, { kanan }] of item.pasang.entries())
        await question.locator('select').nth(row).selectOption({ label: kanan });
      break;
    case 'isian':
      await question.locator('input[name=teks]').fill(item.jawaban[0] ?? '');
      break;
    case 'urut':
      for (const place of item.urutan.keys()) {
        const part = question.locator(`[data-place="${place}"]`);
        const at = await part.evaluate((li) => [...(li.parentElement?.children ?? [])].indexOf(li));
        for (let step = at; step > place; step -= 1) await part.locator('[data-move="-1"]').click();
      }
  }
}
