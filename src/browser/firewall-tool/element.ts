/** `<sigap-firewall-tool>`: two versions of a ruleset in, "who can reach what" out, and a sheet of paper. */
import { html, icon, need } from '../dom.ts';
import type { Answered } from './attachment.ts';
import { Client, Failure } from './client.ts';
import { type Checked, Inquiry } from './inquiry.ts';
import type { CheckInput, Subject, Way } from './protocol.ts';
import { showResults } from './results-view.ts';
import { RulesBox } from './rules-box.ts';
import { SAMPLE, SAMPLE_CHANGED, SAMPLE_CHANGED_NAME, SAMPLE_NAME, SAMPLE_TESTS } from './sample.ts';
import { sheetOf } from './sheet.ts';
import { BLANK, loadTyped, saveTyped, type Typed } from './state.ts';
import { StatusLine } from './status-line.ts';
import { TestsView } from './tests-view.ts';
import { waysView } from './ways-view.ts';
import { GATEWAY, GATEWAY_NAME } from './words.ts';
import { ZonesView } from './zones-view.ts';

/** Between the last key and reading what stands there. */
const READ_PAUSE = 250;

class FirewallTool extends HTMLElement {
  readonly #client = new Client();
  #typed: Typed = BLANK;
  #before!: RulesBox;
  #after!: RulesBox;
  #zones!: ZonesView;
  #tests!: TestsView;
  #sound = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #readings = 0;
  #inquiry!: Inquiry;
  #answered: Answered | null = null;

