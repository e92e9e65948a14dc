/** The test sheet of a drill: fills in how each test comes out now. */
import type { CellVerdict } from '../../../labs/firewall/policy/verdict.ts';
import { need } from '../dom.ts';

export class TestSheet {
  private readonly root: HTMLElement | null;

  /** @param onBack The learner wants what was in force before. Levels that are no drill have no sheet. */
  constructor(lab: HTMLElement, onBack: () => void) {
    this.root = lab.querySelector<HTMLElement>('.test-sheet');
    if (!this.root) return;
    need(this.root, '[data-action="kembalikan"]').addEventListener('click', onBack);
    need(this.root, '[data-action="cetak"]').addEventListener('click', () => window.print());
  }

  show(cells: readonly CellVerdict[]): void {
    if (!this.root) return;
    const broken = new Set(cells.filter((cell) => !cell.held).map((cell) => cell.requirement));
    const rows = [...this.root.querySelectorAll<HTMLElement>('[data-requirement]')];
    for (const row of rows) {
      const held = !broken.has(row.dataset.requirement ?? '');
      const now = need(row, '[data-now]');
      const words = held ? 'lulus' : 'gagal';
      if (now.textContent !== words) now.textContent = words;
      now.className = held ? 'is-held' : 'is-failed';
    }
    const held = rows.filter((row) => !broken.has(row.dataset.requirement ?? '')).length;
    need(this.root, '[data-sheet-count]').textContent = `${held} dari ${rows.length} lulus`;
  }
}
