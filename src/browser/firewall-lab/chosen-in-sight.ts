/** On a phone the matrix is wider than the screen: its chosen cell is brought into sight, beside the names of the rows. */
export function keepChosenInSight(table: HTMLTableElement): void {
  const box = table.parentElement;
  if (!box) return;
  const bring = (): void => {
    const cell = table.querySelector('.is-selected');
    const name = cell?.parentElement?.firstElementChild;
    if (!cell || !name) return;
    const { left, right } = cell.getBoundingClientRect();
    const window = box.getBoundingClientRect();
    const hidden = window.left + name.getBoundingClientRect().width + MARGIN - left;
    if (hidden > 0) box.scrollLeft -= hidden;
    else if (right + MARGIN > window.right) box.scrollLeft += right + MARGIN - window.right;
  };
  new MutationObserver(bring).observe(table, { subtree: true, attributeFilter: ['aria-pressed'] });
  // Also when its view is shown for the first time.
  new ResizeObserver(bring).observe(box);
}

/** Room for the ring around the cell, and the edge of the page. */
const MARGIN = 24;