  connectedCallback(): void {
    const { typed, kept } = loadTyped();
    this.#typed = typed;
    const status = new StatusLine(this.#part('.run'), () =>
      this.#inquiry.stop('Dibatalkan. Teks dan zona Anda tetap utuh.'),
    );
    this.#inquiry = new Inquiry(this, this.#client, status, {
      prepare: () => this.#prepare(),
      show: (checked) => this.#show(checked),
      zoneFault: (zone) => this.#zones.fault(zone),
    });
    const changed = (): void => this.#changed();
    const submit = (): void => void this.#inquiry.check();
    this.#before = new RulesBox(this.#part('[data-version="before"]'), changed, submit);
    this.#after = new RulesBox(this.#part('[data-version="after"]'), changed, submit);
    this.#zones = new ZonesView(
      this.#part('.zones'),
      () => this.#zonesChanged(),
      (file, line) => this.#before.show(file, line),
    );
    this.#tests = new TestsView(this.#part('.tests'), () => {
      this.#outdated();
      this.#save();
    });
    this.#listen(kept);
    this.#fill();
  }

  disconnectedCallback(): void {
    this.#client.close();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    return need<T>(this, selector);
  }

  #listen(kept: boolean): void {
    this.#part('.try-sample').addEventListener('click', () => this.#trySample());
    this.#part('.check').addEventListener('click', () => void this.#inquiry.check());
    this.#part('.clear').addEventListener('click', () => this.#clear());
    this.#part('.print-sheet').addEventListener('click', () => window.print());
    const keep = this.#part<HTMLInputElement>('.keep input');
    keep.checked = kept;
    keep.addEventListener('change', () => this.#save());
    const six = this.#part<HTMLInputElement>('.six input');
    six.addEventListener('change', () => {
      this.#typed.ipv6 = six.checked;
      this.#outdated();
      this.#save();
    });
    this.#part('.zones-again').addEventListener('click', () => {
      this.#typed.zones = null;
      this.#outdated();
      void this.#read();
    });
    this.#part('.ask').addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#ask();
    });
    for (const [selector, key] of [
      ['#pertanyaan', 'question'],
      ['#tiket', 'ticket'],
      ['#perangkat', 'device'],
      ['#catatan', 'note'],
    ] as const) {
      const field = this.#part<HTMLInputElement>(selector);
      field.value = this.#typed[key];
      field.addEventListener('input', () => {
        this.#typed[key] = field.value;
        this.#save();
      });
    }
    // Files dropped beside a box must not open in the browser's own viewer, which would close this page.
    for (const name of ['dragover', 'drop'] as const)
      window.addEventListener(name, (event) => event.preventDefault());
    // A sheet printed by the browser's own menu shows what is typed now.
    window.addEventListener('beforeprint', () => void this.#sheet());
  }

  #fill(): void {
    this.#before.set(this.#typed.before);
    this.#after.set(this.#typed.after);
    this.#part<HTMLDetailsElement>('.second').open = this.#typed.after.length > 0;
    this.#tests.set(this.#typed.tests, []);
    void this.#read();
  }

  #trySample(): void {
    this.#typed = {
      ...this.#typed,
      before: [{ name: SAMPLE_NAME, text: SAMPLE }],
      after: [{ name: SAMPLE_CHANGED_NAME, text: SAMPLE_CHANGED }],
      zones: null,
      ipv6: null,
      tests: SAMPLE_TESTS.map((row, i) => ({ id: String(i + 1), ...row })),
    };
    this.#fill();
    this.#save();
  }

  #clear(): void {
    this.#typed = structuredClone(BLANK);
    for (const field of this.querySelectorAll<HTMLInputElement>('.ask input, .paper-fields input'))
      field.value = '';
    this.#outdated();
    this.#fill();
    this.#save();
    this.#part<HTMLTextAreaElement>('[data-version="before"] textarea').focus();
  }

  #changed(): void {
    this.#typed.before = this.#before.brought;
    this.#typed.after = this.#after.brought;
    this.#save();
    this.#outdated();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#read(), READ_PAUSE);
  }

  #zonesChanged(): void {
    this.#typed.zones = this.#zones.value;
    this.#tests.setZones(this.#zones.value);
    this.#zones.fault(null);
    this.#outdated();
    this.#save();
  }

  async #read(): Promise<void> {
    const turn = ++this.#readings;
    const { before, after } = this.#typed;
    try {
      const reading = await this.#client.read(before, after);
      if (turn !== this.#readings) return;
      this.#before.tell(reading.before);
      this.#after.tell(reading.after);
      this.#sound = reading.before.sound && reading.after?.sound !== false;
      this.#zones.set(this.#typed.zones ?? reading.zones);
      this.#tests.setZones(this.#zones.value);
      this.#part<HTMLInputElement>('.six input').checked =
        this.#typed.ipv6 ?? (reading.before.ipv6 || reading.after?.ipv6 === true);
      this.dataset.read = reading.before.dialect === null ? 'empty' : this.#sound ? 'sound' : 'fault';
    } catch (error) {
      if (error instanceof Failure) this.#inquiry.stop(error.message);
    }
  }

  /** Reads what stands there now. @returns What is to be checked; a text says why it cannot be. */
  async #prepare(): Promise<CheckInput | string> {
    clearTimeout(this.#pause);
    await this.#read();
    const { before, after } = this.#typed;
    if (before.length === 0) return 'Tempel atau taruh berkas aturan dahulu, atau tekan "Coba contoh".';
    if (!this.#sound)
      return 'Ada bagian yang belum terbaca. Lihat daftar di bawah teksnya; selama itu tidak ada yang dihitung, supaya jawabannya tidak menebak.';
    const zones = this.#zones.value;
    const ipv6 = this.#part<HTMLInputElement>('.six input').checked;
    const idOf = (name: string): string =>
      name === GATEWAY_NAME ? GATEWAY : (zones.find((zone) => zone.name === name)?.id ?? name);
    const tests = this.#tests.value.map((row) => ({ ...row, from: idOf(row.from) }));
    return { before, after, zones, ipv6, tests };
  }

  async #show(checked: Checked): Promise<void> {
    showResults(this, checked, {
      before: this.#before,
      after: this.#after,
      onCell: ({ from, to, door }, place) =>
        void this.#answer(place, (about) => this.#client.detail(about, from, to, door), true),
    });
    this.#tests.tell(checked.result.tests);
    await this.#sheet();
    this.classList.add('has-results');
  }

  async #ask(): Promise<void> {
    const question = this.#part<HTMLInputElement>('#pertanyaan').value;
    await this.#inquiry.check();
    const place = this.#part('.ask-answer');
    place.replaceChildren();
    const ways = await this.#answer(place, (about) => this.#client.ask(about, question), false);
    if (this.#inquiry.checked === null) return;
    this.#answered = ways === null ? null : { question, ways };
    place.dataset['answered'] = question;
    await this.#sheet();
  }

  /** Shows the answer in its place. @returns Null: stopped, or not understood, which is then said there. */
  async #answer(
    place: HTMLElement,
    question: (about: Subject) => Promise<Way[]>,
    whole: boolean,
  ): Promise<Way[] | null> {
    const ways = await this.#inquiry.ask(question);
    if (ways === null || this.#inquiry.checked === null) return null;
    if (ways instanceof Failure) {
      place.replaceChildren(html('p', { class: 'fault' }, icon('circle-alert'), ways.message));
      return null;
    }
    const { zones, after } = this.#inquiry.checked.about;
    const now = after.length > 0 ? this.#after : this.#before;
    const onLine = (file: string | undefined, line: number): void => now.show(file, line);
    place.replaceChildren(waysView(ways, { zones, several: now.several, onLine }, whole));
    return ways;
  }

  /** The paper is always that of the last check; what was edited since takes it away. */
  async #sheet(): Promise<void> {
    const { checked } = this.#inquiry;
    if (!checked) return;
    const typed = { ...this.#typed, tests: this.#tests.value };
    const paper = await sheetOf({ typed, checked, answered: this.#answered }, this.dataset);
    this.#part('.sheet').replaceChildren(paper);
  }

  #outdated(): void {
    if (!this.#inquiry.outdate()) return;
    this.#answered = null;
    this.classList.remove('has-results');
    this.#tests.tell(null);
    this.#part('.ask-answer').replaceChildren();
  }

  #save(): void {
    this.#typed.tests = this.#tests.value;
    const keep = this.#part<HTMLInputElement>('.keep input').checked;
    const where = saveTyped(this.#typed, keep);
    const text = {
      tab: 'Bertahan selama tab ini terbuka, juga bila halaman dimuat ulang.',
      device: 'Tersimpan di perangkat ini saja.',
      nowhere: 'Peramban ini menolak menyimpan; isi hilang bila halaman ditutup.',
    }[where];
    this.#part('.kept').textContent = text;
  }
}

customElements.define('sigap-firewall-tool', FirewallTool);
