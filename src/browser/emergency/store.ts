/** The log stays on this device until it is cleared: on the worst day nothing may be lost to a closed tab. */
import type { EmergencyLog } from '../../emergency/log.ts';

const KEY = 'sigap:catatan-darurat';

export function loadLog(): EmergencyLog | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** @returns whether it was kept. */
export function saveLog(log: EmergencyLog): boolean {
  try {
    if (log.entries.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(log));
    return true;
  } catch {
    return false;
  }
}
