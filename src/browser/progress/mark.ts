/**
 * `<progress-mark>`: the tick of one item, and what has changed in it since it was ticked. With `data-auto` the lab or
 * quiz ticks it by itself, and this only shows it.
 */
import { type Change, type ContentMark, changeSince, readMark } from '../../progress/mark.ts';
import type { ItemState } from '../../progress/state.ts';
import { changeWords } from './change-words.ts';
import { type Progress, progress } from './progress.ts';

const DAY = new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', year: 'numeric' });

class ProgressMark extends HTMLElement {
  private readonly button = document.createElement('button');
  private readonly word = document.createElement('span');
  private readonly change = document.createElement('span');
  private own: Progress | null = null;
  private readonly draw = (): void => this.show();

  connectedCallback(): void {
    this.change.className = 'progress-change';
    if (this.auto) {
      this.word.className = 'progress-auto';
      this.replaceChildren(this.word, this.change);
    } else {
      this.button.type = 'button';
      this.button.append(this.word);
      this.replaceChildren(this.button, this.change);
      this.button.addEventListener('click', () => void this.toggle());
    }
    // A slow device reads its store for a while: the button has its name from the first moment.
    this.show();
    void progress().then((own) => {
      this.own = own;
      own.addEventListener('change', this.draw);
      this.show();
    });
  }

  disconnectedCallback(): void {
    this.own?.removeEventListener('change', this.draw);
  }

  private get auto(): boolean {
    return this.dataset.auto !== undefined;
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
    if (this.own) this.dataset.state = change ? 'changed' : done ? 'done' : 'open';
    this.button.setAttribute('aria-pressed', String(done));
    this.button.setAttribute(
      'aria-label',
      `${this.dataset.name ?? ''}: ${done ? 'selesai' : 'tandai selesai'}`,
    );
    const when = state?.doneAt ? ` ${DAY.format(new Date(state.doneAt))}` : '';
    const open = this.auto ? 'Tercatat sendiri bila selesai' : change ? 'Selesai lagi' : 'Tandai selesai';
    write(this.word, done ? `Selesai${when}` : open);
    write(this.change, change ? changeWords(change) : '');
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

customElements.define('progress-mark', ProgressMark);
