/** The policy matrix: fills the cells the page was built with, and lets arrow keys walk over them. */
import type { CellVerdict } from '../../../labs/firewall/policy/verdict.ts';
import { html, icon } from '../dom.ts';
import { keepChosenInSight } from './chosen-in-sight.ts';
import { cellWords } from './words.ts';

const keyOf = (from: string, to: string): string => `${from}/${to}`;

export class MatrixView {
  private readonly table: HTMLTableElement;
  private readonly cells = new Map<string, HTMLTableCellElement>();
  private selected: string | null = null;

  constructor(table: HTMLTableElement, onSelect: (from: string, to: string) => void) {
    this.table = table;
    for (const cell of table.querySelectorAll<HTMLTableCellElement>('td[data-from]')) {
      this.cells.set(keyOf(cell.dataset.from ?? '', cell.dataset.to ?? ''), cell);
    }
    table.addEventListener('click', (event) => {
      const cell =
        event.target instanceof Element ? event.target.closest<HTMLElement>('td[data-from]') : null;
      if (cell) onSelect(cell.dataset.from ?? '', cell.dataset.to ?? '');
    });
    table.addEventListener('keydown', (event) => this.walk(event));
    keepChosenInSight(table);
  }

  show(verdicts: readonly CellVerdict[]): void {
    this.table.classList.remove('is-stale');
    const [first] = verdicts;
    for (const verdict of verdicts) {
      const cell = this.cells.get(keyOf(verdict.from, verdict.to));
      if (!cell) continue;
      const key = keyOf(verdict.from, verdict.to);
      const entry = this.selected === null ? verdict === first : key === this.selected;
      this.fill(cell, verdict, entry);
    }
  }

  /** The ruleset cannot be read just now: the old values stay, and look old. */
  markStale(): void {
    this.table.classList.add('is-stale');
  }

  select(from: string, to: string): void {
    this.selected = keyOf(from, to);
    for (const [key, cell] of this.cells) {
      const button = cell.querySelector('button');
      cell.classList.toggle('is-selected', key === this.selected);
      button?.setAttribute('aria-pressed', String(key === this.selected));
      if (button) button.tabIndex = key === this.selected ? 0 : -1;
    }
  }

  private fill(cell: HTMLTableCellElement, verdict: CellVerdict, tabStop: boolean): void {
    const { happened, wanted } = cellWords(verdict);
    const passed = happened === 'lolos';
    cell.className = wanted ? 'is-wrong' : passed ? 'is-passed' : 'is-refused';
    cell.classList.toggle('is-selected', keyOf(verdict.from, verdict.to) === this.selected);
    const label = `${cell.dataset.label ?? ''}: ${happened}${wanted ? `, ${wanted}` : ', sesuai'}`;
    const name = wanted ? 'circle-alert' : passed ? 'check' : 'ban';
    const shown = [html('b', {}, icon(name), happened), ...(wanted ? [' ', html('span', {}, wanted)] : [])];
    if (verdict.samples.length === 0) {
      cell.replaceChildren(html('p', {}, ...shown));
      return;
    }
    const old = cell.querySelector('button');
    const button =
      old ?? html('button', { type: 'button', 'aria-pressed': cell.classList.contains('is-selected') });
    button.setAttribute('aria-label', label);
    button.tabIndex = tabStop ? 0 : -1;
    button.replaceChildren(...shown);
    if (!old) cell.replaceChildren(button);
  }

  /** Arrow keys move between cells, Home and End along a row; Tab leaves the table. */
  private walk(event: KeyboardEvent): void {
    const here = event.target instanceof Element ? event.target.closest<HTMLTableCellElement>('td') : null;
    const row = here?.parentElement;
    if (!here || !(row instanceof HTMLTableRowElement)) return;
    const step: Readonly<Record<string, [number, number]>> = {
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      Home: [0, -row.cells.length],
      End: [0, row.cells.length],
    };
    const move = step[event.key];
    if (!move) return;
    event.preventDefault();
    const [down, right] = move;
    let rowIndex = row.rowIndex;
    let cellIndex = here.cellIndex;
    const single = Math.abs(right) <= 1;
    if (!single) cellIndex = right < 0 ? 0 : row.cells.length;
    // Cells that are not rated are skipped.
    for (let guard = 0; guard < 40; guard++) {
      rowIndex += down;
      cellIndex += single ? right : -Math.sign(right);
      const cells = this.table.rows[rowIndex]?.cells;
      // The last row is one wide cell.
      const cell = cells?.[single && right === 0 ? Math.min(cellIndex, cells.length - 1) : cellIndex];
      if (!cell) return;
      const button = cell.querySelector('button');
      if (!button) continue;
      for (const other of this.table.querySelectorAll('button')) other.tabIndex = -1;
      button.tabIndex = 0;
      button.focus();
      return;
    }
  }
}
