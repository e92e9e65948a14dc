/** The one line that says what the tool is doing, and the button that stops it. */
import { html, icon, need } from '../dom.ts';

export type Tone = 'idle' | 'busy' | 'done' | 'fault';

const ICONS: Readonly<Record<Tone, string>> = {
  idle: 'circle-dashed',
  busy: 'loader-circle',
  done: 'circle-check',
  fault: 'circle-alert',
};

export class StatusLine {
  private readonly place: HTMLElement;
  private readonly cancel: HTMLElement;

  /** @param root Holds `.tool-status` and the button `.cancel`. */
  constructor(root: HTMLElement, onCancel: () => void) {
    this.place = need(root, '.tool-status');
    this.cancel = need(root, '.cancel');
    this.cancel.addEventListener('click', onCancel);
  }

  get tone(): Tone {
    return (this.place.dataset['kind'] as Tone | undefined) ?? 'idle';
  }

  tell(tone: Tone, text: string): void {
    this.place.dataset['kind'] = tone;
    this.place.replaceChildren(icon(ICONS[tone]), html('span', {}, text));
    this.cancel.hidden = tone !== 'busy';
  }
}
