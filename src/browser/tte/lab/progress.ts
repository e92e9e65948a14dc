/** What was decided, kept in this browser only. */
import { ownKey } from '../../progress/own-key.ts';
import type { Decision, Reason } from './letters.ts';

export interface Decided {
  readonly decision: Decision;
  readonly reason: Reason;
  readonly right: boolean;
}

const NAME = 'lab-tte';

type Kept = Readonly<Record<string, Decided>>;

export function readProgress(): Kept {
  try {
    return JSON.parse(localStorage.getItem(ownKey(NAME)) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

export function keepDecision(id: string, decided: Decided): Kept {
  const kept = { ...readProgress(), [id]: decided };
  store(JSON.stringify(kept));
  return kept;
}

export function forget(id?: string): Kept {
  const { [id ?? '']: _, ...others } = readProgress();
  const kept = id === undefined ? {} : others;
  store(JSON.stringify(kept));
  return kept;
}

/** Storage may be closed (private mode): the lab then works without remembering. */
function store(text: string): void {
  try {
    localStorage.setItem(ownKey(NAME), text);
  } catch {}
}
