/** Answers of the self-check, kept on this device until they are cleared. */
import type { SelfCheck } from '../../selfcheck/check.ts';

const KEY = 'sigap:periksa-diri';

export function loadCheck(): SelfCheck | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it was kept; `undefined` clears it. */
export function saveCheck(check: SelfCheck | undefined): boolean {
  try {
    if (check) localStorage.setItem(KEY, JSON.stringify(check));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
