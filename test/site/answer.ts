/** Answers questions of a lesson as the page would see them answered, whatever kind they are of. */
import { expect, type Frame, type Page } from 'playwright/test';

/** Answers the question at `place` and waits until the page has said what it thinks of it. */
export async function answer(host: Page | Frame, place: number, right: boolean): Promise<void> {
  const form = host.locator('quiz-lesson[data-ready] form.question').nth(place);
  await form.evaluate((element: HTMLFormElement, wanted) => {
    const item = JSON.parse(element.dataset.item ?? '{}');
    const parts = item.pilihan ?? item.gambar?.bagian ?? [];
    const all = <T extends HTMLElement>(selector: string) => [...element.querySelectorAll<T>(selector)];
    for (const input of all<HTMLInputElement>('input[name^=pilih]')) {
      const { benar, salah } = parts[Number(input.value)];
      input.checked = (benar ?? salah) === wanted;
    }
    for (const input of all<HTMLInputElement>('input[name=teks]'))
      input.value = wanted ? item.jawaban[0] : 'bukan';
    all<HTMLSelectElement>('select').forEach((select, left, { length }) => {
      select.value = String(wanted ? left : (left + 1) % length);
    });
    const order = all('.is-order > *').sort((a, b) => Number(a.dataset.place) - Number(b.dataset.place));
    element.querySelector('.is-order')?.append(...(wanted ? order : order.reverse()));
    element.requestSubmit();
  }, right);
  await expect(form.locator('.question-result')).toHaveText(right ? 'Benar.' : /Belum tepat|Sebagian benar/);
}
