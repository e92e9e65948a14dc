/** What every page needs in the browser: the theme button, search on demand, and the offline copy. */
import './offline/register.ts';
import './search/element.ts';

const root = document.documentElement;

for (const button of document.querySelectorAll<HTMLButtonElement>('.theme-toggle')) {
  button.addEventListener('click', () => {
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    root.dataset.theme = next;
    try {
      localStorage.setItem('sigap:tema', next);
    } catch {
      // Storage may be closed (private mode): the choice then lasts for this page.
    }
    document.dispatchEvent(new CustomEvent('sigap:tema', { detail: next }));
  });
}

// A page may be read long after it was built: what has come due since says so.
const today = new Date().toISOString().slice(0, 10);
for (const notice of document.querySelectorAll<HTMLElement>('[data-due]'))
  if ((notice.dataset.due ?? today) < today) notice.hidden = false;

const menu = document.querySelector<HTMLDetailsElement>('details.menu');
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && menu?.open) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});
document.addEventListener('click', (event) => {
  if (menu?.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
});
