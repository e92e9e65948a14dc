/** What a level remembers on this device: the text typed, hints opened, solved or not. Storage may be closed. */
import { ownKey } from '../progress/own-key.ts';

export interface SavedLevel {
  text: string;
  /** Texts put aside by reset or solution, newest last, so that nothing typed is lost. */
  aside: string[];
  /** Is the sample solution what the editor shows? */
  showsSolution: boolean;
  hintsOpened: number;
  solved: boolean;
  /** Texts of the last two checks that differed, the latest last. */
  checked: string[];
}

const keyOf = (level: string): string => ownKey(`lab-firewall:${level}`);

export function loadLevel(level: string): Partial<SavedLevel> {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(keyOf(level)) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return {};
    const { text, aside, showsSolution, hintsOpened, solved, checked } = saved as Record<string, unknown>;
    return {
      ...(typeof text === 'string' ? { text } : {}),
      aside: Array.isArray(aside) ? aside.filter((each) => typeof each === 'string') : [],
      ...(typeof hintsOpened === 'number' ? { hintsOpened } : {}),
      showsSolution: showsSolution === true,
      solved: solved === true,
      checked: Array.isArray(checked) ? checked.filter((each) => typeof each === 'string') : [],
    };
  } catch {
    return {};
  }
}

/** Sets whether a level was solved, and leaves the rest as it is. */
export function saveSolved(level: string, solved: boolean): void {
  try {
    const saved = JSON.parse(localStorage.getItem(keyOf(level)) ?? '{}') as Record<string, unknown>;
    localStorage.setItem(keyOf(level), JSON.stringify({ ...saved, solved }));
  } catch {
    // The learner's progress knows it anyway.
  }
}

/** @returns false when the device refuses to store. */
export function saveLevel(level: string, saved: SavedLevel): boolean {
  try {
    localStorage.setItem(keyOf(level), JSON.stringify(saved));
    return true;
  } catch {
    return false;
  }
}

/** The learner's choice of editor, for all levels. Null: by the width of the screen. */
export function loadEditorChoice(): 'monaco' | 'plain' | null {
  try {
    const choice = localStorage.getItem('sigap:editor');
    return choice === 'monaco' || choice === 'plain' ? choice : null;
  } catch {
    return null;
  }
}

export function saveEditorChoice(choice: 'monaco' | 'plain'): void {
  try {
    localStorage.setItem('sigap:editor', choice);
  } catch {
    // The choice then lasts for this page.
  }
}

/** Says in the bar whether the device keeps what was typed. */
export function showStored(note: HTMLElement, stored: boolean): void {
  note.hidden = false;
  note.textContent = stored ? 'Tersimpan di perangkat ini' : 'Perangkat ini tidak mau menyimpan';
  note.classList.toggle('is-refused', !stored);
}
