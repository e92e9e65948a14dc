/** The task column: goals that tick themselves off, hints that open one after the other. */
import { icon, need } from '../dom.ts';

export class GoalsView {
  private readonly items: HTMLLIElement[];
  private readonly count: HTMLElement;

  constructor(root: HTMLElement) {
    this.items = [...root.querySelectorAll<HTMLLIElement>('.goals li')];
    this.count = need(root, '[data-goal-count]');
  }

  /** What a screen reader is told after the result. */
  get sentence(): string {
    return this.count.textContent === null ? '' : `Sasaran: ${this.count.textContent}.`;
  }

  /** @param checks Ids of the checks that are broken. @returns true when every goal is reached. */
  show(checks: readonly string[]): boolean {
    const broken = new Set(checks);
    let reached = 0;
    for (const item of this.items) {
      const held = (item.dataset.checks ?? '').split(' ').every((id) => !broken.has(id));
      if (held) reached += 1;
      item.classList.toggle('is-reached', held);
      item.querySelector('.icon')?.replaceWith(icon(held ? 'circle-check' : 'circle-dashed'));
      need(item, '.visually-hidden').textContent = held ? ' (tercapai)' : ' (belum)';
    }
    this.count.textContent = `${reached} dari ${this.items.length} tercapai`;
    return reached === this.items.length;
  }
}

export class HintsView {
  private readonly hints: HTMLDetailsElement[];
  private readonly count: HTMLElement;
  private opened: number;

  /** @param onOpen Called with how many hints have been opened so far. */
  constructor(root: HTMLElement, opened: number, onOpen: (opened: number) => void) {
    this.hints = [...root.querySelectorAll<HTMLDetailsElement>('.hint')];
    this.count = need(root, '[data-hint-count]');
    this.opened = Math.min(opened, this.hints.length);
    this.hints.forEach((hint, i) => {
      const summary = need(hint, 'summary');
      summary.addEventListener('click', (event) => {
        if (i > this.opened) event.preventDefault();
      });
      hint.addEventListener('toggle', () => {
        if (!hint.open || i < this.opened) return;
        this.opened = i + 1;
        this.draw();
        onOpen(this.opened);
      });
    });
    this.draw();
  }

  /** Hints beyond the next one are locked, and say so. */
  private draw(): void {
    this.count.textContent = `${this.opened} dari ${this.hints.length} dibuka`;
    this.hints.forEach((hint, i) => {
      const locked = i > this.opened;
      hint.classList.toggle('is-locked', locked);
      const summary = need(hint, 'summary');
      if (locked) summary.setAttribute('aria-disabled', 'true');
      else summary.removeAttribute('aria-disabled');
      need(hint, '.hint-lock').textContent = locked ? 'setelah petunjuk sebelumnya' : '';
    });
  }
}
