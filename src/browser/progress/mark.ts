/** `<progress-mark>`: the tick of one item, and what has changed in it since it was ticked. */
import { type Change, type ContentMark, changeSince, readMark } from '../../progress/mark.ts';
import type { ItemState } from '../../progress/state.ts';
import { type Progress, progress } from './progress.ts';

const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', year: 'numeric' });

class ProgressMark extends HTMLElement {
  private readonly button = document.createElement('button');
  private readonly word = document.createElement('span');
  private readonly change = document.createElement('span');
  private own: Progress | null = null;
  private readonly draw = (): void => this.show();

  connectedCallback(): void {
    this.button.type = 'button';
    this.button.append(this.word);
    this.change.className = 'progress-change';
    this.replaceChildren(this.button, this.change);
    this.button.addEventListener('click', () => void this.toggle());
    void progress().then((own) => {
      this.own = own;
      own.addEventListener('change', this.draw);
      this.show();
    });
  }

  disconnectedCallback(): void {
    this.own?.removeEventListener('change', this.draw);
  }

  private get item(): string {
    return this.dataset.item ?? '';
  }

  private get now(): ContentMark | null {
    return this.dataset.mark ? readMark(JSON.parse(this.dataset.mark)) : null;
  }

  /** An item that changed since is done anew; one that is done and unchanged is taken back. */
  private async toggle(): Promise<void> {
    // A press may come before the device's progress has been read.
    const own = await progress();
    const state = own.state.items.get(this.item);
    const fresh = !state?.done || this.changed(state) !== null;
    const data = this.now ? { mark: { version: this.now.version, steps: this.now.steps } } : {};
    await own.record(fresh ? 'done' : 'undone', this.item, fresh ? data : {});
  }

  private changed(state: ItemState): Change | null {
    return state.mark && this.now ? changeSince(state.mark, this.now) : null;
  }

  private show(): void {
    const state = this.own?.state.items.get(this.item);
    const change = state?.done ? this.changed(state) : null;
    const done = state?.done === true && change === null;
    this.dataset.state = change ? 'changed' : done ? 'done' : 'open';
    this.button.setAttribute('aria-pressed', String(done));
    this.button.setAttribute(
      'aria-label',
      `${this.dataset.name ?? ''}: ${done ? 'selesai' : 'tandai selesai'}`,
    );
    const when = state?.doneAt ? ` ${DAY.format(new Date(state.doneAt))}` : '';
    write(this.word, done ? `Selesai${when}` : change ? 'Selesai lagi' : 'Tandai selesai');
    write(this.change, change ? changeWords(change) : '');
  }
}

/** `Versi 2.0: ulangi langkah 3 dan 5` */
function changeWords(change: Change): string {
  if (change.kind === 'version') return `Ada versi ${change.version}. Langkahnya tidak ada yang baru.`;
  const [last, ...before] = [...change.steps].reverse();
  const list = before.length > 0 ? `${before.reverse().join(', ')} dan ${last}` : String(last);
  return `Ada versi baru (${change.version}): ulangi langkah ${list}.`;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

customElements.define('progress-mark', ProgressMark);
