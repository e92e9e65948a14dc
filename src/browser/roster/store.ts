/** The roster, kept on this device until it is cleared. */
import type { Roster } from '../../roster/roster.ts';

const KEY = 'sigap:siaga';

export function loadRoster(): Roster | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it was kept; `undefined` clears it. */
export function saveRoster(roster: Roster | undefined): boolean {
  try {
    if (roster) localStorage.setItem(KEY, JSON.stringify(roster));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
