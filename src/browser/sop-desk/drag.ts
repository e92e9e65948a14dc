/** Moving a step by dragging its handle; keys and buttons do the same. */

/** @param moved told the two numbers when a card is dropped on another */
export function takeDrags(form: HTMLElement, moved: (from: number, to: number) => void): void {
  let from = 0;
  const cardOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
  const clear = () => {
    for (const card of form.querySelectorAll('.di-atas')) card.classList.remove('di-atas');
  };
  form.addEventListener('dragstart', (event) => {
    if (!(event.target instanceof Element) || !event.target.matches('.pegangan')) return;
    const card = cardOf(event.target);
    from = Number(card?.dataset.step ?? 0);
    event.dataTransfer?.setData('text/plain', `Langkah ${from}`);
    if (card) event.dataTransfer?.setDragImage(card, 20, 20);
  });
  form.addEventListener('dragover', (event) => {
    const card = cardOf(event.target);
    if (from === 0 || !card) return;
    event.preventDefault();
    clear();
    card.classList.add('di-atas');
  });
  form.addEventListener('drop', (event) => {
    const to = Number(cardOf(event.target)?.dataset.step ?? 0);
    if (from === 0) return;
    event.preventDefault();
    if (to > 0) moved(from, to);
  });
  form.addEventListener('dragend', () => {
    from = 0;
    clear();
  });
}
