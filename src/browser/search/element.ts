/**
 * `<sigap-search>`: results while one types, all by keyboard. The index is fetched at the first keystroke.
 * The code that fetches it comes along: 1 kB here weighs less than the bundler's loader and one more request.
 */
import type { SearchAnswer } from './engine.ts';
import { openSearch } from './load.ts';
import { renderAnswer, renderFailure } from './render.ts';

type Searcher = (query: string) => Promise<SearchAnswer>;

let loading: Promise<Searcher> | undefined;

/** One index for all boxes of a page; after a failure the next keystroke tries again. */
function loadSearcher(): Promise<Searcher> {
  loading ??= openSearch().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

const PAUSE_MS = 120;

class SigapSearch extends HTMLElement {
  #input!: HTMLInputElement;
  #panel!: HTMLElement;
  #timer = 0;
  #asked = '';

  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input) return;
    this.#input = input;
    this.#panel = document.createElement('div');
    this.#panel.className = 'search-panel';
    this.#panel.hidden = true;
    this.append(this.#panel);
    input.addEventListener('input', () => this.#later());
    input.addEventListener('focus', () => this.#reopen());
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('focusout', (event) => {
      const next = event.relatedTarget;
      if (!this.#isPage && !(next instanceof Node && this.contains(next))) this.#close();
    });
    if (this.#isPage) {
      this.querySelector('form')?.addEventListener('submit', (event) => {
        event.preventDefault();
        void this.#ask(input.value, true);
      });
      input.value = new URLSearchParams(location.search).get('q') ?? '';
      if (input.value) void this.#ask(input.value);
      else input.focus();
    }
  }

  get #isPage(): boolean {
    return this.dataset.place === 'page';
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(this.#input.value), PAUSE_MS);
  }

  #reopen(): void {
    if (this.#input.value.trim().length >= 2 && this.#panel.childElementCount > 0) this.#panel.hidden = false;
  }

  #close(): void {
    this.#panel.hidden = true;
  }

  async #ask(text: string, remember = this.#isPage): Promise<void> {
    const query = text.trim();
    this.#asked = query;
    if (query.length < 2) {
      this.#panel.replaceChildren();
      this.#close();
      return;
    }
    if (remember) history.replaceState(null, '', `?q=${encodeURIComponent(query)}`);
    this.#panel.setAttribute('aria-busy', 'true');
    try {
      const searcher = await loadSearcher();
      const answer = await searcher(query);
      // A slower, older question must not overwrite a newer one.
      if (this.#asked === query) renderAnswer(this.#panel, query, answer, this.#isPage ? 20 : 6);
    } catch {
      if (this.#asked === query) renderFailure(this.#panel, () => void this.#ask(query));
    }
    this.#panel.removeAttribute('aria-busy');
    this.#panel.hidden = false;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.#panel.hidden && !this.#isPage) {
      event.preventDefault();
      this.#close();
      this.#input.focus();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [this.#input, ...this.#panel.querySelectorAll<HTMLElement>('a, button')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at >= 0 && next && !this.#panel.hidden) {
      event.preventDefault();
      next.focus();
    }
  }
}

customElements.define('sigap-search', SigapSearch);

/** `/` leads to the search box from anywhere but a field one is typing in. */
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], .monaco-editor')
  )
    return;
  const box = [...document.querySelectorAll<HTMLInputElement>('sigap-search input')].find(
    (input) => input.offsetParent !== null,
  );
  event.preventDefault();
  if (box) box.focus();
  else location.assign('/cari/');
});
