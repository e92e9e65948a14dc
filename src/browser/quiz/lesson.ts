/** `<quiz-lesson>`: questions inside a lesson. Each is checked by itself, explained, and may be tried again. */
import { isComplete } from '../../quiz/answer.ts';
import { grade } from '../../quiz/grade.ts';
import { progress } from '../progress/progress.ts';
import { clearGrade, itemOf, readAnswer, showGrade, wireMoves } from './question.ts';

class QuizLesson extends HTMLElement {
  connectedCallback(): void {
    for (const form of this.querySelectorAll<HTMLFormElement>('form.question')) this.wire(form);
    this.dataset.ready = '';
  }

  private wire(form: HTMLFormElement): void {
    const item = itemOf(form);
    const result = form.querySelector<HTMLElement>('.question-result');
    const say = (words: string): void => {
      if (result) result.textContent = words;
    };
    const changed = (): void => {
      clearGrade(form);
      say('');
    };
    wireMoves(form, changed);
    form.addEventListener('input', changed);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const answer = readAnswer(form, item);
      if (!isComplete(answer)) {
        say(item.jenis === 'jodoh' ? 'Pasangkan semua baris dulu.' : 'Jawab dulu, lalu periksa.');
        return;
      }
      const outcome = grade(item, answer);
      showGrade(form, outcome);
      say(resultWords(outcome.score));
      void this.keep(item.id, outcome.score);
    });
  }

  private async keep(id: string, score: number): Promise<void> {
    const own = await progress();
    const missed = score === 1 ? [] : [id];
    await own.record('quiz', `${this.dataset.page ?? location.pathname}#${id}`, { score, max: 1, missed });
  }
}

function resultWords(score: number): string {
  if (score === 1) return 'Benar.';
  return score > 0
    ? 'Sebagian benar. Baca penjelasannya, lalu coba lagi.'
    : 'Belum tepat. Baca penjelasannya, lalu coba lagi.';
}

customElements.define('quiz-lesson', QuizLesson);
