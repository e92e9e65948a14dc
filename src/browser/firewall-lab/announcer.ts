/** The result line: the page's own, and what a screen reader is told. */

/** After an answer, before it is said: nobody wants to hear every keystroke. */
const SPEAKING_PAUSE = 1000;

export class Announcer {
  private readonly status: HTMLElement;
  private waiting = 0;

  /** @param status An element with `role="status"`. */
  constructor(status: HTMLElement) {
    this.status = status;
  }

  /** @param atOnce The learner asked for it. */
  say(sentence: string, atOnce: boolean): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(
      () => {
        if (this.status.textContent !== sentence) this.status.textContent = sentence;
      },
      atOnce ? 0 : SPEAKING_PAUSE,
    );
  }
}
