/** Whether a level was passed: kept with the level's text at once, and told to the learner's progress. */
import { levelItem } from '../../progress/item.ts';
import { recordOutcome } from '../progress/record.ts';
import { Stopwatch } from '../progress/stopwatch.ts';
import { followLevels } from './level-bar.ts';
import type { LevelData } from './level-data.ts';
import { loadLevel } from './storage.ts';

export class Pass {
  /** Once passed, a level stays passed, whatever is typed later. */
  solved: boolean;
  private readonly level: LevelData;
  private readonly watch = new Stopwatch();
  private tries = 0;
  private told = false;
  private following = false;

  constructor(level: LevelData, solved: boolean) {
    this.level = level;
    this.solved = solved;
  }

  /** The learner asked for a check. */
  asked(): void {
    this.tries += 1;
  }

  /** The learner's own rules reach every goal, for all packets. @returns true when that is news. */
  reached(): boolean {
    const news = !this.solved;
    if (!this.told && (news || this.tries > 0)) {
      this.told = true;
      const { slug, mark } = this.level;
      const { seconds } = this.watch;
      const outcome = { item: levelItem(slug), done: true, mark, seconds, tries: Math.max(1, this.tries) };
      // When the server of a training room is gone, the pass kept with the text is taken over later.
      recordOutcome(outcome).catch(() => undefined);
    }
    this.solved = true;
    return news;
  }

  /** Reads the learner's progress, once the level itself stands. */
  follow(): void {
    if (this.following) return;
    this.following = true;
    const { slug } = this.level;
    followLevels(slug, () => {
      this.solved = loadLevel(slug).solved === true;
    }).catch(() => undefined);
  }
}
