/** Ticks off the levels this learner has passed. */
import { icon } from '../dom.ts';
import { followPasses } from './passes.ts';
import { loadLevel } from './storage.ts';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-level]')];

/** @param here Slug of the level on this page; it keeps its name and number. */
export function showLevels(here: string | null): void {
  for (const item of rows()) {
    const slug = item.dataset.level ?? '';
    const solved = loadLevel(slug).solved === true;
    item.classList.toggle('is-solved', solved);
    const note = item.querySelector('.number');
    if (!solved || !note || slug === here || note.querySelector('.icon')) continue;
    note.replaceChildren(icon('check'));
    const link = item.querySelector('a');
    link?.setAttribute('aria-label', `${link.textContent?.trim().replace(/\s+/g, ' ')} (selesai)`);
  }
  document.querySelector('.levels [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** Keeps the ticks and the learner's progress in step. @param follow is told whenever they may have changed. */
export async function followLevels(here: string | null, follow: () => void = () => {}): Promise<void> {
  const slugs = rows().map(({ dataset }) => dataset.level ?? '');
  await followPasses(slugs, () => {
    showLevels(here);
    follow();
  });
}
