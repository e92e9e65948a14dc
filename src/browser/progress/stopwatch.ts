/** Time a page was in sight: a tab left open overnight is no time of learning. */
export class Stopwatch {
  private milliseconds = 0;
  private since: number | null = document.hidden ? null : performance.now();

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.milliseconds = this.seconds * 1000;
      this.since = document.hidden ? null : performance.now();
    });
  }

  get seconds(): number {
    return (this.milliseconds + (this.since === null ? 0 : performance.now() - this.since)) / 1000;
  }
}
