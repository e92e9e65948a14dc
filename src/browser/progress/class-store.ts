/** The class's figures on their way to a form in this tab; gone with the tab, because they hold names and results. */
import type { Facts } from '../../forms/facts.ts';

const KEY = 'sigap:kelas';

export function loadClass(): Facts | undefined {
  try {
    const text = sessionStorage.getItem(KEY);
    return text ? (JSON.parse(text) as Facts) : undefined;
  } catch {
    return undefined;
  }
}

/** @param facts null takes them away. */
export function saveClass(facts: Facts | null): void {
  try {
    if (facts) sessionStorage.setItem(KEY, JSON.stringify(facts));
    else sessionStorage.removeItem(KEY);
  } catch {
    // The form then opens empty, and says so by being empty.
  }
}
