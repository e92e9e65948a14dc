/** Ticks off the levels solved on this device. */
import { icon } from '../dom.ts';
import { loadLevel } from './storage.ts';

/** @param here Slug of the level on this page; it keeps its name and number. */
export function showLevels(here: string | null): void {
  for (const item of document.querySelectorAll<HTMLElement>('[data-level]')) {
    const slug = item.dataset.level ?? '';
    const { solved } = loadLevel(slug);
    item.classList.toggle('is-solved', solved === true);
    const note = item.querySelector('.number');
    if (!solved || !note || slug === here) continue;
    note.replaceChildren(icon('check'));
    const link = item.querySelector('a');
    link?.setAttribute('aria-label', `${link.textContent?.trim().replace(/\s+/g, ' ')} (selesai)`);
  }
  document.querySelector('.levels [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
}
