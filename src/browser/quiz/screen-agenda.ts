/** `<screen-agenda>`: the agenda on the projector; the session of now is marked every half minute. */
class ScreenAgenda extends HTMLElement {
  private ticking = 0;

  connectedCallback(): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-day]'))
      button.addEventListener('click', () => this.open(button.dataset.day ?? '1'));
    this.querySelector('[data-action=penuh]')?.addEventListener('click', () => {
      void (document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen());
    });
    this.mark();
    this.ticking = window.setInterval(() => this.mark(), 30_000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.ticking);
  }

  private open(day: string): void {
    for (const button of this.querySelectorAll<HTMLElement>('[data-day]'))
      button.setAttribute('aria-pressed', String(button.dataset.day === day));
    for (const list of this.querySelectorAll<HTMLElement>('[data-day-list]'))
      list.hidden = list.dataset.dayList !== day;
  }

  private mark(): void {
    const now = new Date();
    const time = `${String(now.getHours()).padStart(2, '0')}.${String(now.getMinutes()).padStart(2, '0')}`;
    for (const row of this.querySelectorAll<HTMLElement>('[data-from]')) {
      const current = (row.dataset.from ?? '') <= time && time < (row.dataset.to ?? '');
      if (current) row.setAttribute('aria-current', 'time');
      else row.removeAttribute('aria-current');
    }
  }
}

customElements.define('screen-agenda', ScreenAgenda);
