/** The keys of the desk. */

export type Key = { kind: 'undo' | 'redo' | 'save' } | { kind: 'move'; step: number; to: number };

/** @param step number of the step the cursor is in, 0 for none. @returns `null` for a key that is not the desk's */
export function readKey(event: KeyboardEvent, step: number): Key | null {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return { kind: event.shiftKey ? 'redo' : 'undo' };
    if (key === 'y') return { kind: 'redo' };
    return key === 's' ? { kind: 'save' } : null;
  }
  if (!event.altKey || step === 0) return null;
  if (key === 'arrowup') return { kind: 'move', step, to: step - 1 };
  return key === 'arrowdown' ? { kind: 'move', step, to: step + 1 } : null;
}
