/**
 * Tells when a box is left. While the pointer is down it waits: a note that appears between press and release would move
 * the button away from under it, and the press would be lost.
 */
export function whenLeft(form: HTMLFormElement, tell: (name: string) => void): void {
  let pressing = false;
  let waiting: string[] = [];
  const release = () => {
    // The click comes after the release, in the same turn of the page.
    setTimeout(() => {
      pressing = false;
      const names = waiting;
      waiting = [];
      for (const name of names) tell(name);
    });
  };
  document.addEventListener('pointerdown', () => {
    pressing = true;
  });
  document.addEventListener('pointerup', release);
  document.addEventListener('pointercancel', release);
  form.addEventListener('focusout', ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.matches('input, textarea, select')) return;
    const name = target.getAttribute('name') ?? '';
    if (pressing) waiting.push(name);
    else tell(name);
  });
}
