/** `<sigap-siapa>`: the answers on the left, who must be told and by when on the right, at every change. */

import { calendarFile } from '../../notification/calendar.ts';
import {
  dateValue,
  dayText,
  readWallTime,
  timeText,
  type WallTime,
  wallTimeIn,
} from '../../notification/clock.ts';
import { type Answers, dutiesFor, type Outcome } from '../../notification/duties.ts';
import { download } from '../download.ts';
import { dutySheet } from './sheet.ts';
import { clearState, type FormState, loadState, saveState } from './state.ts';
import { AXIS_HOURS, dutyRow, share } from './timeline.ts';

const QUESTIONS = ['pihakLain', 'tingkat', 'iiv', 'dataPribadi', 'ttis'] as const;
const NUMBERS = ['Tidak ada', 'Satu', 'Dua', 'Tiga', 'Empat', 'Lima', 'Enam', 'Tujuh'];
const REFRESH_MS = 30_000;
const NARROW_DAY_MS = 10 * 3_600_000;

class SigapSiapa extends HTMLElement {
  #form!: HTMLFormElement;
  #done: Record<string, string> = {};

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    this.#form = form;
    this.#restore();
    form.addEventListener('input', () => this.#update());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.querySelector('.outcome')?.scrollIntoView();
    });
    this.#on('[data-print]', () => print());
    this.#on('[data-calendar]', () => this.#saveCalendar());
    this.#on('[data-restart]', () => this.#restart());
    this.#update();
    setInterval(() => this.#update(), REFRESH_MS);
  }

  #on(selector: string, work: () => void): void {
    this.querySelector(selector)?.addEventListener('click', work);
  }

  get #now(): WallTime {
    return wallTimeIn(new Date(), this.dataset.zone ?? 'Asia/Makassar');
  }

  #field(name: string): HTMLInputElement {
    return this.#form.elements.namedItem(name) as HTMLInputElement;
  }

  #restore(): void {
    const state = loadState();
    this.#field('tanggal').value = state?.date ?? dateValue(this.#now);
    this.#field('pukul').value = state?.time ?? timeText(this.#now);
    this.#done = state?.done ?? {};
    for (const question of QUESTIONS) {
      const value = state?.answers[question];
      const choice =
        value && this.#form.querySelector<HTMLInputElement>(`[name="${question}"][value="${value}"]`);
      if (choice) choice.checked = true;
    }
  }

  #answers(): Partial<Answers> {
    const data = new FormData(this.#form);
    return Object.fromEntries(
      QUESTIONS.filter((name) => data.has(name)).map((name) => [name, data.get(name)]),
    );
  }

  #update(): void {
    const answers = this.#answers();
    const state: FormState = {
      date: this.#field('tanggal').value,
      time: this.#field('pukul').value,
      answers,
      done: this.#done,
    };
    const kept = saveState(state);
    this.querySelector<HTMLElement>('[data-kept]')!.textContent = kept
      ? 'Tersimpan di perangkat ini saja. Jawaban tidak dikirim ke mana pun.'
      : 'Peramban ini tidak mau menyimpan: cetak sebelum menutup halaman.';
    const known = readWallTime(state.date, state.time);
    const fault = this.querySelector<HTMLElement>('#pukul-salah')!;
    fault.hidden = known !== undefined;
    this.#field('pukul').setAttribute('aria-invalid', String(known === undefined));
    if (known !== undefined) this.#draw(known, this.#complete(answers));
  }

  /** A question without an answer yet counts as "not known": no duty may be lost for lack of a click. */
  #complete(answers: Partial<Answers>): Answers {
    return {
      pihakLain: 'belum',
      tingkat: 'belum',
      iiv: 'belum',
      dataPribadi: 'belum',
      ttis: 'belum',
      ...answers,
    };
  }

  #draw(known: WallTime, answers: Answers): void {
    const outcome = dutiesFor(answers);
    const focused = document.activeElement?.id;
    this.querySelector('[data-title]')!.textContent = headline(outcome);
    this.querySelector('[data-known]')!.textContent =
      `Diketahui ${dayText(known)}, pukul ${timeText(known)}.`;
    const list = this.querySelector('[data-duties]')!;
    list.replaceChildren(
      ...outcome.kewajiban.map((duty) =>
        dutyRow(duty, known, this.#now, this.#done[duty.id], () => this.#toggle(duty.id)),
      ),
    );
    const unsure = this.querySelector<HTMLElement>('[data-unsure]')!;
    unsure.hidden = outcome.pastikan.length === 0;
    unsure
      .querySelector('ul')!
      .replaceChildren(
        ...outcome.pastikan.map((line) => Object.assign(document.createElement('li'), { textContent: line })),
      );
    this.querySelector('[data-sheet-known]')!.textContent =
      `Gangguan diketahui ${dayText(known)}, pukul ${timeText(known)}. Dicetak ${dayText(this.#now)}, pukul ${timeText(this.#now)}.`;
    dutySheet(this.querySelector<HTMLTableElement>('[data-sheet]')!, outcome.kewajiban, known, this.#done);
    this.#drawAxis(known);
    if (focused?.startsWith('sudah-')) document.getElementById(focused)?.focus();
  }

  #drawAxis(known: WallTime): void {
    const axis = this.querySelector('[data-axis]')!;
    const day = 24 * 3_600_000;
    const marks: HTMLElement[] = [];
    for (let start = known; start < known + AXIS_HOURS * 3_600_000; ) {
      const next = (Math.floor(start / day) + 1) * day;
      // A day of which only a few hours are left has no room for its name.
      const name = next - start < NARROW_DAY_MS ? '' : dayText(start);
      const mark = Object.assign(document.createElement('span'), { textContent: name });
      mark.style.left = `${share(known, start)}%`;
      marks.push(mark);
      start = next;
    }
    axis.replaceChildren(...marks);
  }

  #toggle(id: string): void {
    if (this.#done[id]) delete this.#done[id];
    else this.#done[id] = `${dayText(this.#now)}, ${timeText(this.#now)}`;
    this.#update();
  }

  #saveCalendar(): void {
    const known = readWallTime(this.#field('tanggal').value, this.#field('pukul').value);
    if (known === undefined) return;
    const text = calendarFile(dutiesFor(this.#complete(this.#answers())).kewajiban, known, Date.now());
    download(`batas-waktu-${dateValue(known)}.ics`, text, 'text/calendar');
  }

  #restart(): void {
    clearState();
    this.#form.reset();
    this.#done = {};
    this.#restore();
    this.#update();
  }
}

function headline({ kewajiban }: Outcome): string {
  const limited = kewajiban.filter(({ tenggat }) => tenggat.kind === 'batas').length;
  const count = NUMBERS[kewajiban.length] ?? String(kewajiban.length);
  return limited === 0
    ? `${count} langkah. Tidak ada batas jam.`
    : `${count} langkah. ${NUMBERS[limited]} punya batas jam.`;
}

customElements.define('sigap-siapa', SigapSiapa);
