/** `<table-top>`: shows events as their minute comes, or when asked; keeps every decision with its time. */
import { TABLETOP } from '../../progress/item.ts';
import { html, need } from '../dom.ts';
import { ownKey } from '../progress/own-key.ts';
import { progress } from '../progress/progress.ts';
import { Stopwatch } from '../progress/stopwatch.ts';

interface Kept {
  /** Milliseconds since 1970 when the game began. */
  began: number;
  shown: number;
  /** Decision and time of day by event. */
  notes: Record<number, { text: string; at: string }>;
}

const NAME = 'tabletop';

class TableTop extends HTMLElement {
  private kept: Kept | null = null;
  private events: HTMLElement[] = [];
  private ticking = 0;
  private readonly watch = new Stopwatch();

  connectedCallback(): void {
    this.events = [...this.querySelectorAll<HTMLElement>('[data-event]')];
    need(this, '[data-action=mulai]').addEventListener('click', () => this.begin());
    need(this, '[data-action=lanjut]').addEventListener('click', () => this.next());
    need(this, '[data-action=ulang]').addEventListener('click', () => this.restart());
    need(this, '[data-action=salin]').addEventListener('click', () => void this.copy());
    this.events.forEach((event, place) => {
      need<HTMLTextAreaElement>(event, '[data-note]').addEventListener('input', (typed) => {
        this.note(place, (typed.target as HTMLTextAreaElement).value);
      });
    });
    this.kept = load();
    this.draw();
    if (this.kept) this.tick();
    this.dataset.ready = '';
  }

  disconnectedCallback(): void {
    window.clearInterval(this.ticking);
  }

  private begin(): void {
    this.kept = { began: Date.now(), shown: 1, notes: {} };
    this.save();
    this.draw();
    this.announce(0);
    this.tick();
  }

  private next(): void {
    if (!this.kept || this.kept.shown >= this.events.length) return;
    this.kept.shown += 1;
    this.save();
    this.draw();
    this.announce(this.kept.shown - 1);
  }

  private restart(): void {
    window.clearInterval(this.ticking);
    this.kept = null;
    for (const event of this.events) need<HTMLTextAreaElement>(event, '[data-note]').value = '';
    this.save();
    this.draw();
    need(this, '[data-action=mulai]').focus();
  }

  /** The next event comes by itself when its minute is reached. */
  private tick(): void {
    window.clearInterval(this.ticking);
    this.ticking = window.setInterval(() => {
      if (!this.kept) return;
      const minutes = (Date.now() - this.kept.began) / 60_000;
      const due = this.events[this.kept.shown];
      if (due && minutes >= Number(due.dataset.minute)) this.next();
      this.drawClock();
    }, 1000);
  }

  private note(place: number, text: string): void {
    if (!this.kept) return;
    const at = this.kept.notes[place]?.at ?? timeOfDay(new Date());
    this.kept.notes[place] = { text, at };
    this.save();
    this.drawTimeline();
    if (!need(this, '[data-end]').hidden) void this.keepDone();
  }

  private draw(): void {
    const shown = this.kept?.shown ?? 0;
    const over = shown >= this.events.length;
    this.events.forEach((event, place) => {
      event.hidden = place >= shown;
      const note = this.kept?.notes[place];
      const field = need<HTMLTextAreaElement>(event, '[data-note]');
      if (note && field.value !== note.text) field.value = note.text;
    });
    need(this, '[data-action=mulai]').hidden = this.kept !== null;
    need(this, '[data-action=lanjut]').hidden = this.kept === null || over;
    need(this, '[data-action=ulang]').hidden = this.kept === null;
    need(this, '[data-end]').hidden = !over;
    this.drawClock();
    this.drawTimeline();
    if (over) void this.keepDone();
  }

  /** Played: every event has come, and the table decided something. */
  private async keepDone(): Promise<void> {
    if (this.lines().length === 0) return;
    const own = await progress();
    if (own.state.items.get(TABLETOP)?.done) return;
    await own.recordOutcome({ item: TABLETOP, done: true, seconds: this.watch.seconds, tries: 1 });
  }

  private drawClock(): void {
    const clock = need(this, '[data-clock]');
    if (!this.kept) {
      clock.textContent = 'Belum dimulai';
      return;
    }
    const seconds = Math.max(0, Math.floor((Date.now() - this.kept.began) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)} menit ${seconds % 60} detik`;
  }

  private drawTimeline(): void {
    need(this, '[data-timeline]').replaceChildren(
      ...this.lines().map(({ time, text }) => html('li', {}, html('b', {}, time), ' ', text)),
    );
  }

  private lines(): { time: string; text: string }[] {
    return this.events.flatMap((event, place) => {
      const note = this.kept?.notes[place];
      return note && note.text.trim() !== ''
        ? [{ time: event.dataset.time ?? '', text: `${note.text.trim()} (dicatat ${note.at})` }]
        : [];
    });
  }

  private announce(place: number): void {
    const event = this.events[place];
    if (!event) return;
    need(this, '[data-announce]').textContent =
      `Kejadian pukul ${event.dataset.time}: ${need(event, 'b').textContent}`;
    event.scrollIntoView({ block: 'nearest' });
  }

  private async copy(): Promise<void> {
    const text = this.lines()
      .map(({ time, text: words }) => `${time} ${words}`)
      .join('\n');
    const said = need(this, '[data-copied]');
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = 'Tersalin. Tempelkan ke laporan.';
    } catch {
      said.textContent = 'Salin sendiri dari daftar di atas; peramban ini tidak mengizinkan.';
    }
  }

  private save(): void {
    try {
      if (this.kept) localStorage.setItem(ownKey(NAME), JSON.stringify(this.kept));
      else localStorage.removeItem(ownKey(NAME));
    } catch {
      // The game then lasts as long as the page.
    }
  }
}

function load(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(ownKey(NAME)) ?? 'null') as Kept | null;
    return kept && typeof kept.began === 'number' && typeof kept.shown === 'number'
      ? { ...kept, notes: kept.notes ?? {} }
      : null;
  } catch {
    return null;
  }
}

const timeOfDay = (now: Date): string =>
  `${String(now.getHours()).padStart(2, '0')}.${String(now.getMinutes()).padStart(2, '0')}`;

customElements.define('table-top', TableTop);
