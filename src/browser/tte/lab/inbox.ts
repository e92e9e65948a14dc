/** Marks in the inbox and in the bar: where one is and what was decided. Never whether it was right before one looks. */
import { fill, icon, make } from '../dom.ts';
import type { Letter } from './letters.ts';
import type { Decided } from './progress.ts';

export function showInbox(
  lab: HTMLElement,
  letters: readonly Letter[],
  kept: Readonly<Record<string, Decided>>,
  current: string | null,
): void {
  for (const link of lab.querySelectorAll<HTMLAnchorElement>('.inbox [data-letter]')) {
    const id = link.dataset.letter ?? '';
    const letter = letters.find((one) => one.id === id);
    const here = id === current;
    const done = kept[id] !== undefined;
    if (here) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
    link.classList.toggle('done', done);
    link.querySelector('.icon')?.replaceWith(icon(here ? 'mail-open' : done ? 'circle-check' : 'mail'));
    fill(link.querySelector('.from')!, [`${letter?.from ?? ''}${done ? ', selesai' : ''}`]);
  }
  const bar = document.querySelector<HTMLElement>('.letter-progress');
  if (!bar) return;
  bar.hidden = false;
  const place = letters.findIndex(({ id }) => id === current);
  const finished = letters.filter(({ id }) => kept[id]).length;
  const said =
    place < 0
      ? `${finished} dari ${letters.length} surat selesai`
      : `Surat ${place + 1} dari ${letters.length}`;
  fill(bar.querySelector('.said')!, [said]);
  fill(
    bar.querySelector('.segments')!,
    letters.map(({ id }) => make('i', { class: kept[id] ? 'done' : id === current ? 'here' : undefined })),
  );
}
