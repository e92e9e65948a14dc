/** `<sigap-periksa>`: twenty answers, the gaps they show, and the sheet for the head of the office. */
import { type Answer, gapsOf, type Question, summary } from '../../selfcheck/check.ts';
import { loadCheck, saveCheck } from './store.ts';

class SigapPeriksa extends HTMLElement {
  #questions: Question[] = [];

  connectedCallback(): void {
    this.#questions = [...this.querySelectorAll<HTMLElement>('[data-question]')].map(({ dataset }) => ({
      id: dataset.question ?? '',
      asal: dataset.asal ?? '',
      risiko: dataset.risiko ?? '',
      tangani: dataset.tangani ?? '',
    }));
    this.#restore();
    this.addEventListener('input', () => this.#update());
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.querySelector('.result')?.scrollIntoView();
    });
    this.querySelector('[data-print]')?.addEventListener('click', () => print());
    this.querySelector('[data-restart]')?.addEventListener('click', () => {
      saveCheck(undefined);
      this.querySelector('form')?.reset();
      this.#update();
      saveCheck(undefined);
    });
    this.#update();
    this.dataset.ready = '';
  }

  get #unit(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>('[name="unit"]')!;
  }

  #restore(): void {
    const kept = loadCheck();
    if (!kept) return;
    this.#unit.value = kept.unit;
    for (const [id, answer] of Object.entries(kept.answers)) {
      const choice = this.querySelector<HTMLInputElement>(`[name="${CSS.escape(id)}"][value="${answer}"]`);
      if (choice) choice.checked = true;
    }
  }

  #update(): void {
    const answers: Record<string, Answer> = {};
    for (const box of this.querySelectorAll<HTMLInputElement>('[data-question] input:checked')) {
      answers[box.name] = box.value as Answer;
    }
    const gaps = gapsOf(this.#questions, answers);
    const unit = this.#unit.value.trim();
    if (unit || Object.keys(answers).length > 0) saveCheck({ unit, answers, gaps });
    this.querySelector('[data-summary]')!.textContent = summary(this.#questions, answers);
    this.querySelector('[data-unit]')!.textContent = unit || 'Perangkat daerah: ……………………';
    const open = new Set(gaps.map(({ id }) => id));
    for (const item of this.querySelectorAll<HTMLElement>('[data-gap]'))
      item.hidden = !open.has(item.dataset.gap ?? '');
    this.querySelector<HTMLElement>('[data-no-gap]')!.hidden = gaps.length > 0;
    this.querySelector<HTMLElement>('[data-to-register]')!.hidden = gaps.length === 0;
  }
}

customElements.define('sigap-periksa', SigapPeriksa);
