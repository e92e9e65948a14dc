/** Two kinds of tabs: the explanation below the editor, and the four views of a phone. */
import { need } from '../dom.ts';

/**
 * The tab pattern of ARIA APG: arrow keys move and select, one tab stop.
 * @param onSelect Told which tab was chosen, and whether by a press (then the focus may go into its panel).
 * @returns a function that selects a tab by id.
 */
export function setUpTabs(
  list: HTMLElement,
  onSelect: (id: string, pressed: boolean) => void = () => {},
): (id: string) => void {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
  const select = (id: string, pressed = false): void => {
    for (const tab of tabs) {
      const chosen = tab.id === id;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      need(document, `#${tab.getAttribute('aria-controls')}`).hidden = !chosen;
    }
    onSelect(id, pressed);
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => select(tab.id, true));
    tab.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      if (step === 0 || !next) return;
      event.preventDefault();
      select(next.id);
      next.focus();
    });
  });
  return (id) => select(id);
}

/**
 * Bottom tabs of a phone: links to the sections become views.
 * @param onShow Told which view was chosen by a press.
 * @returns a function that shows a view by its id.
 */
export function setUpViews(
  lab: HTMLElement,
  bar: HTMLElement,
  onShow: (id: string) => void = () => {},
): (id: string) => void {
  const links = [...bar.querySelectorAll<HTMLAnchorElement>('a')];
  const show = (id: string): void => {
    lab.dataset.view = id;
    for (const link of links) {
      if (link.dataset.view === id) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  for (const link of links) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      show(link.dataset.view ?? '');
      onShow(link.dataset.view ?? '');
      lab.scrollTop = 0;
    });
  }
  show('tugas');
  lab.classList.add('has-views');
  return show;
}
