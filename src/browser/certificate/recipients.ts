/** The class as a list of recipients: the rule's word on each, the organiser's exception with its reason, the name. */
import { nameFault, paperText } from '../../certificate/name.ts';
import { lacking, type Rule, type Session } from '../../certificate/qualify.ts';
import type { Recipient } from '../../certificate/words.ts';
import { NAMELESS, type Participant } from '../../progress/class.ts';
import { html, need } from '../dom.ts';

interface Entry {
  person: Participant;
  faults: string[];
  /** Null: as the rule says. */
  chosen: boolean | null;
  name: string;
  unit: string;
  reason: string;
}

export interface ChosenRecipient extends Recipient {
  reason: string;
}

export class Recipients {
  readonly #root: HTMLElement;
  readonly #sessions: readonly Session[];
  /** What was typed stays with the participant when files are added or the rule changes. */
  readonly #entries = new Map<string, Entry>();
  #order: string[] = [];

  constructor(root: HTMLElement, sessions: readonly Session[]) {
    this.#root = root;
    this.#sessions = sessions;
    for (const box of root.querySelectorAll('[data-rule]'))
      box.addEventListener('change', () => this.#judge());
  }

  set(people: readonly Participant[]): void {
    for (const person of people) {
      const known = this.#entries.get(person.id);
      const name = person.name === NAMELESS ? '' : person.name;
      if (known) {
        known.person = person;
        known.name ||= name;
      } else this.#entries.set(person.id, { person, faults: [], chosen: null, name, unit: '', reason: '' });
    }
    this.#order = people.map(({ id }) => id);
    this.#judge();
  }

  /** Those who are given a sheet, in the order of the list, with the reason of an exception. */
  chosen(): ChosenRecipient[] {
    return this.#shown()
      .filter(given)
      .map(({ name, unit, reason, faults }) => ({
        name: paperText(name),
        unit: paperText(unit),
        reason: faults.length > 0 ? paperText(reason) : '',
      }));
  }

  /** Marks what is missing at each recipient and goes to the first. @returns how many are not ready. */
  check(): number {
    let first: HTMLElement | null = null;
    let count = 0;
    for (const [place, entry] of this.#shown().entries()) {
      const row = this.#list.children[place];
      const fault = given(entry) ? entryFault(entry) : null;
      const note = row && need(row, '[data-row-fault]');
      if (!note) continue;
      note.hidden = fault === null;
      note.textContent = fault ?? '';
      if (fault === null) continue;
      count += 1;
      first ??= row.querySelector(
        entry.faults.length > 0 && paperText(entry.reason) === '' ? '[name=reason]' : '[name=name]',
      );
    }
    first?.focus();
    return count;
  }

  get #list(): HTMLElement {
    return need(this.#root, '[data-recipients]');
  }

  #shown(): Entry[] {
    return this.#order.flatMap((id) => this.#entries.get(id) ?? []);
  }

  #rule(): Rule {
    const value = (name: string): string =>
      need<HTMLInputElement>(this.#root, `[data-rule=${name}]`).value.trim();
    const post = value('post');
    return {
      sessions: Math.max(0, Number(value('sessions')) || 0),
      post: post === '' || Number.isNaN(Number(post)) ? null : Number(post),
    };
  }

  #judge(): void {
    const rule = this.#rule();
    for (const entry of this.#shown()) entry.faults = lacking(entry.person, this.#sessions, rule);
    this.#list.replaceChildren(...this.#shown().map((entry, place) => this.#row(entry, place)));
    this.#count();
  }

  #count(): void {
    const all = this.#shown();
    const qualified = all.filter(({ faults }) => faults.length === 0).length;
    need(this.#root, '[data-count]').textContent =
      `${qualified} dari ${all.length} peserta memenuhi batas. ${all.filter(given).length} lembar akan dibuat.`;
  }

  #row(entry: Entry, place: number): HTMLElement {
    const { person, faults } = entry;
    const tick = html('input', { type: 'checkbox', id: `beri-${place}`, name: `beri-${place}` });
    tick.checked = given(entry);
    const reason = this.#box(entry, 'reason', 'Alasan pengecualian', place, 160);
    reason.hidden = !tick.checked || faults.length === 0;
    tick.addEventListener('change', () => {
      entry.chosen = tick.checked;
      reason.hidden = !tick.checked || faults.length === 0;
      this.#count();
    });
    const state = faults.length === 0 ? 'Memenuhi batas.' : faults.join(' ');
    return html(
      'li',
      { 'data-met': faults.length === 0 },
      html(
        'label',
        { class: 'recipient-tick', for: `beri-${place}` },
        tick,
        html('span', {}, html('b', {}, person.name), html('small', {}, state)),
      ),
      html(
        'div',
        { class: 'recipient-fields' },
        this.#box(entry, 'name', 'Nama pada lembar', place, 200),
        this.#box(entry, 'unit', 'Perangkat daerah, boleh kosong', place, 100),
        reason,
      ),
      html('p', {
        class: 'field-error',
        id: `keliru-penerima-${place}`,
        'data-row-fault': true,
        hidden: true,
      }),
    );
  }

  #box(
    entry: Entry,
    name: 'name' | 'unit' | 'reason',
    label: string,
    place: number,
    most: number,
  ): HTMLElement {
    const box = html('input', {
      type: 'text',
      name,
      maxlength: most,
      autocomplete: 'off',
      'aria-describedby': `keliru-penerima-${place}`,
    });
    box.value = entry[name];
    box.addEventListener('input', () => {
      entry[name] = box.value;
    });
    return html('label', { class: 'field' }, html('span', {}, label), box);
  }
}

const given = ({ chosen, faults }: Entry): boolean => chosen ?? faults.length === 0;

function entryFault({ name, reason, faults }: Entry): string | null {
  if (faults.length > 0 && paperText(reason) === '')
    return 'Batas belum terpenuhi. Tulis alasan pengecualian, atau kosongkan centangnya.';
  return nameFault(paperText(name));
}
