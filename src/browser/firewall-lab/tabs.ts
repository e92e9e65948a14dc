/** Two kinds of tabs: the explanation below the editor, and the three views of a phone. */
import { need } from './dom.ts';

/** The tab pattern of ARIA APG: arrow keys move and select, one tab stop. @returns a function that selects a tab by id. */
export function setUpTabs(list: HTMLElement): (id: string) => void {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
  const select = (id: string): void => {
    for (const tab of tabs) {
      const chosen = tab.id === id;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      need(document, `#${tab.getAttribute('aria-controls')}`).hidden = !chosen;
    }
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => select(tab.id));
    tab.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      if (step === 0 || !next) return;
      event.preventDefault();
      select(next.id);
      next.focus();
    });
  });
  return select;
}

/** Bottom tabs of a phone: links to the sections become views. @returns a function that shows a view by its id. */
export function setUpViews(lab: HTMLElement, bar: HTMLElement): (id: string) => void {
  const links = [...bar.querySelectorAll<HTMLAnchorElement>('a')];
  const show = (id: string): void => {
    lab.dataset.view = id;
    for (const link of links) {
      if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  for (const link of links) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      show(link.hash.slice(1));
      lab.scrollTop = 0;
    });
  }
  show('tugas');
  lab.classList.add('has-views');
  return show;
}
