/** What of a test is kept while it runs, so that a closed tab loses nothing. */
import type { Answer } from '../../quiz/answer.ts';
import { ownKey } from '../progress/own-key.ts';

export interface TestRun {
  form: 'A' | 'B';
  answers: Record<string, Answer>;
}

const keyOf = (test: string): string => ownKey(`tes:${test}`);

export function loadRun(test: string): TestRun | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(test)) ?? 'null') as TestRun | null;
    return kept && (kept.form === 'A' || kept.form === 'B') ? kept : null;
  } catch {
    return null;
  }
}

export function saveRun(test: string, run: TestRun | null): void {
  try {
    if (run) localStorage.setItem(keyOf(test), JSON.stringify(run));
    else localStorage.removeItem(keyOf(test));
  } catch {
    // The answers then live as long as the page.
  }
}
