/** `<quiz-test>`: a pre or post test in form A or B. All questions first, one result, kept as one attempt. */

import { PRE_TEST } from '../../progress/item.ts';
import { type Attempt, bestPercent } from '../../progress/state.ts';
import { isComplete } from '../../quiz/answer.ts';
import { normalisedGain } from '../../quiz/gain.ts';
import { grade } from '../../quiz/grade.ts';
import { type Progress, progress } from '../progress/progress.ts';
import { Stopwatch } from '../progress/stopwatch.ts';
import { itemOf, readAnswer, showGrade, wireMoves, writeAnswer } from './question.ts';
import { loadRun, saveRun, type TestRun } from './test-run.ts';

class QuizTest extends HTMLElement {
  private own!: Progress;
  private run: TestRun | null = null;
  private readonly watch = new Stopwatch();

  connectedCallback(): void {
    for (const form of this.forms()) {
      wireMoves(form, () => this.keep());
      form.addEventListener('input', () => this.keep());
    }
    this.need('[data-action=kumpulkan]').addEventListener('click', () => void this.finish());
    for (const button of this.querySelectorAll<HTMLElement>('[data-form-choice]')) {
      button.addEventListener('click', () => this.start(button.dataset.formChoice === 'B' ? 'B' : 'A'));
    }
    void progress().then((own) => this.resume(own));
  }

  private get page(): string {
    return this.dataset.page ?? '';
  }

  private forms(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.question')];
  }

  /** The questions of the form that is being taken. */
  private taken(): HTMLElement[] {
    return this.forms().filter((form) => itemOf(form).bentuk === this.run?.form);
  }

  private resume(own: Progress): void {
    this.own = own;
    this.run = loadRun(this.page);
    const last = own.state.items.get(this.page)?.attempts.at(-1);
    const pre = own.state.items.get(PRE_TEST)?.attempts.at(-1);
    const proposed = pre?.form && this.page !== PRE_TEST ? (pre.form === 'A' ? 'B' : 'A') : null;
    this.need('[data-proposed]').textContent = proposed
      ? `Tes awal Anda memakai bentuk ${pre?.form}. Ambil bentuk ${proposed}.`
      : 'Fasilitator memberi tahu bentuk A atau B. Belajar sendiri? Ambil bentuk A.';
    if (this.run) this.start(this.run.form);
    else if (last) this.showAttempt(last);
    this.dataset.ready = '';
  }

  private start(form: 'A' | 'B'): void {
    this.run = this.run?.form === form ? this.run : { form, answers: {} };
    saveRun(this.page, this.run);
    for (const question of this.forms()) {
      const item = itemOf(question);
      question.hidden = item.bentuk !== form;
      const answer = this.run.answers[item.id];
      if (answer) writeAnswer(question, answer);
    }
    this.dataset.phase = 'running';
    this.taken()[0]?.querySelector<HTMLElement>('input, select, button')?.focus({ preventScroll: false });
    this.count();
  }

  private keep(): void {
    if (!this.run) return;
    for (const form of this.taken()) {
      const item = itemOf(form);
      this.run.answers[item.id] = readAnswer(form, item);
    }
    saveRun(this.page, this.run);
    this.count();
  }

  private open(): HTMLElement[] {
    return this.taken().filter((form) => !isComplete(readAnswer(form, itemOf(form))));
  }

  private count(): void {
    const all = this.taken().length;
    this.need('[data-answered]').textContent = `${all - this.open().length} dari ${all} terjawab`;
  }

  private async finish(): Promise<void> {
    const [first] = this.open();
    if (first && this.need('[data-warning]').hidden) {
      this.need('[data-warning]').hidden = false;
      this.need('[data-warning]').textContent =
        `Masih ada ${this.open().length} soal belum terjawab. Lengkapi, atau tekan Kumpulkan sekali lagi.`;
      first.querySelector<HTMLElement>('input, select, button')?.focus();
      return;
    }
    const graded = this.taken().map((form) => {
      const item = itemOf(form);
      return { form, item, grade: grade(item, readAnswer(form, item)) };
    });
    const score = graded.reduce((sum, { grade: { score: points } }) => sum + points, 0);
    const missed = graded.filter(({ grade: { score: points } }) => points < 1).map(({ item }) => item.id);
    const form = this.run?.form ?? 'A';
    await this.own.recordOutcome({
      item: this.page,
      done: true,
      score: { points: score, max: graded.length, missed, form },
      seconds: this.watch.seconds,
      tries: 1,
    });
    if (this.page !== PRE_TEST) for (const { form, grade: outcome } of graded) showGrade(form, outcome);
    saveRun(this.page, null);
    const last = this.own.state.items.get(this.page)?.attempts.at(-1);
    if (last) this.showAttempt(last);
  }

  private showAttempt(attempt: Attempt): void {
    const percent = Math.round((attempt.score / attempt.max) * 100);
    this.dataset.phase = 'done';
    for (const question of this.forms())
      question.hidden = this.page === PRE_TEST || question.querySelector('.why') === null;
    const pre = bestPercent(this.own.state.items.get(PRE_TEST)?.attempts.slice(-1) ?? []);
    const gain = this.page === PRE_TEST || pre === null ? null : normalisedGain(pre, percent);
    this.need('[data-score]').textContent = `Nilai Anda ${percent} dari 100 (bentuk ${attempt.form ?? 'A'}).`;
    this.need('[data-gain]').textContent =
      gain === null
        ? this.laterWords()
        : `Tes awal ${pre}. Dari yang belum dikuasai, ${Math.round(gain * 100)} % sudah dikuasai.`;
    this.need('[data-result]').focus();
  }

  private laterWords(): string {
    return this.page === PRE_TEST ? 'Penjelasan setiap soal ditampilkan setelah tes akhir.' : '';
  }

  private need(selector: string): HTMLElement {
    const found = this.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`test page lacks ${selector}`);
    return found;
  }
}

customElements.define('quiz-test', QuizTest);
