/** The right side: which packet is chosen, and map, verdict, account and matrix that show it. */
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { placeName } from '../../../labs/firewall/policy/model.ts';
import type { CellVerdict, SampleVerdict } from '../../../labs/firewall/policy/verdict.ts';
import { need } from '../dom.ts';
import { layoutMap } from './map-layout.ts';
import { MapView } from './map-view.ts';
import { MatrixView } from './matrix-view.ts';
import { showAccount, showUnreadable, showVerdict } from './verdict-view.ts';
import { headline, resultLine, tellingPacket, toneOf } from './words.ts';

type Chosen = { kind: 'cell'; from: string; to: string } | { kind: 'own' } | null;

export class EvidenceView {
  private readonly root: HTMLElement;
  private readonly policy: Policy;
  private readonly onLine: (line: number) => void;
  private readonly map: MapView;
  private readonly matrix: MatrixView;
  private cells: readonly CellVerdict[] = [];
  /** A check found nothing wrong so far. */
  private looking = false;
  private lit: number | null = null;
  private own: SampleVerdict | null = null;
  private chosen: Chosen = null;
  /** What the card and the account say now, so that an answer that changes nothing leaves them alone. */
  private shown = '';

  constructor(root: HTMLElement, policy: Policy, onLine: (line: number) => void) {
    this.root = root;
    this.policy = policy;
    this.onLine = onLine;
    this.map = new MapView(
      [
        { root: need<SVGSVGElement>(root, '.network-map.is-wide'), map: layoutMap(policy) },
        { root: need<SVGSVGElement>(root, '.network-map.is-narrow'), map: layoutMap(policy, 'narrow') },
        { root: need<SVGSVGElement>(root, '.network-map.is-compact'), map: layoutMap(policy, 'compact') },
      ],
      onLine,
    );
    this.matrix = new MatrixView(need<HTMLTableElement>(root, '.matrix'), (from, to) => {
      this.choose(from, to);
    });
  }

  /** @param afterCheck Go to the first packet that breaks the policy and let its path run. */
  show(cells: readonly CellVerdict[], own: SampleVerdict | null, afterCheck: boolean): void {
    this.cells = cells;
    this.own = own;
    this.matrix.show(cells);
    const held = cells.filter((cell) => cell.held).length;
    need(this.root, '[data-cell-count]').textContent = `${held} dari ${cells.length} sesuai`;
    need(this.root, '.matrix').setAttribute('aria-label', resultLine(cells));
    const [firstWrong] = this.walkable().filter((cell) => !cell.held);
    const first = firstWrong ?? cells[0];
    const looking = afterCheck || this.looking;
    // What only the proof finds comes with the next answer.
    this.looking = afterCheck && !firstWrong;
    if (first && (!this.hasChosen() || (looking && firstWrong))) {
      this.choose(first.from, first.to, looking);
    } else this.draw(afterCheck);
  }

  showUnreadable(line: number, message: string): void {
    this.matrix.markStale();
    this.map.show(null, false);
    this.shown = '';
    showUnreadable(need(this.root, '.verdict'), line, message, this.onLine);
  }

  /** The next answer brings a packet of the learner's own: show that one. */
  chooseOwn(): void {
    this.chosen = { kind: 'own' };
  }

  /** To the next or previous packet: among the wrong ones while there are any. */
  step(by: 1 | -1): void {
    const list = this.walkable();
    if (list.length === 0) return;
    const at = this.indexIn(list);
    const next = at < 0 ? (by === 1 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    const cell = list[next];
    if (cell) this.choose(cell.from, cell.to, true);
  }

  /** Lights a line's number wherever it stands on this side. */
  lightLine(line: number): void {
    this.lit = line;
    this.relight();
  }

  /** A verdict drawn anew (the proof answers after the samples) must not lose the light. */
  private relight(): void {
    const line = this.lit;
    for (const button of this.root.querySelectorAll<HTMLElement>('[data-line]')) {
      button.classList.toggle('is-lit', Number(button.dataset.line) === line);
    }
  }

  private walkable(): readonly CellVerdict[] {
    const shown = this.cells.filter(({ samples }) => samples.length > 0);
    const wrong = shown.filter((cell) => !cell.held);
    return wrong.length > 0 ? wrong : shown;
  }

  /** Is there still something to show of what was chosen? The closed world has no packet when it holds. */
  private hasChosen(): boolean {
    const { chosen } = this;
    if (chosen?.kind !== 'cell') return chosen !== null;
    return this.cells.some(
      ({ from, to, samples }) => from === chosen.from && to === chosen.to && samples.length > 0,
    );
  }

  private indexIn(list: readonly CellVerdict[]): number {
    const { chosen } = this;
    if (chosen?.kind !== 'cell') return -1;
    return list.findIndex((cell) => cell.from === chosen.from && cell.to === chosen.to);
  }

  private choose(from: string, to: string, draw = true): void {
    this.chosen = { kind: 'cell', from, to };
    this.matrix.select(from, to);
    this.draw(draw);
  }

  private draw(run: boolean): void {
    const { chosen } = this;
    const cell =
      chosen?.kind === 'cell'
        ? this.cells.find((each) => each.from === chosen.from && each.to === chosen.to)
        : undefined;
    const sample = chosen?.kind === 'own' ? this.own : (cell?.samples[0] ?? null);
    if (!sample) {
      this.drawCount('');
      return;
    }
    const expected = cell?.expected ?? null;
    const asked = this.policy.requirements.find((each) => each.id === cell?.requirement);
    const reason = cell?.told ?? asked?.reason ?? '';
    const packet = tellingPacket(sample);
    const reply = packet?.kind === 'reply';
    const deciding = packet?.deciding ?? null;
    const { from, place } = sample.sample;
    const line = deciding === null ? null : (packet?.steps[deciding]?.line ?? null);
    const [start, end] = reply ? [place, from] : [from, place];
    const who = `${placeName(this.policy, start)} ke ${placeName(this.policy, end)}`;
    this.drawCount(`${who}: `);
    this.drawWords(sample, expected, reason);
    const route = `Paket dari ${who}.`;
    const decided = line === null ? '' : ` Diputuskan di baris ${line}.`;
    this.map.show(
      {
        from: start,
        to: end,
        arrived: packet?.passed ?? false,
        tone: toneOf(sample, expected),
        line,
        summary: `Peta jaringan. ${route} ${headline(sample, expected)}.${decided}`,
      },
      run,
    );
  }

  /** A button replaced between press and release gets no click: the proof's answer may come just then. */
  private drawWords(sample: SampleVerdict, expected: CellVerdict['expected'] | null, reason: string): void {
    const shown = JSON.stringify([sample, expected, reason]);
    if (shown === this.shown) return;
    this.shown = shown;
    showVerdict(need(this.root, '.verdict'), { sample, expected, reason }, this.onLine);
    showAccount(need(this.root, '#panel-mengapa'), sample, this.onLine);
    this.relight();
  }

  /** Who speaks to whom, and which of the packets this is. */
  private drawCount(who: string): void {
    const count = need(this.root, '[data-packet-count]');
    const list = this.walkable();
    const at = this.indexIn(list);
    const wrong = list.some((cell) => !cell.held);
    if (this.chosen?.kind === 'own') count.textContent = `${who}paket sendiri`;
    else if (at < 0) count.textContent = `${who}${wrong ? `${list.length} paket tidak sesuai` : 'sesuai'}`;
    else count.textContent = `${who}paket ${at + 1} dari ${list.length}${wrong ? ' yang tidak sesuai' : ''}`;
  }
}
