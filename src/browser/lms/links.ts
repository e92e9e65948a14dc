/** Links that a script makes on the page lead to the city's site, as those in its markup already do. */
import { AWAY } from '../../lms/away.ts';

export function leadAway(site: string): void {
  const mend = (root: ParentNode): void => {
    for (const link of root.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
      link.href = site + link.getAttribute('href');
      link.target = '_blank';
      link.rel = 'noopener';
      link.title ||= AWAY;
      link.dataset.luar = '';
    }
  };
  mend(document);
  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => addedNodes.length > 0)) mend(document);
  }).observe(document.body, { childList: true, subtree: true });
}
