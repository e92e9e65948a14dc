/** The tab "Perubahan": what changed since the last check, in meaning and in text. */
import type { Policy } from '../../../labs/firewall/policy/model.ts';
import { html, icon, need } from '../dom.ts';
import { type ChangeGroup, changeGroups, changeLine } from './change-words.ts';
import { type DiffLine, diffLines } from './line-diff.ts';
import type { Change } from './protocol.ts';

export interface ShownChange {
  before: string;
  after: string;
  /** `pemeriksaan terakhir`, `pemeriksaan sebelumnya`, `aturan awal`. */
  since: string;
  /** Null while the proof is not done, or when the earlier text cannot be read. */
  change: Change | null;
  /** Is the answer on its way? */
  pending: boolean;
}

/** Unchanged lines shown beside a change. */
const AROUND = 1;

export class ChangeView {
  private readonly panel: HTMLElement;
  private readonly count: HTMLElement;
  private readonly policy: Policy;
  private readonly onLine: (line: number) => void;
  /** What the panel says now, so that an answer that changes nothing leaves its buttons alone. */
  private shown = '';

  constructor(root: HTMLElement, policy: Policy, onLine: (line: number) => void) {
    this.panel = need(root, '#panel-beda');
    this.count = need(root, '[data-change-count]');
    this.policy = policy;
    this.onLine = onLine;
  }

  show(state: ShownChange): void {
    if (state.pending && state.change === null && this.shown !== '' && state.before !== state.after) return;
    const key = JSON.stringify(state);
    if (key === this.shown) return;
    this.shown = key;
    const { before, after, since, change } = state;
    const same = before === after;
    const groups = change ? changeGroups(change, this.policy) : [];
    this.count.textContent = same || groups.length === 0 ? '' : `(${groups.length})`;
    if (same) {
      this.panel.replaceChildren(
        html('p', { class: 'empty' }, `Sama dengan ${since}: belum ada yang diubah.`),
      );
      return;
    }
    this.panel.replaceChildren(
      html('p', { class: 'account-title' }, `Dibanding ${since}: `, this.summary(state, groups)),
      ...(groups.length > 0 ? [this.flows(groups)] : []),
      html('p', { class: 'account-title' }, 'Yang berubah pada teks'),
      this.lines(before, after),
    );
  }

  private summary({ change, pending }: ShownChange, groups: readonly ChangeGroup[]): string {
    if (change)
      return changeLine(groups) + (change.partial ? ' Sebagian aturan di luar jangkauan pembuktian.' : '');
    return pending
      ? 'artinya sedang dihitung.'
      : 'artinya tidak dapat dibandingkan; salah satu belum terbaca.';
  }

  private flows(groups: readonly ChangeGroup[]): HTMLElement {
    return html(
      'ul',
      { class: 'changes' },
      ...groups.map(({ verb, sentence, example, before, after }) =>
        html(
          'li',
          { class: verb === 'Membuka' ? 'is-opened' : 'is-closed' },
          icon(verb === 'Membuka' ? 'door-open' : 'ban'),
          html(
            'p',
            {},
            html('b', {}, `${verb} `),
            `${sentence}. `,
            html(
              'span',
              {},
              `Misalnya ${example}${before === null ? '' : `, dulu diputuskan baris ${before}`}`,
            ),
            after === null ? '.' : ', sekarang ',
            after === null ? null : this.lineButton(after),
          ),
        ),
      ),
    );
  }

  private lineButton(line: number): HTMLButtonElement {
    const button = html('button', { type: 'button', class: 'line-link', 'data-line': line }, `baris ${line}`);
    button.addEventListener('click', () => this.onLine(line));
    return button;
  }

  private lines(before: string, after: string): HTMLElement {
    const all = diffLines(before, after);
    const near = all.map((_, i) =>
      all.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
    );
    return html(
      'ol',
      { class: 'diff', tabindex: 0, 'aria-label': 'Baris yang berubah' },
      ...all.flatMap((line, i) => {
        if (near[i]) return [diffRow(line)];
        return near[i - 1] ? [html('li', { class: 'gap', 'aria-hidden': 'true' }, '⋯')] : [];
      }),
    );
  }
}

const SIGNS: Readonly<Record<DiffLine['kind'], [sign: string, word: string]>> = {
  added: ['+', 'ditambah: '],
  removed: ['−', 'dihapus: '],
  same: ['', ''],
};

function diffRow({ kind, text, line }: DiffLine): HTMLLIElement {
  const [sign, word] = SIGNS[kind];
  return html(
    'li',
    { class: `is-${kind}` },
    html('span', { class: 'number', 'aria-hidden': 'true' }, kind === 'removed' ? '' : String(line)),
    html('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    html('span', { class: 'visually-hidden' }, word),
    html('code', {}, text === '' ? ' ' : text),
  );
}
