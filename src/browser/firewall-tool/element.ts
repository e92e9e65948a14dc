/** `<sigap-firewall-tool>`: two versions of a ruleset in, "who can reach what" out, and a sheet of paper. */
import { html, icon, need } from '../dom.ts';
import { adviceView } from './advice-view.ts';
import { Cancelled, Client, Failure } from './client.ts';
import { compareView } from './compare-view.ts';
import { limits } from './limits.ts';
import { matrixView } from './matrix-view.ts';
import type { CheckResult, SurveyZone } from './protocol.ts';
import { RulesBox } from './rules-box.ts';
import { SAMPLE, SAMPLE_CHANGED, SAMPLE_CHANGED_NAME, SAMPLE_NAME, SAMPLE_TESTS } from './sample.ts';
import { sheetOf } from './sheet.ts';
import { BLANK, loadTyped, saveTyped, type Typed } from './state.ts';
import { TestsView } from './tests-view.ts';
import { waysView } from './ways-view.ts';
import { GATEWAY, GATEWAY_NAME } from './words.ts';
import { ZonesView } from './zones-view.ts';

/** Between the last key and reading what stands there. */
const READ_PAUSE = 250;
const STAGES = {
  matriks: 'Menghitung siapa menjangkau apa',
  perubahan: 'Membandingkan kedua versi',
  uji: 'Membuktikan tabel uji',
  saran: 'Mencari saran',
} as const;

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
  #checks = 0;

  connectedCallback(): void {
    const { typed, kept } = loadTyped();
    this.#typed = typed;
    const changed = (): void => this.#changed();
    const submit = (): void => void this.#check();
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
    this.#part('.check').addEventListener('click', () => void this.#check());
    this.#part('.cancel').addEventListener('click', () => this.#client.cancel());
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
    this.#client.cancel();
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
      if (error instanceof Failure) this.#tell('fault', error.message);
    }
  }

  async #check(): Promise<void> {
    clearTimeout(this.#pause);
    await this.#read();
    if (this.#typed.before.length === 0)
      return this.#tell('fault', 'Tempel atau taruh berkas aturan dahulu, atau tekan "Coba contoh".');
    if (!this.#sound)
      return this.#tell(
        'fault',
        'Ada bagian yang belum terbaca. Lihat daftar di bawah teksnya; selama itu tidak ada yang dihitung, supaya jawabannya tidak menebak.',
      );
    const turn = ++this.#checks;
    this.dataset.state = 'busy';
    this.#tell('busy', 'Memeriksa…');
    const zones = this.#zones.value;
    const ipv6 = this.#part<HTMLInputElement>('.six input').checked;
    const { before, after } = this.#typed;
    const idOf = (name: string): string =>
      name === GATEWAY_NAME ? GATEWAY : (zones.find((zone) => zone.name === name)?.id ?? name);
    const tests = this.#tests.value.map((row) => ({ ...row, from: idOf(row.from) }));
    try {
      const result = await this.#client.check({ before, after, zones, ipv6, tests }, ({ stage, done, of }) =>
        this.#tell('busy', `${STAGES[stage]} (${Math.min(done + 1, of)} dari ${of})…`),
      );
      if (turn !== this.#checks) return;
      await this.#show(result, zones, ipv6);
      this.dataset.state = 'done';
      this.#tell('done', `Selesai dalam ${Math.max(1, Math.round(result.milliseconds))} milidetik.`);
    } catch (error) {
      if (turn !== this.#checks) return;
      this.dataset.state = '';
      if (error instanceof Cancelled)
        return this.#tell('fault', 'Dibatalkan. Teks dan zona Anda tetap utuh.');
      if (!(error instanceof Failure)) throw error;
      this.#zones.fault(error.zone);
      this.#tell('fault', error.message);
    }
  }

  #shown: { result: CheckResult; zones: SurveyZone[]; ipv6: boolean } | null = null;

  async #show(result: CheckResult, zones: SurveyZone[], ipv6: boolean): Promise<void> {
    this.#shown = { result, zones, ipv6 };
    const now = this.#typed.after.length > 0 ? this.#after : this.#before;
    const onLine = (file: string | undefined, line: number): void => now.show(file, line);
    const shown = { zones, several: now.several, onLine };
    this.#part('.matrix').replaceChildren(
      ...matrixView({
        matrix: result.matrix,
        before: result.matrixBefore,
        zones,
        onCell: async ({ from, to, door }, place) => {
          const ways = await this.#client.detail(from, to, door);
          place.replaceChildren(waysView(ways, shown, true));
        },
      }),
    );
    this.#part('.change-step').hidden = result.comparison === null;
    if (result.comparison)
      this.#part('.changes').replaceChildren(
        ...compareView(result.comparison, {
          zones,
          onLine: (version, file, line) =>
            (version === 'before' ? this.#before : this.#after).show(file, line),
        }),
      );
    this.#tests.tell(result.tests);
    const advice = adviceView(result.advice, now.several, onLine);
    const none = result.adviceLeftOut
      ? 'Aturan ini terlalu banyak untuk dicarikan saran di sini.'
      : 'Tidak ada temuan.';
    this.#part('.advices').replaceChildren(...(advice.length > 0 ? advice : [html('p', {}, none)]));
    this.#part('.limits ul').replaceChildren(
      ...limits({ zones, ipv6, result }).map((text) => html('li', {}, text)),
    );
    await this.#sheet();
    this.classList.add('has-results');
  }

  async #ask(): Promise<void> {
    const place = this.#part('.ask-answer');
    const text = this.#part<HTMLInputElement>('#pertanyaan').value;
    if (this.dataset.state !== 'done') await this.#check();
    if (!this.#shown || this.dataset.state !== 'done') return;
    try {
      const ways = await this.#client.ask(text);
      const now = this.#typed.after.length > 0 ? this.#after : this.#before;
      place.replaceChildren(
        waysView(
          ways,
          { zones: this.#shown.zones, several: now.several, onLine: (file, line) => now.show(file, line) },
          false,
        ),
      );
      place.dataset.answered = text;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      place.replaceChildren(html('p', { class: 'fault' }, icon('circle-alert'), error.message));
      place.dataset.answered = text;
    }
  }

  /** The paper is always that of the last check; what was edited since takes it away. */
  async #sheet(): Promise<void> {
    if (!this.#shown) return;
    const paper = await sheetOf({ ...this.#typed, tests: this.#tests.value }, this.#shown, this.dataset);
    this.#part('.sheet').replaceChildren(paper);
  }

  #outdated(): void {
    if (this.dataset.state === 'busy') this.#client.cancel();
    if (!this.#shown) return;
    this.#shown = null;
    this.dataset.state = '';
    this.classList.remove('has-results');
    this.#tests.tell(null);
    this.#part('.ask-answer').replaceChildren();
    this.#tell('idle', 'Ada yang diubah. Tekan "Periksa aturan" untuk jawaban yang baru.');
  }

  #tell(kind: 'idle' | 'busy' | 'done' | 'fault', text: string): void {
    const place = this.#part('.tool-status');
    place.dataset.kind = kind;
    const drawing = {
      idle: 'circle-dashed',
      busy: 'loader-circle',
      done: 'circle-check',
      fault: 'circle-alert',
    }[kind];
    place.replaceChildren(icon(drawing), html('span', {}, text));
    this.#part('.cancel').hidden = kind !== 'busy';
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
