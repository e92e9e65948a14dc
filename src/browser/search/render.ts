/** Draws the answer of a search: a status line, the results, and what to do when there are none. */
import type { SearchAnswer, SearchResult } from './engine.ts';

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

export function renderAnswer(panel: HTMLElement, query: string, answer: SearchAnswer, most: number): void {
  const { results, suggestion } = answer;
  const shown = results.slice(0, most);
  const count =
    shown.length === 0 ? `Tidak ada hasil untuk “${query}”.` : `${results.length} hasil untuk “${query}”`;
  const status = element('p', 'search-status', count);
  status.setAttribute('role', 'status');
  const parts: Node[] = [status];
  if (suggestion)
    parts.push(
      element(
        'p',
        'search-hint',
        'Mungkin maksud Anda ',
        link(`/cari/?q=${encodeURIComponent(suggestion)}`, suggestion),
        '.',
      ),
    );
  if (shown.length === 0)
    parts.push(
      element(
        'p',
        'search-hint',
        'Coba kata lain yang lebih umum, atau lihat ',
        link('/sop/', 'semua SOP'),
        '.',
      ),
    );
  else parts.push(element('ol', 'search-results', ...shown.map(resultItem)));
  if (results.length > shown.length) {
    parts.push(
      element(
        'p',
        'search-hint',
        link(`/cari/?q=${encodeURIComponent(query)}`, `Lihat ${results.length} hasil`),
      ),
    );
  }
  panel.replaceChildren(...parts);
}

export function renderFailure(panel: HTMLElement, retry: () => void): void {
  const button = element('button', 'button small', 'Coba lagi');
  button.type = 'button';
  button.addEventListener('click', retry);
  const status = element('p', 'search-status', 'Indeks pencarian belum termuat. Isian Anda tetap ada.');
  status.setAttribute('role', 'status');
  panel.replaceChildren(status, button);
}

function resultItem(result: SearchResult): HTMLElement {
  const title = element('b', '', result.title);
  const anchor = link(result.url, '');
  anchor.append(element('span', 'search-kind', result.kind), title, excerpt(result.excerpt));
  return element('li', '', anchor);
}

function link(href: string, text: string): HTMLAnchorElement {
  const anchor = element('a', '', text);
  anchor.href = href;
  return anchor;
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Pagefind's excerpt is text with `<mark>` in it; it is rebuilt from text nodes, so that no page text can become markup. */
function excerpt(html: string): HTMLElement {
  const line = element('span', 'search-excerpt');
  for (const [place, part] of html.split(/<\/?mark>/).entries()) {
    const text = part.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
    line.append(place % 2 === 1 ? element('mark', '', text) : text);
  }
  return line;
}
