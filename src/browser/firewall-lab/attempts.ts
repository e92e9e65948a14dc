/** Which earlier text the present one is compared with: the last one that was checked and is another. */

const KEPT = 2;

export class Attempts {
  private readonly start: string;
  /** Texts that were checked, each unlike the one before, the latest last. */
  texts: string[];

  constructor(start: string, texts: readonly string[]) {
    this.start = start;
    this.texts = texts.slice(-KEPT);
  }

  /** The learner asked for a check of this text. */
  check(text: string): void {
    if (this.texts.at(-1) !== text) this.texts = [...this.texts, text].slice(-KEPT);
  }

  /** What to compare a text with, and what to call it. */
  baseFor(text: string): { text: string; name: string } {
    const last = this.texts.at(-1);
    if (last === undefined) return { text: this.start, name: 'aturan awal' };
    if (last !== text) return { text: last, name: 'pemeriksaan terakhir' };
    const before = this.texts.at(-2);
    return before === undefined
      ? { text: this.start, name: 'aturan awal' }
      : { text: before, name: 'pemeriksaan sebelumnya' };
  }
}
