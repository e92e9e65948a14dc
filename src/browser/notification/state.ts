/** What the user has entered: kept on this device so that a closed tab loses nothing. */
import type { Answers } from '../../notification/duties.ts';

export interface FormState {
  date: string;
  time: string;
  answers: Partial<Answers>;
  /** Duty id to the wall time (`HH.MM`, with its day) at which it was done. */
  done: Record<string, string>;
}

const KEY = 'sigap:siapa-diberi-tahu';

export function loadState(): FormState | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it was kept; private mode and a full disk refuse. */
export function saveState(state: FormState): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
    return true;
  } catch {
    return false;
  }
}

export function clearState(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}
