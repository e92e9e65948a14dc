/**
 * `<sigap-saring data-items data-groups>`: hides the items of a list that do not fit what is chosen. A radio named `x`
 * is held against `data-x` of the item (words apart by spaces); the search box against the item's text.
 */
const plain = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

class SigapSaring extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('input', () => this.#apply());
    this.#apply();
  }

  #apply(): void {
    const items = [...document.querySelectorAll<HTMLElement>(this.dataset.items ?? '')];
    const words = plain(this.querySelector<HTMLInputElement>('[type="search"]')?.value ?? '')
      .split(/\s+/)
      .filter(Boolean);
    const chosen = [...this.querySelectorAll<HTMLInputElement>('[type="radio"]:checked')].filter(
      ({ value }) => value !== '',
    );
    let count = 0;
    for (const item of items) {
      const text = plain(item.textContent);
      const fits =
        words.every((word) => text.includes(word)) &&
        chosen.every(({ name, value }) => (item.dataset[name] ?? '').split(' ').includes(value));
      item.hidden = !fits;
      if (fits) count += 1;
    }
    for (const group of document.querySelectorAll<HTMLElement>(this.dataset.groups ?? '')) {
      group.hidden = group.querySelector('li:not([hidden])') === null;
    }
    const told = this.querySelector('[data-count]');
    if (told)
      told.textContent =
        count === 0 ? 'Tidak ada yang cocok. Longgarkan pilihan.' : `${count} dari ${items.length}`;
  }
}

customElements.define('sigap-saring', SigapSaring);
