/** The levels passed, on this device and in the learner's progress: two records that must say the same. */
import { levelItem } from '../../progress/item.ts';
import { loadLevel, saveSolved } from './storage.ts';

/**
 * Levels passed elsewhere (another device, a merged file) are ticked here too, and the other way round.
 * @param follow is told after every change.
 */
export async function followPasses(slugs: readonly string[], follow: () => void): Promise<void> {
  const { progress } = await import('../progress/progress.ts');
  const own = await progress();
  const align = (): void => {
    const { items } = own.state;
    for (const slug of slugs) {
      const done = items.get(levelItem(slug))?.done === true;
      if ((loadLevel(slug).solved === true) !== done) saveSolved(slug, done);
    }
    follow();
  };
  own.addEventListener('change', align);
  align();
}
