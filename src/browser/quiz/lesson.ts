/** `<quiz-lesson>`: questions inside a lesson. Each is checked by itself, explained, and may be tried again. */
import { bestPercent } from '../../progress/state.ts';
import { isComplete } from '../../quiz/answer.ts';
import { grade } from '../../quiz/grade.ts';
import { type Progress, progress } from '../progress/progress.ts';
import { Stopwatch } from '../progress/stopwatch.ts';
import { clearGrade, itemOf, readAnswer, showGrade, wireMoves } from './question.ts';

class QuizLesson extends HTMLElement {
  private readonly watch = new Stopwatch();

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
    const page = this.dataset.page ?? location.pathname;
    const missed = score === 1 ? [] : [id];
    await own.record('quiz', `${page}#${id}`, { score, max: 1, missed });
    await this.keepWhole(own, page);
  }

  /** The questions of the page together: done once each was answered right; the score is that of the first answers. */
  private async keepWhole(own: Progress, page: string): Promise<void> {
    const { items } = own.state;
    const questions = [...document.querySelectorAll<HTMLElement>('quiz-lesson form.question')].map(
      ({ id }) => id,
    );
    const attempts = questions.map((id) => items.get(`${page}#${id}`)?.attempts ?? []);
    if (items.get(`${page}#soal`)?.done || !attempts.every((each) => bestPercent(each) === 100)) return;
    const first = attempts.map(([one]) => (one ? one.score / one.max : 0));
    await own.recordOutcome({
      item: `${page}#soal`,
      done: true,
      score: {
        points: first.reduce((sum, points) => sum + points, 0),
        max: questions.length,
        missed: questions.filter((_, place) => first[place] !== 1),
      },
      seconds: this.watch.seconds,
      tries: Math.max(...attempts.map(({ length }) => length)),
    });
  }
}

function resultWords(score: number): string {
  if (score === 1) return 'Benar.';
  return score > 0
    ? 'Sebagian benar. Baca penjelasannya, lalu coba lagi.'
    : 'Belum tepat. Baca penjelasannya, lalu coba lagi.';
}

customElements.define('quiz-lesson', QuizLesson);
