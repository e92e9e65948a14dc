/** `<sigap-siaga>`: the matrix of stand-ins, what breaks the rule, and four weeks of duty against leave. */
import { icsFile } from '../../calendar/ics.ts';
import type { FormDefinition } from '../../forms/document.ts';
import { fieldsOf, isEmpty, rowsOf, textOf, type Values } from '../../forms/values.ts';
import { dateValue, wallTimeIn } from '../../notification/clock.ts';
import {
  addDays,
  dutiesOf,
  eventsOf,
  faultsOf,
  leaveFaults,
  leavesOf,
  type RosterFault,
  range,
  type Turn,
  turnsOf,
} from '../../roster/roster.ts';
import { download } from '../download.ts';
import { showFaultOf } from '../forms/faults.ts';
import { readValues, writeValues } from '../forms/fields.ts';
import { whenLeft } from '../forms/left.ts';
import { addRow, renumber } from '../forms/rows.ts';
import { loadRoster, saveRoster } from './store.ts';

const DAYS = 28;

class SigapSiaga extends HTMLElement {
  #form!: HTMLFormElement;
  #definition!: FormDefinition;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    this.#form = form;
    this.#definition = JSON.parse(this.dataset.form ?? '{}');
    const kept = loadRoster();
    this.#write({ tugas: kept?.tugas ?? [], cuti: kept?.cuti ?? [], mulai: kept?.mulai || this.#today });
    form.addEventListener('input', () => this.#changed());
    whenLeft(form, (name) => showFaultOf(form, this.#definition, this.#values(), name));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.querySelector('.result')?.scrollIntoView();
    });
    this.addEventListener('click', (event) => this.#pressed(event));
    this.#draw();
    this.dataset.ready = '';
  }

  get #today(): string {
    return dateValue(wallTimeIn(new Date(), this.dataset.zone ?? 'Asia/Makassar'));
  }

  #write(values: Values): void {
    writeValues(this.#form, fieldsOf(this.#definition), values);
  }

  #values(): Values {
    return readValues(this.#form, fieldsOf(this.#definition));
  }

  #changed(): void {
    const values = this.#values();
    const start = textOf(values['mulai']);
    if (!isEmpty(values['tugas']) || !isEmpty(values['cuti'])) {
      saveRoster({ tugas: rowsOf(values['tugas']), cuti: rowsOf(values['cuti']), mulai: start });
    }
    this.#draw();
  }

  #pressed({ target }: Event): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
    if (!button) return;
    if (button.dataset.add) {
      addRow(this.#form, button.dataset.add)?.querySelector<HTMLElement>('input')?.focus();
    } else if (button.dataset.remove !== undefined) {
      const table = button.closest<HTMLElement>('[data-table]')?.dataset.table ?? '';
      button.closest('[data-row]')?.remove();
      renumber(this.#form, table);
      this.#changed();
    } else if (button.dataset.print !== undefined) print();
    else if (button.dataset.calendar !== undefined) {
      download(
        'siaga.ics',
        icsFile('Siaga dan pengganti', eventsOf(this.#turns()), Date.now()),
        'text/calendar',
      );
    } else if (button.dataset.restart !== undefined) {
      saveRoster(undefined);
      this.#write({ mulai: this.#today });
      this.#draw();
    }
  }

  /** A date field takes years of six digits; no calendar does. */
  get #start(): string {
    const start = textOf(this.#values()['mulai']);
    return /^\d{4}-/.test(start) ? start : this.#today;
  }

  #turns(): Turn[] {
    const values = this.#values();
    const start = this.#start;
    return turnsOf(dutiesOf(rowsOf(values['tugas'])), leavesOf(rowsOf(values['cuti'])), start, DAYS);
  }

  #draw(): void {
    const values = this.#values();
    const duties = dutiesOf(rowsOf(values['tugas']));
    const turns = this.#turns();
    const faults = [...faultsOf(duties, turns), ...leaveFaults(rowsOf(values['cuti']), duties)];
    const grave = faults.filter((fault) => fault.grave).length;
    this.querySelector('[data-rule]')!.textContent =
      duties.length === 0
        ? 'Isi satu tugas untuk memulai.'
        : grave === 0
          ? `Aturan terpenuhi: ${duties.length} tugas, tidak ada yang bergantung pada satu orang.`
          : `Aturan belum terpenuhi di ${grave} tempat.`;
    this.querySelector('[data-rule]')!.className =
      `status ${duties.length === 0 ? 'ragu' : grave === 0 ? 'lolos' : 'tolak'}`;
    this.querySelector('[data-roster-faults]')!.replaceChildren(...faults.map(faultRow));
    const start = this.#start;
    this.querySelector('[data-span]')!.textContent = range(start, addDays(start, DAYS - 1));
    this.querySelector('[data-turns]')!.replaceChildren(...turns.map(turnRow));
    this.querySelector<HTMLElement>('[data-with-duties]')!.hidden = duties.length === 0;
  }
}

function faultRow({ tugas, message, grave }: RosterFault): HTMLElement {
  const row = document.createElement('li');
  const name = document.createElement('b');
  name.textContent = tugas;
  const word = document.createElement('span');
  word.className = `status ${grave ? 'tolak' : 'ingat'}`;
  word.textContent = grave ? 'Perbaiki' : 'Perhatikan';
  row.append(name, ` ${message} `, word);
  return row;
}

function turnRow({ tugas, nama, place, from, to }: Turn): HTMLElement {
  const row = document.createElement('tr');
  row.className = nama === '' ? 'empty' : place > 0 ? 'stand-in' : '';
  const who = nama === '' ? 'Kosong' : place > 0 ? `${nama} (pengganti ${place})` : nama;
  for (const text of [tugas, range(from, to), who]) {
    const cell = document.createElement('td');
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}

customElements.define('sigap-siaga', SigapSiaga);
